/** The pact files that come along, one for each built-in contract: written by `npm run pact`, never by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from './contract.ts';
import { pactFileName, PACT_CONSUMER } from './pact.ts';
import { asObject } from './plain-object.ts';

/** The folder of the pact files. */
export const PACTS_FOLDER = join(import.meta.dirname, 'pacts');

/** The path of a contract's pact file. */
export function committedPactPath(contract: Contract): string {
  return join(PACTS_FOLDER, pactFileName({ consumer: PACT_CONSUMER, provider: contract.id }));
}

/** The text of the pact that comes along with a contract; null when there is none, or it was made from another version of the contract file. */
export function committedPact(contract: Contract): string | null {
  try {
    const text = readFileSync(committedPactPath(contract), 'utf8');
    const made = asObject(asObject(asObject(JSON.parse(text))['metadata'])['metaconform']);
    return made['sha256'] === contract.sha256 ? text : null;
  } catch {
    return null;
  }
}
