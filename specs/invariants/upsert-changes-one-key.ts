import { keepsOtherKeys } from '../keeps-other-keys.ts';

export default keepsOtherKeys({
  id: 'upsert-changes-one-key',
  speaks: 73,
  effect: 'upsert',
  claim: 'An upsert leaves every key but its own as it was.',
  covers: ['UPS-OTHERS', 'IMG-UPS-OTHERS', 'UPS-EQ-MERGE', 'LAW-SPLIT', 'LAW-MODEL'],
  classes: () => ['map:create', 'map:overwrite'],
});
