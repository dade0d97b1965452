import { mustBeRefused } from '../must-refuse.ts';

export default mustBeRefused({
  id: 'only-offered-methods-work',
  speaks: 80,
  claim: 'A method or path that the API does not offer is refused.',
  covers: ['HTTP-405', 'UPS-TRAIL'],
  rejections: ['method', 'path'],
  needs: () => ['merge/method:PATCH'],
});
