import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { committedPact, committedPactPath } from '../contracts/committed-pacts.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { ConfigError } from '../specs/config-error.ts';
import { chosenContracts } from '../specs/pact/chosen-contracts.ts';
import { parsePactFile, type PactFile } from '../targets/pact/pact-file.ts';
import { startStub, type Stub } from '../targets/pact/stub.ts';
import { portOf } from './serve.ts';

/** The flags of `pact stub`. */
export interface StubFlags {
  readonly port: string;
  readonly host: string;
  readonly only?: readonly string[];
  readonly pactFile?: readonly string[];
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError('PACT_UNREADABLE', `--pact-file ${path}: cannot be read (${(cause as Error).message}). Name a pact file.`, { cause });
  }
}

function filesOf({ only = [], pactFile = [] }: StubFlags): readonly PactFile[] {
  if (pactFile.length > 0 && only.length > 0) throw new ConfigError('OPTION_CONFLICT', '--only chooses among our pacts, and --pact-file serves others: give one of them.');
  if (pactFile.length > 0) return pactFile.map((path) => parsePactFile(read(path), path));
  return chosenContracts(findContracts(), only).map((contract) => {
    const text = committedPact(contract);
    if (text === null) throw new ConfigError('PACT_UNREADABLE', `${committedPactPath(contract)}: there is no pact of this version of the contract ${contract.id}. metaconform pact write makes one; serve it by --pact-file.`);
    return parsePactFile(text, committedPactPath(contract));
  });
}

async function start(files: readonly PactFile[], { host, port }: StubFlags): Promise<Stub> {
  try {
    return await startStub(files, { host, port: portOf(port) });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw cause;
    throw new ConfigError('OPTION_INVALID', `cannot listen on ${host}:${port} (${code}). Choose another --port; 0 takes any free one.`, { cause });
  }
}

/** Serves pacts until Ctrl-C. */
export async function pactStub(flags: StubFlags): Promise<void> {
  const files = filesOf(flags);
  const stub = await start(files, flags);
  const lines = files.map(({ consumer, provider, interactions }) => `  ${consumer} -> ${provider}: ${interactions.length} interactions`);
  process.stdout.write(`${[`mock  ${stub.url}`, ...lines, 'Ctrl-C ends it.', ''].join('\n')}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await stub.close();
}
