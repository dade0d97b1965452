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
}

/** The run-wide set of keys that were named. */
export function namedKeys(): NamedKeys {
  const keys = new Set<string>();
  const add = (key: string): void => { keys.add(folded(key)); };
  return {
    add,
    addBody: (text) => {
      try {
        visit(text, { onObjectProperty: add });
      } catch {
        // Nested too deeply to be walked: such a body names no key that a server could store.
      }
    },
    has: (key) => keys.has(folded(key)),
  };
}
