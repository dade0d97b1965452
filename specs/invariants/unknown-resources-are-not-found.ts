import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'unknown-resources-are-not-found',
  speaks: 79,
  claim: 'A request to a resource that does not exist is refused.',
  covers: ['AGG-ID-INT'],
  rejections: ['not-found'],
  needs: (contract) => [...writeEffects(contract), 'read' as const].flatMap((effect) => cellsOf(effect, ['url:unknown-resource'])),
});
