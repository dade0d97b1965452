import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';

export default mustBeRefused({
  id: 'operations-end-with-their-microversion',
  speaks: 94,
  claim: 'An operation is gone at microversions later than its last, and unknown microversions are refused.',
  covers: ['IMG-239', 'HTTP-VER'],
  rejections: ['microversion'],
  needs: (contract) => (contract.microversions === null ? [] : cellsOf('read', ['microversion:unsupported', 'microversion:malformed', ...(contract.microversions.max === null ? [] : ['microversion:beyond'])])),
});
