/** Reads the configuration files of the openstack client from where it looks for them. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { TargetError } from '../target-error.ts';
import type { CloudFiles, Environment } from './cloud-config.ts';
import type { SettingsFile } from './cloud-settings.ts';

const ENDINGS = ['yaml', 'yml', 'json'];

/** The folders that are looked into, in order. */
function folders(environment: Environment): readonly string[] {
  const home = environment['HOME'] ?? homedir();
  const own = environment['XDG_CONFIG_HOME'] ?? '';
  return [resolve('.'), join(own === '' ? join(home, '.config') : own, 'openstack'), '/etc/openstack'];
}

function unreadable(path: string, variable: string | null, cause: unknown): TargetError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'error';
  return new TargetError('config', `Cannot read ${path}${variable === null ? '' : `, which the variable ${variable} names`} (${why}). Expected: a readable file. Mend its path or its mode.`, { cause });
}

/** The first file that is there. One that is there and cannot be read is an error: passing it over would mean somebody else's cloud. */
function firstOf(paths: readonly string[]): SettingsFile | null {
  for (const path of paths) {
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw unreadable(path, null, error);
    }
  }
  return null;
}

function find(name: string, variable: string, environment: Environment): { readonly file: SettingsFile | null; readonly searched: readonly string[] } {
  const given = environment[variable] ?? '';
  const searched = folders(environment).flatMap((folder) => ENDINGS.map((ending) => join(folder, `${name}.${ending}`)));
  if (given === '') return { file: firstOf(searched), searched };
  try {
    return { file: { path: resolve(given), text: readFileSync(given, 'utf8') }, searched: [given] };
  } catch (error) {
    throw unreadable(given, variable, error);
  }
}

/**
 * Read `clouds.yaml`, `secure.yaml` and `clouds-public.yaml`: each where its variable says (OS_CLIENT_CONFIG_FILE, OS_CLIENT_SECURE_FILE,
 * OS_CLIENT_VENDOR_FILE), else from the first of the current folder, `~/.config/openstack` and `/etc/openstack` that has it.
 * @throws {TargetError} `config` when a file that a variable names, or that is there, cannot be read.
 */
export function readCloudFiles(environment: Environment): CloudFiles {
  const clouds = find('clouds', 'OS_CLIENT_CONFIG_FILE', environment);
  return {
    clouds: clouds.file, searched: clouds.searched.filter((path) => !/\.(yml|json)$/.test(path) || clouds.searched.length === 1),
    secure: find('secure', 'OS_CLIENT_SECURE_FILE', environment).file,
    publicClouds: find('clouds-public', 'OS_CLIENT_VENDOR_FILE', environment).file,
  };
}
