/** Reads a pact's path against a contract: which operations it can be, which id stands in it and which key. */
import type { Contract } from '../../contracts/contract.ts';
import { escapePattern } from '../../contracts/escape-pattern.ts';

/** A path of a contract, taken apart. */
export interface ContractPath {
  readonly id: string;
  /** Decoded; null where the path is not on an item. */
  readonly key: string | null;
  /** The path with another id. */
  readonly withId: (id: string) => string;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The path templates of a contract that have its resource in them, state actions among them. */
function templates(contract: Contract): readonly string[] {
  return [...new Set(contract.operations.map(({ path }) => path))];
}

/** A path relative to the endpoint, possibly behind a version and a project id of its own; null when no operation of the contract has it. */
export function readContractPath(contract: Contract, path: string): ContractPath | null {
  const [bare = ''] = path.split('?');
  for (const template of templates(contract)) {
    const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
    const pattern = template.split(/\{[^}]+\}/).map(escapePattern).join('([^/]+)');
    const match = new RegExp(`${pattern}$`).exec(bare);
    if (match === null) continue;
    const values = match.slice(1);
    const value = (name: string): string | undefined => values[names.indexOf(name)];
    const id = value(contract.resource.parameter);
    if (id === undefined) continue;
    const key = values.find((_, index) => names[index] !== contract.resource.parameter);
    const filled = (other: string): string => template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => (name === contract.resource.parameter ? other : value(name) ?? ''));
    return { id, key: key === undefined ? null : decoded(key), withId: filled };
  }
  return null;
}
