/** Reads the values of single options: what every command that takes some of them shares. */
import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';
import { optionNamed } from './run-options.ts';

/** What a caller gave for each option, by the option's name: text, a list of texts, `true` for a flag. Absent: not given. */
export type RawOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** The error for a value that is not allowed; the value of a secret is not repeated. */
export function invalid(name: string, allowed: string, got: string): ConfigError {
  const { flag, secret } = optionNamed(name);
  return new ConfigError('OPTION_INVALID', `--${flag} expects ${allowed}, got ${secret ? 'something else' : JSON.stringify(got)}. See metaconform run --help.`);
}

/** The text of an option or its default; null when there is neither. @throws {ConfigError} OPTION_INVALID when it is empty. */
export function text(raw: RawOptions, name: string): string | null {
  const value = raw[name] ?? optionNamed(name).default;
  if (value === null) return null;
  if (typeof value !== 'string' || value === '') throw invalid(name, optionNamed(name).value, String(value));
  return value;
}

/** Whether a flag was given, on the command line or in its variable. */
export function flag(raw: RawOptions, name: string): boolean {
  return [true, 'true', '1'].some((yes) => raw[name] === yes);
}

/** The values of an option that may be given more than once. */
export function list(raw: RawOptions, name: string): readonly string[] {
  const value = raw[name] ?? [];
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
}

/** The number of an option, whole or not; null when it was not given. @throws {ConfigError} OPTION_INVALID when it is not above 0. */
export function positive(raw: RawOptions, name: string): number | null {
  const value = text(raw, name);
  if (value === null) return null;
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || !(number > 0)) throw invalid(name, 'a positive number', value);
  return number;
}

/** The token of an option, read from its file after `@`; null when it was not given. @throws {ConfigError} OPTION_INVALID or TOKEN_UNREADABLE. */
export function secret(raw: RawOptions, name: string): string | null {
  const value = text(raw, name);
  if (value === null || !value.startsWith('@')) return value === null ? null : headerSafe(name, value);
  try {
    return headerSafe(name, readFileSync(value.slice(1), 'utf8').trim());
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const flag = optionNamed(name).flag;
    throw new ConfigError('TOKEN_UNREADABLE', `--${flag}: cannot read the file ${value.slice(1)} (${(cause as Error).message}). Give @FILE with a readable file that holds only the token.`, { cause });
  }
}

/** A token goes into a header: anything that cannot stand in one would fail later, far from here and less clearly. */
function headerSafe(name: string, token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token)) throw invalid(name, 'a token of visible ASCII characters', token);
  return token;
}

/** The whole number of an option. @throws {ConfigError} OPTION_INVALID when it is none, or below 1. */
export function count(raw: RawOptions, name: string): number {
  const value = positive(raw, name);
  if (value === null || !Number.isSafeInteger(value)) throw invalid(name, 'a whole number of at least 1', String(value));
  return value;
}
