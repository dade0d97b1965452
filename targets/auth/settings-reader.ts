/** Reads the settings of one cloud under any of several names, those of `auth` first, as the openstack client does. */
import { TargetError } from '../target-error.ts';
import { isSettings, kindOfSetting } from './cloud-settings.ts';
import type { Setting, Settings } from './cloud-settings.ts';

export interface Reader {
  /** Where the settings were found, for messages. */
  readonly origin: string;
  /** The first that is given; undefined: none. @throws {TargetError} `config` when it is no text. */
  text(...names: readonly string[]): string | undefined;
}

/** The error about one setting. */
export function wrong(origin: string, name: string, expected: string, got: string): TargetError {
  return new TargetError('config', `${name} in ${origin}: expected ${expected}, got ${got}. Nothing was sent.`);
}

/** A reader of settings. @throws {TargetError} `config` when `auth` is no mapping. */
export function readerOf(origin: string, settings: Settings): Reader {
  const auth = settings['auth'];
  if (auth !== undefined && !isSettings(auth)) throw wrong(origin, 'auth', 'a mapping', kindOfSetting(auth));
  const given = (name: string): Setting | undefined => [auth?.[name], settings[name]].find((value) => value !== undefined && value !== '');
  return {
    origin,
    text: (...names) => {
      const name = names.find((each) => given(each) !== undefined);
      const value = name === undefined ? undefined : given(name);
      if (name === undefined || value === undefined) return undefined;
      if (typeof value !== 'string') throw wrong(origin, name, 'text', kindOfSetting(value));
      return value;
    },
  };
}

/** A setting that must be there, under one of its names. @throws {TargetError} `config` when it is not. */
export function needed(reader: Reader, ...names: readonly [string, ...string[]]): string {
  const value = reader.text(...names);
  if (value === undefined) throw wrong(reader.origin, names.join(' or '), 'a value', 'nothing');
  return value;
}
