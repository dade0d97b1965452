/** What a recorded request addresses: read from the bytes of its path, by the contract's path templates. */
import type { Contract, Operation } from '../../contracts/contract.ts';
import type { Exchange, Trace } from '../../targets/trace.ts';
import type { Slot } from '../../generators/plan.ts';

/** Peculiar ways to write an address, as request classes. */
export type AddressClass =
  | 'url:encoded' | 'url:double-encoded' | 'url:plus' | 'url:slash' | 'url:dot-segment' | 'url:trailing-slash' | 'url:double-slash' | 'url:query'
  | 'url:unknown-resource' | 'url:other-project';

/** Where a request goes. `operations` are those whose path fits, whatever the method. */
export interface Address {
  readonly operations: readonly Operation[];
  readonly resourceId: string | null;
  /** The slot whose resource is addressed; null: a resource that is none of the plan's. */
  readonly slot: Slot | null;
  /** The key of the URL, percent-decoded once; null where the path has none or its encoding is broken. */
  readonly key: string | null;
  readonly rawKey: string | null;
  readonly otherProject: boolean;
  readonly classes: readonly AddressClass[];
}

interface Rest {
  readonly path: string;
  readonly otherProject: boolean;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** What follows the version and project prefix; where another project stands, it is taken off too. */
function restsOf(path: string, trace: Trace): readonly Rest[] {
  const rests: Rest[] = [];
  for (const { prefix } of trace.facts.prefixes) {
    if (path !== prefix && !path.startsWith(`${prefix}/`)) continue;
    const rest = path.slice(prefix.length);
    rests.push({ path: rest, otherProject: false });
    const second = rest.indexOf('/', 1);
    if (second > 0) rests.push({ path: rest.slice(second), otherProject: true });
  }
  return rests;
}

function matchTemplate(template: string, path: string): ReadonlyMap<string, string> | null {
  const names = template.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return null;
  const found = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith('{')) found.set(name.slice(1, -1), part);
    else if (name !== part) return null;
  }
  return found;
}

function addressClasses(rawKey: string | null, key: string | null, query: boolean, doubleSlash: boolean): AddressClass[] {
  const classes: AddressClass[] = [];
  if (doubleSlash) classes.push('url:double-slash');
  if (query) classes.push('url:query');
  if (rawKey === null) return classes;
  if (rawKey === '') classes.push('url:trailing-slash');
  else if (key === '.' || key === '..') classes.push('url:dot-segment');
  else if (/%2f/i.test(rawKey)) classes.push('url:slash');
  else if (/%25[0-9a-f]{2}/i.test(rawKey)) classes.push('url:double-encoded');
  else if (rawKey.includes('+')) classes.push('url:plus');
  else if (/%(3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae]|2[de])/i.test(rawKey)) classes.push('url:encoded');
  return classes;
}

function slotOf(resourceId: string | null, trace: Trace): Slot | null {
  for (const [slot, binding] of Object.entries(trace.slots)) {
    if (binding.resourceId === resourceId) return slot as Slot;
  }
  return null;
}

function fitting(contract: Contract, rest: string): readonly { operation: Operation; found: ReadonlyMap<string, string> }[] {
  return contract.operations.flatMap((operation) => {
    const found = matchTemplate(operation.path, rest);
    return found === null ? [] : [{ operation, found }];
  });
}

/** Read the address of an exchange. A path that fits no operation of the contract has none. */
export function readAddress(exchange: Exchange, trace: Trace, contract: Contract): Address {
  const [rawPath = '', query] = exchange.request.path.split(/\?(.*)/s, 2);
  const doubleSlash = rawPath.startsWith('//');
  const path = doubleSlash ? rawPath.replace(/^\/+/, '/') : rawPath;
  for (const rest of restsOf(path, trace)) {
    const fits = fitting(contract, rest.path);
    const first = fits[0];
    if (first === undefined) continue;
    const resourceId = first.found.get(contract.resource.parameter) ?? null;
    const keyParameter = fits.find(({ operation }) => operation.keyParameter !== null)?.operation.keyParameter;
    const rawKey = keyParameter == null ? null : (first.found.get(keyParameter) ?? null);
    const key = rawKey === null ? null : decode(rawKey);
    const slot = slotOf(resourceId, trace);
    const classes = addressClasses(rawKey, key, query !== undefined, doubleSlash);
    if (slot === null) classes.push('url:unknown-resource');
    if (rest.otherProject) classes.push('url:other-project');
    return { operations: fits.map(({ operation }) => operation), resourceId, slot, key, rawKey, otherProject: rest.otherProject, classes };
  }
  return { operations: [], resourceId: null, slot: null, key: null, rawKey: null, otherProject: false, classes: doubleSlash ? ['url:double-slash'] : [] };
}
