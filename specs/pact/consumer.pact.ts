/** Our own client as the consumer of every pact: one test for each interaction, and the pact files come out of it. `METACONFORM_PACT_DIR` is where they go. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { PACTS_FOLDER } from '../../contracts/committed-pacts.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import { pactFileName, pactOf } from '../../contracts/pact.ts';
import { openPactWriter, type PactWriter } from '../../targets/pact/write-pact.ts';

describe.each(findContracts().map((contract) => ({ id: contract.id, contract, pact: pactOf(contract) })))('$id', ({ contract, pact }) => {
  let writer: PactWriter | null = null;
  let done = 0;

  beforeAll(async () => {
    writer = await openPactWriter(contract);
  });

  test.each(pact.interactions.map((interaction) => ({ description: interaction.description, interaction })))('$description', async ({ interaction }) => {
    await writer?.run(interaction);
    done += 1;
  });

  afterAll(async () => {
    // A pact with an interaction missing would be no pact.
    if (writer !== null && done === pact.interactions.length) writeFileSync(join(process.env['METACONFORM_PACT_DIR'] ?? PACTS_FOLDER, pactFileName(pact)), await writer.text());
    await writer?.close();
  });
});
