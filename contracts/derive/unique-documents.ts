import { basename, dirname } from 'node:path';
import type { ReadDocument } from './model.ts';

/** Documents of one name get the name of their folder before it, and a number where that does not tell them apart. */
export function uniqueDocuments(documents: readonly ReadDocument[]): readonly ReadDocument[] {
  const taken = new Set<string>();
  return documents.map((document) => {
    const candidates = [document.id, `${basename(dirname(document.file))}-${document.id}`];
    let id = candidates.find((each) => !taken.has(each));
    for (let number = 2; id === undefined; number += 1) if (!taken.has(`${document.id}-${number}`)) id = `${document.id}-${number}`;
    taken.add(id);
    return { ...document, id };
  });
}
