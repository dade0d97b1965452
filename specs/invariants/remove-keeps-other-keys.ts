import { keepsOtherKeys } from '../keeps-other-keys.ts';

export default keepsOtherKeys({
  id: 'remove-keeps-other-keys',
  speaks: 72,
  effect: 'remove',
  claim: 'Removing a key leaves every other key as it was, however alike its name.',
  covers: ['DEL-OTHERS', 'C-KEY-CASE', 'C-KEY-DOTTED', 'IMG-DEL', 'LAW-DEL-INV'],
  classes: () => ['plain', 'key:dotted'],
});
