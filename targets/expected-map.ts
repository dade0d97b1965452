/** The map a step would leave if it did what its effect says: only used to decide whether a second look is worth a read. */
import type { Operation } from '../contracts/contract.ts';
import type { JsonMap } from './json-map.ts';
import type { RequestStep } from './operations.ts';

/** The map after a step that was answered with success. */
export function expectedMap(before: JsonMap, operation: Operation, step: RequestStep): JsonMap {
  const entries = 'entries' in step ? step.entries : [];
  switch (step.op) {
    case 'read': case 'read-item': return before;
    case 'replace': return new Map(entries);
    case 'remove': return new Map([...before].filter(([key]) => key !== step.urlKey));
    case 'merge': case 'upsert': {
      const after = new Map([...before, ...entries]);
      if (operation.nullMeans === 'removes') for (const [key, value] of entries) if (value === null) after.delete(key);
      return after;
    }
  }
}
