import type { Rejection } from '../../contracts/contract.ts';
import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'refusals-have-the-stated-status',
  speaks: 40,
  claim: 'A refusal is answered with a status that stands for one of its reasons.',
  covers: ['C-QUOTA-128', 'IMG-STATUS-SET', 'ECS-ERRS', 'HTTP-415', 'HTTP-405', 'HTTP-413BODY', 'HTTP-VER', 'DEL-404', 'SHOW-404'],
  restsOn: (contract) => Object.values(contract.rejections).map((set) => set.constraint),
  needs: (contract) => writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['value:too-long', 'body:not-json', 'caller:nobody', 'url:unknown-resource'])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const status = seen.exchange.response?.status;
      if (seen.outcome !== 'refused' || status === undefined || seen.flaws.length === 0 || seen.concurrent) continue;
      const reasons = [...new Set(seen.flaws.map((flaw) => flaw.rejection))];
      // A reason of which the contract states no status may have been given with any.
      if (reasons.some((reason) => contract.rejections[reason] === undefined)) continue;
      const allowed = new Set(reasons.flatMap((reason) => contract.rejections[reason]?.statuses ?? []));
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      if (allowed.has(status)) continue;
      const reason: Rejection = reasons[0] ?? 'invalid';
      find(findingAt(seen, {
        class: requestClass(seen, trace, contract),
        constraint: contract.rejections[reason]?.constraint ?? null,
        expected: `status ${[...allowed].join(', ')} (${reasons.join(', ')})`,
        actual: `status ${status}`,
      }));
    }
  },
});
