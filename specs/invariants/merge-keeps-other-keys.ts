import { keepsOtherKeys } from '../keeps-other-keys.ts';

export default keepsOtherKeys({
  id: 'merge-keeps-other-keys',
  speaks: 75,
  effect: 'merge',
  claim: 'A merge leaves every key that it does not name as it was.',
  covers: ['MERGE-UNTOUCHED', 'MERGE-EMPTY', 'AGG-UNTOUCHED', 'AGG-EMPTY', 'AGG-CASE-NULL', 'IMG-MERGE', 'LAW-MODEL', 'LAW-MERGE-ASSOC', 'LAW-MERGE-COMM', 'LAW-SPLIT'],
  classes: (contract) => ['map:create', 'map:overwrite', 'map:mixed', 'map:empty', ...(contract.operations.some((operation) => operation.nullMeans === 'removes') ? ['map:null-removes'] : [])],
});
