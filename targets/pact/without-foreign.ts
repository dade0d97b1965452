/** Takes out of an answer what is not ours: keys that no request of this run has named are the provider's, and no pact of ours speaks of them. */
import { FOREIGN_MARK } from '../mask-foreign.ts';

function kept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (name.startsWith(FOREIGN_MARK) ? [] : [[name, kept(member)]])));
}

/** A recorded body without the members that stand for foreign keys; the very same text where there are none. */
export function withoutForeign(text: string): string {
  if (!text.includes(JSON.stringify(FOREIGN_MARK).slice(1, -1))) return text;
  try {
    return JSON.stringify(kept(JSON.parse(text)));
  } catch {
    return text;
  }
}
