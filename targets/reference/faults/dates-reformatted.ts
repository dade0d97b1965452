import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a value that is a date of ISO 8601 is stored in another form',
  cites: 'plausible: the default of Json.NET',
  catalogue: 'M56',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => {
    if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return text;
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? text : date.toUTCString();
  }),
} satisfies FaultDefinition;
