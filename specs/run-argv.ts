import type { RawOptions, RunConfig } from './run-config.ts';
import { optionNamed, RUN_OPTIONS } from './run-options.ts';

/** The command line that says the same as a configuration, in one order and without secrets: goes into the report, and replay reads it back. */
export function toArgv(config: RunConfig): readonly string[] {
  const tokens = (['token', 'adminToken', 'strangerToken'] as const).filter((name) => config[name] !== null);
  const clouds = (['osCloud', 'adminOsCloud', 'strangerOsCloud'] as const).filter((name) => config[name] !== null);
  const tls = (['osCacert', 'osCert', 'osKey'] as const).filter((name) => config[name] !== null);
  return [
    'run',
    ...config.endpoints.flatMap(({ service, url }) => ['--endpoint', service === null ? url : `${service}=${url}`]),
    ...tokens.flatMap((name) => [`--${optionNamed(name).flag}`, '[redacted]']),
    ...clouds.flatMap((name) => [`--${optionNamed(name).flag}`, config[name] ?? '']),
    ...tls.flatMap((name) => [`--${optionNamed(name).flag}`, config[name] ?? '']),
    ...(config.insecure ? ['--insecure'] : []),
    ...config.resources.flatMap(({ kind, id }) => ['--resource', `${kind}=${id}`]),
    ...(config.sacrificial ? ['--sacrificial'] : []),
    ...provisionArgv(config),
    ...config.contractFiles.flatMap((file) => ['--contract', file]),
    '--profile', config.profile, '--seed', String(config.seed),
    ...(config.only ?? []).flatMap((id) => ['--only', id]),
    ...(config.fault === null ? [] : ['--fault', config.fault]),
    '--budget-requests', String(config.budgetRequests),
    ...(config.budgetTimeS === null ? [] : ['--budget-time', String(config.budgetTimeS)]),
    '--timeout', String(config.timeoutS),
    ...(config.ratePerS === null ? [] : ['--rate', String(config.ratePerS)]),
    '--max-in-flight', String(config.maxInFlight),
    ...(config.readOnly ? ['--read-only'] : []),
    ...(config.waiversFile === null ? [] : ['--waivers', config.waiversFile]),
    ...(config.baselineFile === null ? [] : ['--baseline', config.baselineFile]),
    ...Object.entries(config.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
  ];
}

function provisionArgv({ provision }: RunConfig): readonly string[] {
  if (provision === null) return [];
  const { flavor, image, network } = provision;
  return ['--provision', ...(flavor === null ? [] : ['--provision-flavor', flavor]), ...(image === null ? [] : ['--provision-image', image]), ...(network === null ? [] : ['--provision-network', network])];
}

/** The options that a recorded command line gives; what was redacted is left out. The inverse of {@link toArgv}. */
export function optionsOfArgv(argv: readonly string[]): RawOptions {
  const found: Record<string, string | string[] | boolean> = {};
  for (let index = 1; index < argv.length; index += 1) {
    const option = RUN_OPTIONS.find((each) => `--${each.flag}` === argv[index]);
    if (option === undefined) continue;
    if (option.type === 'flag') {
      found[option.name] = true;
      continue;
    }
    const value = argv[(index += 1)];
    if (value === undefined || value === '[redacted]') continue;
    const before = found[option.name];
    found[option.name] = option.type === 'list' ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return found;
}
