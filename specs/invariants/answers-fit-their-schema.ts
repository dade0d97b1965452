import { violationsAt } from '../../contracts/violations.ts';
import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { FOREIGN_PREFIX } from '../reading/body.ts';

export default defineInvariant({
  id: 'answers-fit-their-schema',
  speaks: 48,
  claim: 'A successful answer has the members and types that the contract states; every value is a string.',
  covers: ['LIST-ENV', 'LIST-EMPTY', 'SHOW-ENV', 'UPS-RESP-ITEM', 'C-VAL-STRTYPE', 'AGG-RESP-SHAPE', 'AGG-TYPES', 'AGG-UPDATED'],
  restsOn: (contract) => contract.operations.flatMap((operation) => (operation.responseSchema === null ? [] : [operation.success.constraint])),
  needs: (contract) => [...cellsOf('read', ['plain', 'map:empty']), ...writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, ['plain']))],
  judge: ({ contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const { operation } = seen.ask;
      if (operation?.responseSchema == null || seen.outcome !== 'accepted' || seen.exchange.request.method === 'HEAD') continue;
      exercise(seen.ask.effect, seen.answered?.size === 0 ? ['map:empty', 'plain'] : ['plain']);
      const value = seen.body.kind === 'json' ? seen.body.value : null;
      // Keys beyond the limits may be stored exactly, so a read may show them; the limits of keys and values bind requests.
      const broken = violationsAt(contract, operation.responseSchema, value).find((violation) => !isInputLimit(violation.constraint, contract) && !violation.instancePath.includes(FOREIGN_PREFIX));
      if (broken === undefined) continue;
      find(findingAt(seen, {
        // The shape of an answer hangs on what is stored, hardly on what was sent.
        class: seen.before?.map.size === 0 || seen.answered?.size === 0 ? 'map:empty' : 'plain',
        constraint: contract.constraints.has(broken.constraint) ? broken.constraint : operation.success.constraint,
        expected: `an answer that fits ${operation.responseSchema}`,
        actual: `${broken.instancePath === '' ? 'the answer' : broken.instancePath} ${broken.message}`,
      }));
    }
  },
});

/** Limits of keys, values and sizes, but not the values' type: a stored value is always text. */
function isInputLimit(constraint: string, contract: { readonly keySchema: string; readonly valueSchema: string; readonly mapSchema: string }): boolean {
  if (constraint === `${contract.valueSchema}/type`) return false;
  return constraint.startsWith(`${contract.keySchema}/`) || constraint.startsWith(`${contract.valueSchema}/`) || constraint === `${contract.mapSchema}/propertyNames` || constraint.includes('availability_zone');
}
