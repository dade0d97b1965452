/** The examples that the documents print, each as an interaction: the request as it stands there, and the state its answer takes for granted. */
import type { Contract, Operation } from '../contract.ts';
import { resolvePointer } from '../json-pointer.ts';
import { asObject } from '../plain-object.ts';
import { answerExample } from './answer-matcher.ts';
import { interactionOf, successOf } from './draft-interaction.ts';
import type { Json, PactInteraction, Pairs } from './interaction.ts';
import { pactState } from './states.ts';

function requestExample(contract: Contract, operation: Operation): Json | undefined {
  const place = operation.effectConstraint.replace(/\/x-effect$/, '/requestBody/content/application~1json/example');
  return resolvePointer(contract.openapi, place) as Json | undefined;
}

/** What was there before: whatever the answer holds that the request did not send. */
function stateBefore(sent: Pairs, shown: Pairs): Pairs {
  return Object.fromEntries(Object.entries(shown).filter(([key]) => !Object.hasOwn(sent, key)));
}

function exampleOf(contract: Contract, operation: Operation): readonly PactInteraction[] {
  const [request, answer] = [requestExample(contract, operation), answerExample(contract, operation)];
  if (request === undefined || operation.requestMap === null || operation.responseMap === null) return [];
  const sent = asObject(resolvePointer(request, operation.requestMap)) as Pairs;
  const shows = asObject(resolvePointer(answer, operation.responseMap)) as Pairs;
  const key = operation.on === 'item' ? Object.keys(sent)[0] : undefined;
  return [interactionOf(contract, operation, 'example', {
    description: `the documented example of ${operation.id}`, states: [pactState(contract, { kind: 'metadata', metadata: stateBefore(sent, shows) })],
    request: { body: { json: request }, ...(key === undefined ? {} : { key }) }, response: successOf(contract, operation, shows), shows,
    constraints: [operation.effectConstraint, `${operation.effectConstraint.replace(/x-effect$/, 'x-map')}`],
  })];
}

/** One interaction for each operation whose documents print an example. */
export function exampleInteractions(contract: Contract): readonly PactInteraction[] {
  return contract.operations.flatMap((operation) => exampleOf(contract, operation));
}
