import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findContracts } from '../contracts/find-contracts.ts';
import { pactFileName, pactOf } from '../contracts/pact.ts';
import { ConfigError } from '../specs/config-error.ts';
import { makeFolder } from '../specs/make-folder.ts';
import { chosenContracts } from '../specs/pact/chosen-contracts.ts';
import { writePact } from '../targets/pact/write-pact.ts';

/** The flags of `pact write`. */
export interface WriteFlags {
  readonly out: string;
  readonly only?: readonly string[];
  readonly contract?: readonly string[];
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--out: cannot write ${path} (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
}

/** Writes the pacts of the contracts, one file each. */
export async function pactWrite({ out, only, contract: files }: WriteFlags): Promise<void> {
  const contracts = chosenContracts(findContracts(files ?? []), only ?? []);
  try {
    makeFolder(out);
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--out ${out}: cannot be made (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
  for (const contract of contracts) {
    const pact = pactOf(contract);
    const path = join(out, pactFileName(pact));
    write(path, await writePact(contract));
    process.stdout.write(`${path}: ${pact.interactions.length} interactions\n`);
  }
}
