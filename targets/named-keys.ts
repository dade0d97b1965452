/** The keys that requests of this run have named: whatever else a map holds is foreign, an original or the provider's. */
import { visit } from 'jsonc-parser';

/** Folds what servers are known to do to keys (trim, change case, compose, cut), so that a key of ours stays ours when it comes back damaged. */
function folded(key: string): string {
  return Array.from(key.normalize('NFC').trim().toLowerCase()).slice(0, 200).join('');
}

export interface NamedKeys {
  add(key: string): void;
  /** Every member name of a JSON text, however deep or broken. */
  addBody(text: string): void;
  has(key: string): boolean;
  /** The same keys, which no longer grow with these. */
  copy(): NamedKeys;
}

/** Every member name of a JSON text, however deep or broken; none of one that is nested too deeply to be walked: it names no key that a server could store. */
export function keysOfBody(text: string): readonly string[] {
  const keys: string[] = [];
  try {
    visit(text, { onObjectProperty: (key) => { keys.push(key); } });
    return keys;
  } catch {
    return [];
  }
}

/** A set of keys that were named, such as that of a whole run. */
export function namedKeys(named: Iterable<string> = []): NamedKeys {
  return over(new Set(Array.from(named, folded)));
}

function over(keys: Set<string>): NamedKeys {
  const add = (key: string): void => { keys.add(folded(key)); };
  return {
    add,
    addBody: (text) => { for (const key of keysOfBody(text)) add(key); },
    has: (key) => keys.has(folded(key)),
    copy: () => over(new Set(keys)),
  };
}
