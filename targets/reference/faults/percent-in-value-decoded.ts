import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a percent-encoding in a value is decoded',
  cites: 'plausible',
  catalogue: 'X107',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.replace(/%[2-7][0-9a-f]/gi, (escape) => decodeURIComponent(escape))),
} satisfies FaultDefinition;
