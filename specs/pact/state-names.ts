/** `--pact-states FILE`: which of our provider states is meant by the names that others have given theirs. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asObject, isObject } from '../../contracts/plain-object.ts';
import type { FileState, PactFile } from '../../targets/pact/pact-file.ts';
import { ConfigError } from '../config-error.ts';

/** Our states by the names of theirs. */
export type StateNames = ReadonlyMap<string, readonly FileState[]>;

function wrong(path: string, what: string): ConfigError {
  return new ConfigError('PACT_UNREADABLE', `--pact-states ${path}: ${what}. Expected an object from their state names to ours: a name, { state: NAME, params: { ... } }, or a list of these.`);
}

function stateOf(value: unknown, path: string, theirs: string): FileState {
  if (typeof value === 'string') return { name: value, params: {} };
  const { state, params } = asObject(value);
  if (typeof state !== 'string') throw wrong(path, `${JSON.stringify(theirs)} has no state`);
  return { name: state, params: asObject(params) };
}

/** Read the file. @throws {ConfigError} PACT_UNREADABLE. */
export function readStateNames(path: string): StateNames {
  let data: unknown;
  try {
    data = parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw wrong(path, `cannot be read (${(cause as Error).message.split('\n')[0]})`);
  }
  if (!isObject(data)) throw wrong(path, 'is no object');
  return new Map(Object.entries(data).map(([theirs, ours]) => [theirs, (Array.isArray(ours) ? ours as readonly unknown[] : [ours]).map((each) => stateOf(each, path, theirs))]));
}

/** A pact with their states put into our words; parameters of theirs go with a state that is given none. */
export function withStateNames(pact: PactFile, names: StateNames): PactFile {
  const ours = (state: FileState): readonly FileState[] => {
    const meant = names.get(state.name);
    return meant === undefined ? [state] : meant.map(({ name, params }) => ({ name, params: { ...state.params, ...params } }));
  };
  return { ...pact, interactions: pact.interactions.map((interaction) => ({ ...interaction, states: interaction.states.flatMap(ours) })) };
}
