/** The settings of one cloud, as `clouds.yaml` or the OS_* variables give them: text, lists and nested settings. */
import { LineCounter, parseDocument } from 'yaml';
import { TargetError } from '../target-error.ts';

/** A value of a settings file. Every scalar is text as written, so that a password of digits stays what it is. */
export type Setting = string | readonly Setting[] | Settings;
export interface Settings { readonly [name: string]: Setting }

/** A file that was read. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

/** Whether a setting has settings of its own. */
export function isSettings(value: Setting | undefined): value is Settings {
  return typeof value === 'object' && !Array.isArray(value);
}

/** What a value is, in a word: for messages, which must not repeat it. */
export function kindOfSetting(value: Setting | undefined): string {
  if (value === undefined || value === '') return 'nothing';
  return typeof value === 'string' ? 'text' : isSettings(value) ? 'a mapping' : 'a list';
}

/**
 * Parse a settings file, YAML or JSON.
 * @throws {TargetError} `config` with the line; never with the text, which may hold a password.
 */
export function parseSettings({ path, text }: SettingsFile): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', merge: true, prettyErrors: false, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new TargetError('config', `${path}, line ${lines.linePos(error.pos[0]).line} is not YAML (${error.code}). Expected: YAML or JSON as the openstack client reads it. Mend that line.`);
  const value = document.toJS() as Setting | null;
  if (value === null || value === '') return {};
  if (!isSettings(value)) throw new TargetError('config', `${path} holds no settings. Expected: a mapping that begins with "clouds:". Got: ${kindOfSetting(value)}.`);
  return value;
}

/** The settings at a path of names; undefined when there are none. */
export function settingsAt(settings: Settings, ...names: readonly string[]): Settings | undefined {
  let at: Setting | undefined = settings;
  for (const name of names) at = isSettings(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return isSettings(at) ? at : undefined;
}

/** Merge settings in depth; what is in `over` wins. */
export function mergeSettings(under: Settings, over: Settings): Settings {
  const merged = new Map<string, Setting>(Object.entries(under));
  for (const [name, value] of Object.entries(over)) {
    const before = merged.get(name);
    merged.set(name, isSettings(before) && isSettings(value) ? mergeSettings(before, value) : value);
  }
  return Object.fromEntries(merged);
}
