import { once } from 'node:events';
import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { outputClosed } from './closed-pipes.ts';
import { ConfigError } from '../specs/config-error.ts';
import { resourcesOf, startEmbeddedCloud } from '../specs/embedded-cloud.ts';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';

/** The flags of `serve`. */
export interface ServeFlags {
  readonly port: string;
  readonly host: string;
  readonly fault?: string;
}

/** The port that a flag names. @throws {ConfigError} OPTION_INVALID. */
export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError('OPTION_INVALID', `--port expects a whole number from 0 to 65535, got ${JSON.stringify(text)}.`);
}

/** How to run against a cloud that is being served, as a line to paste. */
function runLine(cloud: ReferenceCloud, contracts: readonly Contract[]): string {
  const services = new Set(contracts.flatMap(({ service }) => service.types));
  const endpoints = Object.entries(cloud.endpoints).filter(([service]) => services.has(service)).map(([service, url]) => `--endpoint ${service}=${url}`);
  const resources = resourcesOf(cloud).map(({ kind, id }) => `--resource ${kind}=${id}`);
  return ['metaconform run', ...endpoints, '--token "$OS_TOKEN" --admin-token "$ADMIN_TOKEN" --stranger-token "$STRANGER_TOKEN"', ...resources, '--sacrificial'].join(' \\\n    ');
}

function description(cloud: ReferenceCloud, contracts: readonly Contract[]): string {
  return [
    `authentication  ${cloud.authUrl}`, 'endpoints', ...Object.entries(cloud.endpoints).map(([service, url]) => `  ${service}  ${url}`),
    'tokens', ...Object.entries(cloud.tokens).map(([caller, token]) => `  ${caller}  ${token}`),
    'resources', ...resourcesOf(cloud).map(({ kind, id }) => `  ${kind}  ${id}`),
    '', 'To run against it:', '',
    `export OS_TOKEN=${cloud.tokens.owner} ADMIN_TOKEN=${cloud.tokens.admin} STRANGER_TOKEN=${cloud.tokens.stranger}`,
    runLine(cloud, contracts), '', 'Ctrl-C ends it.', '',
  ].join('\n');
}

/** Serves the reference cloud until Ctrl-C. */
export async function serve(flags: ServeFlags): Promise<void> {
  const contracts = findContracts();
  const cloud = await startEmbeddedCloud({ contracts, fault: flags.fault ?? null, port: portOf(flags.port), host: flags.host });
  const closed = outputClosed();
  process.stdout.write(description(cloud, contracts));
  await Promise.race([closed, once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await cloud.close();
}
