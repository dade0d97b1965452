import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';

export default defineInvariant({
  id: 'answers-are-json',
  speaks: 49,
  claim: 'A successful answer is a JSON document and says so; where the API answers without a body there is none.',
  covers: ['HTTP-CT', 'DEL-NOBODY', 'HTTP-ACCEPT'],
  restsOn: (contract) => contract.operations.map((operation) => operation.success.constraint),
  needs: (contract) => [...writeEffects(contract), 'read' as const].flatMap((effect) => cellsOf(effect, ['plain'])),
  judge: ({ reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const { operation, effect } = seen.ask;
      const { response, request } = seen.exchange;
      if (operation === null || response === null || seen.outcome !== 'accepted' || request.method === 'HEAD') continue;
      exercise(effect, ['plain']);
      const type = response.headers.find(([name]) => name === 'content-type')?.[1] ?? 'none';
      const bodyless = operation.responseMap === null && operation.responseSchema === null;
      const wrong = bodyless
        ? seen.body.kind !== 'none' && operation.answer === 'none' && response.status === 204
        : seen.body.kind !== 'json' || !/^application\/([\w.]+\+)?json\b/i.test(type);
      if (!wrong) continue;
      find(findingAt(seen, {
        class: 'plain',
        constraint: operation.success.constraint,
        expected: bodyless ? 'no body' : 'a JSON body with Content-Type application/json',
        actual: `${seen.body.kind === 'json' ? 'a JSON body' : `a body that is ${seen.body.kind}`} with Content-Type ${type}`,
      }));
    }
  },
});
