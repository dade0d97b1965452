/** Finds a cloud by name in `clouds.yaml` with `secure.yaml` and `clouds-public.yaml`, or in the OS_* variables. Pure: the files were read before. */
import { TargetError } from '../target-error.ts';
import { cloudAccess } from './cloud-access.ts';
import type { CloudAccess } from './cloud-access.ts';
import { mergeSettings, parseSettings, settingsAt } from './cloud-settings.ts';
import type { Setting, Settings, SettingsFile } from './cloud-settings.ts';

/** Variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The files that were found; null: none of that kind. */
export interface CloudFiles {
  readonly clouds: SettingsFile | null;
  readonly secure: SettingsFile | null;
  readonly publicClouds: SettingsFile | null;
  /** Where `clouds.yaml` was looked for. */
  readonly searched: readonly string[];
}

/** Variables of the openstack client, and of the SDKs of Huawei Cloud, that are secrets: taken out of the environment once read. */
export const SECRET_VARIABLES = [
  'OS_PASSWORD', 'OS_TOKEN', 'OS_AUTH_TOKEN', 'OS_APPLICATION_CREDENTIAL_SECRET', 'OS_PASSCODE', 'OS_ACCESS_KEY', 'OS_SECRET_KEY', 'OS_SECURITY_TOKEN',
  'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
] as const;

function parsed(file: SettingsFile | null): Settings {
  return file === null ? {} : parseSettings(file);
}

/** What the cloud's public profile says, which the cloud's own settings go over. */
function profileOf(cloud: Settings, origin: string, files: CloudFiles): Settings {
  const name: Setting | undefined = cloud['profile'] ?? cloud['cloud'];
  if (typeof name !== 'string' || name === '') return {};
  const profiles = settingsAt(parsed(files.publicClouds), 'public-clouds') ?? {};
  const profile = settingsAt(profiles, name);
  if (profile !== undefined) return profile;
  // A profile that comes with the openstack client is of no use without it; a cloud that says where it is needs none.
  if (settingsAt(cloud, 'auth')?.['auth_url'] !== undefined) return {};
  throw new TargetError('config', `profile in ${origin}: expected one of clouds-public.yaml (${Object.keys(profiles).join(', ') || 'there is none'}), got ${JSON.stringify(name)}. Give auth_url in the cloud itself.`);
}

/**
 * The cloud of a name: `secure.yaml` goes over `clouds.yaml`, and that over its profile.
 * @throws {TargetError} `config` when there is no such cloud, or something is missing or wrong in it.
 */
export function namedCloud(name: string, files: CloudFiles): CloudAccess {
  const { clouds } = files;
  if (clouds === null) throw new TargetError('config', `There is no clouds.yaml to find the cloud ${JSON.stringify(name)} in. Looked for: ${files.searched.join(', ')}. Make one, or name it with the variable OS_CLIENT_CONFIG_FILE.`);
  const known = settingsAt(parsed(clouds), 'clouds') ?? {};
  const cloud = settingsAt(known, name);
  if (cloud === undefined) throw new TargetError('config', `There is no cloud ${JSON.stringify(name)} in ${clouds.path}. Allowed: ${Object.keys(known).join(', ') || 'none, for it names no cloud under "clouds:"'}. Name one of them, or another file with OS_CLIENT_CONFIG_FILE.`);
  const origin = `cloud ${JSON.stringify(name)} of ${clouds.path}`;
  const own = mergeSettings(cloud, settingsAt(parsed(files.secure), 'clouds', name) ?? {});
  return cloudAccess(origin, mergeSettings(profileOf(own, origin, files), own));
}

function settingsOf(environment: Environment, prefix: string): Settings {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length).toLowerCase(), value] as const] : [])));
}

/**
 * The cloud that OS_* variables describe, else the one that the variables of Huawei Cloud's SDKs do; null when neither do.
 * @throws {TargetError} `config` when something is missing or wrong.
 */
export function cloudOfVariables(environment: Environment): CloudAccess | null {
  const has = (name: string): boolean => (environment[name] ?? '') !== '';
  if (has('OS_AUTH_URL') || has('OS_SECRET_KEY')) return cloudAccess('the OS_* variables', settingsOf(environment, 'OS_'));
  return has('HUAWEICLOUD_SDK_SK') ? cloudAccess('the HUAWEICLOUD_SDK_* variables', settingsOf(environment, 'HUAWEICLOUD_SDK_')) : null;
}
