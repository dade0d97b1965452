/** That a contract derived from one document, with the default choices and nothing else, shows the faults that the document's own sentences forbid. */
import { expect, test } from 'vitest';
import { completeContract } from '../contracts/derive/complete-contract.ts';
import { deriveContracts } from '../contracts/derive/derive-contract.ts';
import { MARKDOWN, SPHINX } from '../contracts/derive/documents.fixture.ts';
import { parseDocument } from '../contracts/derive/read-document.ts';
import { parseContract } from '../contracts/load-contract.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { detect, type DetectOptions } from './detection.fixture.ts';
import { findInvariants } from './invariants.ts';

const [invariants, faults] = await Promise.all([findInvariants(), findFaults()]);

async function optionsFor(text: string, file: string): Promise<DetectOptions> {
  const { contracts: [derived] } = deriveContracts([await parseDocument(text, file)]);
  const contract = parseContract(JSON.stringify(completeContract(derived!.data)), 'lamp.yaml');
  // Under this profile a finding rests on a sentence, never on a default choice.
  return { contracts: [contract], invariants, seed: 1, profile: 'documented', first: true };
}

const [replacing, merging] = [await optionsFor(MARKDOWN, 'lamps.md'), await optionsFor(SPHINX, 'update.rst')];
/** The fault is one more than the commonest limit. */
const limiting = await optionsFor(SPHINX.replace('128 characters', '255 characters'), 'update.rst');

test.each([
  ['all that is not in the request goes', 'replace-merges', replacing], ['keys cannot be empty', 'empty-key-accepted', replacing],
  ['what is not in the request stays', 'merge-keeps-old-values', merging], ['what is not there is added', 'merge-ignores-new-keys', merging], ['a limit on the length', 'limit-one-more', limiting],
])('%s: %s is found', async (_sentence, id, options) => {
  const fault = faults.find((each) => each.id === id)!;
  const { hits } = await detect(fault, options);
  expect(hits.map(({ invariant }) => invariant).filter((invariant) => fault.expected.includes(invariant))).not.toEqual([]);
});

test.each([['a replacement', replacing], ['a merge', merging]])('the page of %s finds nothing on a cloud without a fault', async (_what, options) => {
  expect((await detect(null, { ...options, budgetRequests: 200 })).hits).toEqual([]);
});
