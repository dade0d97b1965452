import { type Command, Option } from 'commander';
import type { RawOptions } from '../specs/run-config.ts';
import { PACT_OPTIONS, variableOf } from '../specs/run-options.ts';
import { addRunFlags } from './run-flags.ts';
import type { StubFlags } from './pact-stub.ts';
import type { WriteFlags } from './pact-write.ts';

const TARGET_FLAGS = [
  'endpoint', 'token', 'adminToken', 'strangerToken', 'osCloud', 'adminOsCloud', 'strangerOsCloud', 'osCacert', 'osCert', 'osKey', 'insecure',
  'resource', 'sacrificial', 'provision', 'provisionFlavor', 'provisionImage', 'provisionNetwork', 'contract', 'fault', 'timeout', 'rate', 'maxInFlight', 'report', 'label',
];

const EXAMPLES = `
Examples:
  metaconform pact verify                                   our pacts against the embedded reference cloud
  metaconform pact verify --os-cloud mine --resource server=ID
  metaconform pact verify --os-cloud mine --resource server=ID --pact-file server=shop-compute.json --pact-states states.yaml
  metaconform pact write --out pacts
  metaconform pact stub --port 8774 --only server`;

const VERIFY_EXAMPLES = `
Examples:
  metaconform pact verify
  metaconform pact verify --fault merge-replaces
  metaconform pact verify --os-cloud mine --stranger-os-cloud other --resource server=ID --sacrificial
  metaconform pact verify --os-cloud mine --admin-os-cloud admin --stranger-os-cloud other --provision
  metaconform pact verify --endpoint https://compute.example/v2.1 --token @token.txt --resource server=ID \\
      --pact-broker-url https://broker.example --pact-broker-token @broker.txt --pact-provider server=compute

The results join the report of a run on the same target when --report holds one; else they make a report of their own.
Exit codes: 0 all pass; 1 an interaction fails; 2 none fails, but some are unknown; 3 the call is wrong, nothing was written; 4 something could not be restored.`;

const WRITE_EXAMPLES = `
Examples:
  metaconform pact write
  metaconform pact write --out pacts --only server
  metaconform pact write --out pacts --contract mine/widget.yaml`;

const STUB_EXAMPLES = `
Examples:
  metaconform pact stub
  metaconform pact stub --port 8774 --only server
  metaconform pact stub --pact-file shop-compute.json

A request is answered as the first interaction that fits it; X-Pact-State names a provider state where more than one does.`;

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function addVerify(pact: Command): void {
  const command = addRunFlags(pact.command('verify').description('verify pacts against a target'), TARGET_FLAGS);
  for (const option of PACT_OPTIONS) {
    const flag = new Option(`--${option.flag} <${option.value}>`, `${option.help} (${variableOf(option)})`);
    command.addOption(option.type === 'list' ? flag.argParser(collect) : flag);
  }
  command.addHelpText('after', VERIFY_EXAMPLES).action(async (flags: RawOptions) => (await import('./pact-verify.ts')).pactVerify(flags));
}

function addWrite(pact: Command): void {
  pact.command('write').description('write the pacts of the contracts, each interaction held against our own client')
    .option('--out <DIR>', 'folder of the pact files', 'pacts').option('--only <ID>', 'this contract only; may be repeated', collect)
    .option('--contract <FILE>', 'a contract file besides the built-in ones; may be repeated', collect)
    .addHelpText('after', WRITE_EXAMPLES).action(async (flags: WriteFlags) => (await import('./pact-write.ts')).pactWrite(flags));
}

function addStub(pact: Command): void {
  pact.command('stub').description('serve pacts as a mock for consumers, until Ctrl-C').option('--port <N>', 'port to listen on; 0 takes any free one', '0')
    .option('--host <HOST>', 'address to listen on', '127.0.0.1').option('--only <ID>', 'the pact of this contract only; may be repeated', collect)
    .option('--pact-file <FILE>', 'a pact file to serve in place of ours; may be repeated', collect)
    .addHelpText('after', STUB_EXAMPLES).action(async (flags: StubFlags) => (await import('./pact-stub.ts')).pactStub(flags));
}

/** `metaconform pact`: write, verify or serve pacts. The Pact library is loaded by the first two only, and when they need it. */
export function addPactCommand(program: Command): void {
  const pact = program.command('pact').description('write, verify or serve pacts').addHelpText('after', EXAMPLES);
  addVerify(pact);
  addWrite(pact);
  addStub(pact);
}
