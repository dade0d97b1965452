/** Which operation of a contract does what: the recorder's reads and the steps' requests are looked up here. */
import type { Contract, JsonPointer, Operation } from '../contracts/contract.ts';
import type { Step } from '../generators/plan.ts';

/** A step that is one request on metadata. */
export type RequestStep = Exclude<Step, { op: 'concurrent' | 'action' }>;

function find(contract: Contract, effect: Operation['effect'], on: Operation['on']): Operation | null {
  return contract.operations.find((operation) => operation.effect === effect && operation.on === on) ?? null;
}

/** The operation that reads the whole map: the map's own list, or the resource that shows it. */
export function mapRead(contract: Contract): Operation {
  const operation = find(contract, 'read', 'map') ?? find(contract, 'read', 'resource');
  if (operation === null || operation.responseMap === null) throw new Error(`Contract ${contract.id} has no operation that reads the map; it cannot be tried.`);
  return operation;
}

/** The operation that shows the whole resource; for some contracts the one that reads the map. */
export function resourceRead(contract: Contract): Operation | null {
  return contract.operations.find(({ id }) => id === contract.resource.operation) ?? null;
}

/** The contract as it is where nothing answers to its resource view. */
export function withoutResourceView(contract: Contract): Contract {
  const view = resourceRead(contract);
  if (view === null || view === mapRead(contract)) return contract;
  return { ...contract, operations: contract.operations.filter((operation) => operation !== view), resource: { ...contract.resource, operation: null } };
}

/** The operation a step asks for; null when the contract has none. */
export function operationOf(contract: Contract, step: RequestStep): Operation | null {
  switch (step.op) {
    case 'merge': return find(contract, 'merge', 'map') ?? find(contract, 'merge', 'resource');
    case 'replace': return find(contract, 'replace', 'map') ?? find(contract, 'replace', 'resource');
    case 'upsert': return find(contract, 'upsert', 'item');
    case 'remove': return find(contract, 'remove', 'item');
    case 'read-item': return find(contract, 'read', 'item');
    case 'read': return step.view === 'map' ? mapRead(contract) : resourceRead(contract);
  }
}

/** Every place in an answer where one of the contract's maps can sit. */
export function mapPointers(contract: Contract): readonly JsonPointer[] {
  return [...new Set(contract.operations.flatMap(({ responseMap }) => (responseMap === null ? [] : [responseMap])))];
}
