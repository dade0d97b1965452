/** The Pact library, loaded when it is first needed: it is large, native, and not everybody's. Its telemetry is off before it is loaded. */
import { createRequire } from 'node:module';
import type core from '@pact-foundation/pact-core';
import type pact from '@pact-foundation/pact';
import { TargetError } from '../target-error.ts';

/** The variable by which the library is told to send nothing home. */
export const DO_NOT_TRACK = 'PACT_DO_NOT_TRACK';

const NAME = '@pact-foundation/pact';
const MAJOR = 17;

function missing(cause: unknown): TargetError {
  return new TargetError('config', `This command needs ${NAME}, which is not installed (${cause instanceof Error ? cause.message.split('\n')[0] : 'error'}). Install it beside metaconform: npm install --save-dev ${NAME}@${MAJOR}`);
}

/** Where the library is looked for: beside metaconform, then from the folder of the call. */
function resolver(): NodeJS.Require {
  const places = [import.meta.url, `file://${process.cwd()}/package.json`];
  const requires = places.map((place) => createRequire(place));
  const found = requires.find((require) => {
    try {
      return require.resolve(NAME) !== '';
    } catch {
      return false;
    }
  });
  return found ?? (requires[0] as NodeJS.Require);
}

function load<Module>(name: string, from: NodeJS.Require): Module {
  process.env[DO_NOT_TRACK] = 'true';
  try {
    return from(name) as Module;
  } catch (cause) {
    throw missing(cause);
  }
}

/** The consumer's side: the mock server and what writes pact files. @throws {TargetError} `config` when it is not installed. */
export function loadPact(): typeof pact {
  return load<typeof pact>(NAME, resolver());
}

/**
 * The verifier itself. The library's own wrapper around it parses and rewrites JSON bodies on their way and takes a state that could not be reached for one
 * that was, so it is left out.
 * @throws {TargetError} `config` when it is not installed.
 */
export function loadVerifier(): Pick<typeof core.default, 'verifyPacts'> {
  const require = resolver();
  const inner = ((): NodeJS.Require => {
    try {
      return createRequire(require.resolve(NAME));
    } catch (cause) {
      throw missing(cause);
    }
  })();
  return load<typeof core>('@pact-foundation/pact-core', inner).default;
}

/** Name and version of the library, for reports. @throws {TargetError} `config` when it is not installed. */
export function pactLibrary(): string {
  const { version } = load<{ readonly version: string }>(`${NAME}/package.json`, resolver());
  return `${NAME} ${version}`;
}
