import { describe, expect, it } from 'vitest';
import type { PlainObject } from '../plain-object.ts';
import { deriveContracts } from './derive-contract.ts';
import { API_REF, API_REF_NEIGHBOURS } from './documents.fixture.ts';
import { driftOf } from './drift.ts';
import { parseDocument } from './read-document.ts';

async function derivedFrom(text: string): Promise<PlainObject> {
  return deriveContracts([await parseDocument(text, 'labels.inc', API_REF_NEIGHBOURS)]).contracts[0]!.data;
}

const contract = await derivedFrom(API_REF);

/** What drifts when a text of the document is replaced by another; the text must be there. */
async function after(...changes: readonly (readonly [before: string | RegExp, now: string])[]): Promise<readonly string[]> {
  let text = API_REF;
  for (const [before, now] of changes) {
    const changed = text.replace(before, now);
    expect(changed).not.toBe(text);
    text = changed;
  }
  return driftOf({ contract, derived: contract, fresh: await derivedFrom(text) }).map(({ level, where, message }) => `${level} ${where}: ${message}`);
}

describe('a document against its own contract', () => {
  it('has nothing to tell', async () => {
    expect(await after([/$/, '\n\n'])).toEqual([]);
  });

  it('has nothing to tell when its lines move and its markup changes', async () => {
    expect(await after([/^/, '\n\n\n'])).toEqual([]);
  });

  it('alarms where the sentence goes on which an effect rests, and says what is given now', async () => {
    const drift = await after([/Does not modify[^.]*\./, '']);
    expect(drift.filter((each) => each.startsWith('alarm'))).toEqual(['alarm POST /lamps/{lamp_id}/labels: a sentence is gone on which x-effect rests; the document now gives no x-effect']);
  });

  it('alarms where an operation goes', async () => {
    const drift = await after([/DELETE (\S+)\/labels\/\{key\}/, 'DELETE $1/tags/{key}']);
    expect(drift).toContain('alarm DELETE /lamps/{lamp_id}/labels/{key}: the contract has this operation from a document, and the newer one does not describe it');
  });

  it('tells statuses in one line for each operation, and alarms for a success', async () => {
    const drift = await after([/Normal response codes: 200\n\nError response codes: [^\n]*\n/, 'Normal response codes: 202\n\nError response codes: conflict(409), badGateway(502)\n']);
    expect(drift.map((each) => each.replace(/^(\w+) .*?: /, '$1 '))).toEqual(expect.arrayContaining([
      'alarm status 200 is a success in the contract, and not listed in the document', 'alarm status 202 is listed as a success in the document', expect.stringMatching(/^news .* listed in the document; no refusal in the contract has /),
    ]));
  });
});
