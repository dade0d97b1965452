/** Reads the file of `--waivers` and holds it against its schema and against what exists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Fault } from '../contracts/contract-error.ts';
import { explainSchemaErrors } from '../contracts/explain-schema-error.ts';
import { nearestName } from '../contracts/nearest-name.ts';
import { readYaml, type YamlFile } from '../contracts/read-yaml.ts';
import { ConfigError } from './config-error.ts';
import type { Waiver } from './waivers.ts';

/** The ids that a waiver may name. */
export interface KnownIds {
  readonly contracts: readonly string[];
  readonly invariants: readonly string[];
}

function isDate(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function schemaFaults(data: unknown): readonly Fault[] {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'waivers.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true, verbose: true, strict: true, formats: { date: isDate } }).compile(schema);
  return validate(data) ? [] : explainSchemaErrors(validate.errors ?? [], data);
}

function idFault(pointer: string, what: string, id: string, known: readonly string[]): readonly Fault[] {
  if (known.includes(id)) return [];
  const near = nearestName(id, known);
  return [{ pointer, expected: `the id of ${what} (${near === null ? `one of ${known.join(', ')}` : `the nearest is ${near}`})`, found: JSON.stringify(id) }];
}

function sameSubject(left: Waiver, right: Waiver): boolean {
  return (['contract', 'invariant', 'class', 'effect'] as const).every((name) => left[name] === right[name]);
}

function waiverFaults(waivers: readonly Waiver[], { contracts, invariants }: KnownIds): readonly Fault[] {
  return waivers.flatMap((waiver, index) => [
    ...idFault(`/waivers/${index}/invariant`, 'an invariant', waiver.invariant, invariants),
    ...idFault(`/waivers/${index}/contract`, 'a contract', waiver.contract, contracts),
    ...(waivers.slice(0, index).some((other) => sameSubject(waiver, other)) ? [{ pointer: `/waivers/${index}`, expected: 'a deviation of its own', found: 'the same contract, invariant, effect and class as an earlier one' }] : []),
  ]);
}

function faultsOf({ fault, data }: YamlFile, known: KnownIds): readonly Fault[] {
  if (fault !== null) return [fault];
  const faults = schemaFaults(data);
  return faults.length > 0 ? faults : waiverFaults((data as { waivers: readonly Waiver[] }).waivers, known);
}

/**
 * Reads a text of waivers.
 * @param path names the file in errors.
 * @throws {ConfigError} WAIVERS_INVALID, with one line for each mistake.
 */
export function parseWaivers(text: string, path: string, known: KnownIds): readonly Waiver[] {
  const file = readYaml(text);
  const faults = faultsOf(file, known);
  if (faults.length === 0) return (file.data as { waivers: readonly Waiver[] }).waivers;
  const lines = faults.map(({ pointer, expected, found }) => `${path}${file.lineOf(pointer) === null ? '' : `:${file.lineOf(pointer)}`} at ${pointer === '' ? 'the root' : pointer}: expected ${expected}, found ${found}`);
  throw new ConfigError('WAIVERS_INVALID', [...lines, 'Correct the file of --waivers (the format is in docs/waivers.md) and run again.'].join('\n'));
}

/**
 * Reads the file of `--waivers`.
 * @throws {ConfigError} WAIVERS_INVALID, also when the file cannot be read.
 */
export function readWaivers(path: string, known: KnownIds): readonly Waiver[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError('WAIVERS_INVALID', `--waivers: cannot read ${path} (${(cause as Error).message}). Name a YAML file of waivers; the format is in docs/waivers.md.`, { cause });
  }
  return parseWaivers(text, path, known);
}
