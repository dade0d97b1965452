/** The one table of the options of a run: the flags of the command line, the METACONFORM_* variables, the help and the documentation are all made from it. */

/** How the text of an option is read. `list` options may be given more than once. */
export type OptionType = 'flag' | 'text' | 'integer' | 'positive' | 'list';

export interface RunOption {
  /** Name in code and in error messages. */
  readonly name: string;
  /** Long flag of the command line, without the dashes. */
  readonly flag: string;
  readonly type: OptionType;
  /** What stands for the value in the help; empty for a flag. */
  readonly value: string;
  readonly default: string | null;
  /** A token: never printed, never recorded, taken out of the environment once read. */
  readonly secret: boolean;
  readonly help: string;
}

function option(name: string, type: OptionType, value: string, help: string, more: { default?: string; secret?: boolean } = {}): RunOption {
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { name, flag, type, value, default: more.default ?? null, secret: more.secret ?? false, help };
}

/** All options of `run`, in the order of the help. */
export const RUN_OPTIONS: readonly RunOption[] = [
  option('endpoint', 'list', '[SERVICE=]URL', 'where the service is; repeat it per service (compute=https://...). Absent: as the catalog of --os-cloud says, or the embedded reference cloud'),
  option('token', 'text', 'T|@FILE', 'token of the owner of the resources; @FILE reads it from a file, which keeps it out of `ps`', { secret: true }),
  option('adminToken', 'text', 'T|@FILE', 'token of an administrator, for contracts that need one', { secret: true }),
  option('strangerToken', 'text', 'T|@FILE', 'token of another project, to see that it is kept out', { secret: true }),
  option('osCloud', 'text', 'NAME', 'the cloud of clouds.yaml whose user owns the resources; absent: OS_CLOUD, or the other OS_* variables'),
  option('adminOsCloud', 'text', 'NAME', 'the same cloud with the user of an administrator'),
  option('strangerOsCloud', 'text', 'NAME', 'the same cloud with a user of another project'),
  option('osCacert', 'text', 'FILE', 'certificates of the authorities to trust, PEM; absent: cacert of the cloud, OS_CACERT, or those that Node trusts'),
  option('osCert', 'text', 'FILE', 'our own certificate, PEM; absent: cert of the cloud, or OS_CERT'),
  option('osKey', 'text', 'FILE', 'the key of --os-cert; absent: key of the cloud, OS_KEY, or it is in the same file'),
  option('insecure', 'flag', '', 'do not verify the certificates of the target: whoever is in between can read every token'),
  option('resource', 'list', 'KIND=ID', 'a resource to write to; KIND is the id of a contract. A second one of a kind is the bystander'),
  option('sacrificial', 'flag', '', 'the resources may be disturbed: states, hazardous keys'),
  option('provision', 'flag', '', 'make what too few of are named (servers, images, host aggregates, flavors, volumes), use it, and delete it in the end'),
  option('provisionFlavor', 'text', 'ID', 'the flavor of servers that are made; absent: the smallest'),
  option('provisionImage', 'text', 'ID', 'the image of servers that are made; absent: the smallest active one that fits'),
  option('provisionNetwork', 'text', 'ID', 'the network of servers that are made; absent: none where that is allowed, else as the cloud does by itself'),
  option('contract', 'list', 'FILE', 'a contract file to run besides the built-in ones'),
  option('profile', 'text', 'de-facto|documented', 'whether what we chose where documents are silent obliges, or only what they say', { default: 'de-facto' }),
  option('seed', 'integer', 'N', 'seed of the plans, 0 to 4294967295; absent: a random one, which the report names'),
  option('only', 'list', 'ID', 'run only these contracts or invariants'),
  option('fault', 'text', 'ID', 'a defect to put into the embedded reference cloud'),
  option('budgetRequests', 'positive', 'N', 'requests per contract at most', { default: '600' }),
  option('budgetTime', 'positive', 'S', 'seconds at most, shared among the contracts; absent: no limit, or 400 with --provision'),
  option('timeout', 'positive', 'S', 'seconds until a request counts as not answered', { default: '30' }),
  option('rate', 'positive', 'N', 'requests per second at most'),
  option('maxInFlight', 'positive', 'N', 'requests under way at once, at most', { default: '8' }),
  option('dryRun', 'flag', '', 'show what the pre-flight found and the plans, and send nothing but the reads of the pre-flight'),
  option('readOnly', 'flag', '', 'run what can be run without writing; what was not exercised is unknown'),
  option('report', 'text', 'DIR', 'folder of the report files', { default: 'conformance-report' }),
  option('waivers', 'text', 'FILE', 'known deviations, which do not fail the run until they expire; a waiver that no longer applies fails it'),
  option('baseline', 'text', 'FILE', 'report of an earlier run: only what is new fails'),
  option('label', 'list', 'K=V', 'a label to note in the report'),
  option('ui', 'flag', '', 'open the UI of vitest on the verdicts; needs the package @vitest/ui, ends with Ctrl-C'),
];

/** The further options of `pact verify`. */
export const PACT_OPTIONS: readonly RunOption[] = [
  option('pactFile', 'list', '[KIND=]FILE', 'a pact of somebody else to verify in place of ours; KIND is the contract it is about'),
  option('pactBrokerUrl', 'text', 'URL', 'the broker to fetch pacts from, with --pact-provider'),
  option('pactBrokerToken', 'text', 'T|@FILE', 'token of the broker', { secret: true }),
  option('pactProvider', 'list', '[KIND=]NAME', 'the provider whose pacts are fetched from the broker, as they name it'),
  option('pactStates', 'text', 'FILE', 'JSON or YAML: which of our provider states is meant by the states of those pacts'),
];

/** The variable of an option: `budgetTime` is `METACONFORM_BUDGET_TIME`. */
export function variableOf(option: RunOption): string {
  return `METACONFORM_${option.flag.replaceAll('-', '_').toUpperCase()}`;
}

/**
 * The option of a name.
 * @throws {TypeError} when there is none: a mistake of ours.
 */
export function optionNamed(name: string): RunOption {
  const found = [...RUN_OPTIONS, ...PACT_OPTIONS].find((each) => each.name === name);
  if (found === undefined) throw new TypeError(`no option ${name}`);
  return found;
}
