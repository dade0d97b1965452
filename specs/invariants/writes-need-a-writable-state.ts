import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'writes-need-a-writable-state',
  speaks: 93,
  claim: 'The map is written only in the states of the resource that the contract names, and not while it is locked.',
  covers: ['ECS-STATE', 'AUTH-LOCK'],
  rejections: ['state'],
  needs: (contract) => (contract.preconditions === null ? [] : writeEffects(contract).flatMap((effect) => cellsOf(effect, ['state:unwritable', 'state:locked']))),
});
