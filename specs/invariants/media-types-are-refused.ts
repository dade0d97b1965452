import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'media-types-are-refused',
  speaks: 81,
  claim: 'A body that is declared to be something else than JSON is refused.',
  covers: ['HTTP-415'],
  rejections: ['media-type'],
  needs: (contract) => writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['media-type:xml', 'media-type:form'])),
});
