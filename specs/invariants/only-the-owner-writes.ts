import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'only-the-owner-writes',
  speaks: 95,
  claim: 'Without a valid token, with a stranger\'s, or under another project\'s address nothing is read that is not public, and nothing is written.',
  covers: ['AUTH-401', 'ISO-TENANT', 'ISO-URLPROJ', 'AGG-ADMIN', 'IMG-PUBLIC-403'],
  rejections: ['unauthenticated', 'forbidden', 'project-mismatch'],
  needs: (contract) => {
    const outsiders = ['caller:stranger', ...(contract.service.admin ? ['caller:member'] : [])];
    return [...writeEffects(contract), 'read' as const].flatMap((effect) => cellsOf(effect, ['caller:nobody', 'caller:bad-token', ...(effect === 'read' && contract.service.public ? [] : outsiders)]));
  },
});
