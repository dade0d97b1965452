/** What the microversion of a request means for it. */
import type { Contract } from '../../contracts/contract.ts';
import type { Exchange, Trace } from '../../targets/trace.ts';
import type { Flaw } from './request.ts';

function parse(version: string): readonly [number, number] | null {
  const match = /^(\d+)\.(\d+)$/.exec(version.trim());
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/** Whether version `a` is newer than `b`; false when either is no version. */
export function isNewer(a: string, b: string): boolean {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return false;
  return left[0] > right[0] || (left[0] === right[0] && left[1] > right[1]);
}

/** The microversion that a request asks for, without the service's name; null when it asks for none. */
export function askedMicroversion(exchange: Exchange, contract: Contract): string | null {
  const names = [contract.microversions?.header, contract.microversions?.legacyHeader].filter((name) => name != null).map((name) => name.toLowerCase());
  const value = exchange.request.headers.find(([name]) => names.includes(name.toLowerCase()))?.[1];
  return value === undefined ? null : (value.trim().split(/\s+/).at(-1) ?? null);
}

/** The flaw of a request whose microversion is malformed, not offered, or later than the operations live. */
export function microversionFlaw(exchange: Exchange, trace: Trace, contract: Contract): readonly Flaw[] {
  const asked = askedMicroversion(exchange, contract);
  if (asked === null || contract.microversions === null) return [];
  const constraint = contract.rejections.microversion?.constraint ?? contract.microversions.constraint;
  // The legacy prefix ignores the header, and a service without microversions does too.
  const ignored = !exchange.route.startsWith(contract.service.versions[0] ?? '') || trace.facts.maxMicroversion === null;
  const at = (cls: string, base: string = constraint): Flaw[] => [{ constraint: base, beyond: ignored ? 'either' : 'reject', rejection: 'microversion', class: cls }];
  if (asked === 'latest') return [];
  if (parse(asked) === null) return at('microversion:malformed');
  if (trace.facts.maxMicroversion !== null && isNewer(asked, trace.facts.maxMicroversion)) return at('microversion:unsupported');
  const { max } = contract.microversions;
  if (max !== null && isNewer(asked, max)) return at('microversion:beyond', contract.microversions.constraint);
  return [];
}
