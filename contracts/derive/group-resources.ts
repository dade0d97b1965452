/** Operations of all documents, by the resource whose map they are on. */
import type { ReadDocument } from './model.ts';
import { readOperations } from './read-operations.ts';
import { isLeftOut, resourceOperation } from './resource-operation.ts';
import type { LeftOut, ResourceOperation } from './resource-operation.ts';

/** One resource and its operations. */
export interface ResourceGroup {
  /** `server`: the id of its contract, unless the caller gives another. */
  readonly noun: string;
  readonly parameter: string;
  readonly prefix: string;
  readonly operations: readonly ResourceOperation[];
}

function nounOf(parameter: string, prefix: string): string {
  const fromParameter = parameter.replace(/_?(?:uu)?id$/i, '');
  return (fromParameter === '' ? prefix.split('/')[1]!.replace(/^os-/, '').replace(/s$/, '') : fromParameter).replaceAll('_', '-');
}

/** The path that most of them share: one that differs is a slip of its document. */
function commonPrefix(operations: readonly ResourceOperation[]): string {
  const counts = new Map<string, number>();
  for (const { prefix } of operations) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  return [...counts.entries()].toSorted((one, other) => other[1] - one[1])[0]![0];
}

function asLeftOut({ document, operation }: ResourceOperation, why: string): LeftOut {
  return { document: document.file, line: operation.forms[0]!.line, request: `${operation.method} ${operation.path}`, why };
}

/** The first of each method and path; the others are left out. */
function withoutRepeats(operations: readonly ResourceOperation[], leftOut: LeftOut[]): readonly ResourceOperation[] {
  const seen = new Set<string>();
  return operations.filter((each) => {
    const key = `${each.operation.method} ${each.operation.path}`;
    if (seen.has(key)) leftOut.push(asLeftOut(each, 'it was described before'));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The resources that the documents describe the maps of, and what was left out. A resource that is only shown has no map to write and is none. */
export function groupResources(documents: readonly ReadDocument[]): { readonly groups: readonly ResourceGroup[]; readonly leftOut: readonly LeftOut[] } {
  const outcomes = documents.flatMap((document) => readOperations(document).map((operation) => resourceOperation(document, operation)));
  const leftOut: LeftOut[] = outcomes.filter(isLeftOut);
  const byParameter = new Map<string, ResourceOperation[]>();
  for (const outcome of outcomes) {
    if (isLeftOut(outcome)) continue;
    const same = byParameter.get(outcome.parameter) ?? [];
    same.push(outcome);
    byParameter.set(outcome.parameter, same);
  }
  const groups: ResourceGroup[] = [];
  for (const [parameter, all] of byParameter) {
    const prefix = commonPrefix(all);
    for (const stray of all.filter((each) => each.prefix !== prefix)) leftOut.push(asLeftOut(stray, `its path does not begin with ${prefix}, as those of its siblings do`));
    const operations = withoutRepeats(all.filter((each) => each.prefix === prefix), leftOut);
    const onlyActions = operations.every(({ on, operation }) => on === 'resource' || operation.path.endsWith('/action'));
    // Where an action alone writes the map, the resource is the only place to read it.
    if (onlyActions && operations.some(({ on }) => on === 'map')) groups.push({ noun: nounOf(parameter, prefix), parameter, prefix, operations: operations.map((each) => ({ ...each, on: 'map' })) });
    else if (operations.some(({ on }) => on !== 'resource')) groups.push({ noun: nounOf(parameter, prefix), parameter, prefix, operations });
  }
  return { groups, leftOut };
}
