import { codePoints, maxLengthOf } from '../../generators/classes.ts';
import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import type { Seen } from '../reading/trace-reading.ts';

const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

/** The one value of a request that holds a character outside the BMP and is not too long; null when there is none. */
function astralValue(seen: Seen, longest: number): string | null {
  const values = [...(seen.ask.sent?.values() ?? [])].filter((value): value is string => typeof value === 'string');
  const astral = values.filter((value) => ASTRAL.test(value) && codePoints(value) <= longest);
  return astral.length === 1 ? (astral[0] ?? null) : null;
}

export default defineInvariant({
  id: 'lengths-count-code-points',
  speaks: 64,
  claim: 'Where a character outside the BMP is accepted at all, a value of as many of them as the limit says is accepted too.',
  covers: ['C-VAL-255A'],
  restsOn: (contract) => [`${contract.valueSchema}/maxLength`].filter((pointer) => contract.constraints.has(pointer)),
  needs: (contract) => (Number.isFinite(maxLengthOf(contract, contract.valueSchema)) ? writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['value:longest-astral'])) : []),
  judge: ({ contract, reading, exercise, find }) => {
    const longest = maxLengthOf(contract, contract.valueSchema);
    const accepted = new Map<string, Seen>();
    for (const seen of reading.writes) {
      const value = astralValue(seen, longest);
      const others = seen.flaws.some((flaw) => flaw.constraint !== `${contract.valueSchema}/pattern`);
      if (value === null || others || seen.concurrent || seen.outcome === 'unanswered') continue;
      const { effect } = seen.ask;
      if (codePoints(value) === longest) exercise(effect, ['value:longest-astral']);
      const shorter = accepted.get(effect);
      if (seen.outcome === 'accepted') { accepted.set(effect, seen); continue; }
      if (shorter === undefined || seen.outcome === 'crashed') continue;
      find(findingAt(seen, {
        class: 'value:longest-astral',
        constraint: `${contract.valueSchema}/maxLength`,
        expected: `a value of ${codePoints(value)} characters outside the BMP is accepted, as a shorter one was (limit: ${longest} code points)`,
        actual: `status ${seen.exchange.response?.status}`,
        exchanges: [shorter.exchange.id],
      }));
    }
  },
});
