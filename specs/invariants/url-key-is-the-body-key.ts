import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';

export default mustBeRefused({
  id: 'url-key-is-the-body-key',
  speaks: 84,
  claim: 'An upsert whose body names another key than its URL is refused.',
  covers: ['UPS-MISMATCH', 'UPS-PLUS', 'IMG-MISMATCH'],
  rejections: ['mismatch'],
  needs: (contract) => (contract.laws.some((law) => law.kind === 'url-key-is-body-key') ? cellsOf('upsert', ['url:mismatch', 'url:mismatch-case']) : []),
});
