import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'quota-is-kept',
  speaks: 83,
  claim: 'A write that would leave more items than the announced limit is refused.',
  covers: ['C-QUOTA-128'],
  rejections: ['quota'],
  needs: (contract) => (contract.quota.maxItems === null ? [] : writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['map:beyond-quota']))),
});
