import type { Rejection } from '../../contracts/contract.ts';
import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';
import type { Seen } from '../reading/trace-reading.ts';

/** Whether a write puts a key beside another that a database may take for the same: one that case, or space around it, sets apart. */
function hasDoubles({ ask, before }: Seen): boolean {
  const keys = [...new Set([...(ask.sent?.keys() ?? []), ...(ask.effect === 'replace' ? [] : (before?.map.keys() ?? []))])];
  return new Set(keys.map((key) => key.trim().toLowerCase())).size < keys.length;
}

/** Reasons that a refusal may give beside those of its flaws. */
function otherReasons(seen: Seen, classes: readonly string[]): readonly Rejection[] {
  // A name that the service keeps for itself may as well be called forbidden, and a double a conflict.
  return [...(classes.includes('key:reserved') ? ['forbidden' as const] : []), ...(hasDoubles(seen) ? ['state' as const] : [])];
}

export default defineInvariant({
  id: 'refusals-have-the-stated-status',
  speaks: 40,
  claim: 'A refusal is answered with a status that stands for one of its reasons.',
  covers: ['C-QUOTA-128', 'IMG-STATUS-SET', 'ECS-ERRS', 'HTTP-415', 'HTTP-405', 'HTTP-413BODY', 'HTTP-CHUNKED', 'HTTP-VER', 'DEL-404', 'SHOW-404'],
  restsOn: (contract) => Object.values(contract.rejections).map((set) => set.constraint),
  needs: (contract) => writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['value:too-long', 'body:not-json', 'caller:nobody', 'url:unknown-resource'])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const status = seen.exchange.response?.status;
      if (seen.outcome !== 'refused' || status === undefined || seen.flaws.length === 0 || seen.concurrent) continue;
      const classes = classesOfSeen(seen, trace, contract);
      const reasons = [...new Set([...seen.flaws.map((flaw) => flaw.rejection), ...otherReasons(seen, classes)])];
      // A reason of which the contract states no status may have been given with any.
      if (reasons.some((reason) => contract.rejections[reason] === undefined)) continue;
      const allowed = new Set([...reasons.flatMap((reason) => contract.rejections[reason]?.statuses ?? []), ...seen.flaws.flatMap(({ alsoStatus }) => alsoStatus ?? [])]);
      exercise(seen.ask.effect, classes);
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
