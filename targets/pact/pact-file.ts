/** A pact file as others write it: what of it is needed to verify it, and nothing of what the library alone reads. */
import { asObject, isObject, type PlainObject } from '../../contracts/plain-object.ts';
import { TargetError } from '../target-error.ts';

/** A provider state as a file names it. */
export interface FileState {
  readonly name: string;
  readonly params: PlainObject;
}

/** One interaction of a file. */
export interface FileInteraction {
  readonly description: string;
  /** False for messages, which no HTTP provider answers. */
  readonly http: boolean;
  readonly states: readonly FileState[];
  readonly method: string;
  readonly path: string;
  /** As the file has it. */
  readonly raw: PlainObject;
}

/** A pact file. */
export interface PactFile {
  readonly consumer: string;
  readonly provider: string;
  /** Where it came from, for people: a path or a URL. */
  readonly from: string;
  readonly interactions: readonly FileInteraction[];
  readonly raw: PlainObject;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** States of the file's version: a list since version 3, one name before. */
function statesOf(raw: PlainObject): readonly FileState[] {
  const old = text(raw['providerState'] ?? raw['provider_state']);
  if (old !== '') return [{ name: old, params: {} }];
  const listed = Array.isArray(raw['providerStates']) ? raw['providerStates'] as readonly unknown[] : [];
  return listed.map((state) => ({ name: text(asObject(state)['name']), params: asObject(asObject(state)['params']) }));
}

function interactionOf(raw: PlainObject): FileInteraction {
  const request = asObject(raw['request']);
  const type = raw['type'];
  return {
    description: text(raw['description']), http: isObject(raw['request']) && (type === undefined || type === 'Synchronous/HTTP'),
    states: statesOf(raw), method: text(request['method']).toUpperCase() || 'GET', path: text(request['path']) || '/', raw,
  };
}

function wrong(from: string, what: string): TargetError {
  return new TargetError('config', `${from}: ${what}. Expected a pact file: a JSON object with consumer, provider and interactions.`);
}

/** Read a pact file's text. @throws {TargetError} `config` when it is none. */
export function parsePactFile(json: string, from: string): PactFile {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw wrong(from, `is not JSON (${cause instanceof Error ? cause.message : 'error'})`);
  }
  if (!isObject(raw)) throw wrong(from, 'is no JSON object');
  const [consumer, provider] = [text(asObject(raw['consumer'])['name']), text(asObject(raw['provider'])['name'])];
  if (consumer === '' || provider === '') throw wrong(from, 'names no consumer or no provider');
  const listed = raw['interactions'] ?? raw['messages'];
  if (!Array.isArray(listed)) throw wrong(from, 'has no interactions');
  return { consumer, provider, from, interactions: listed.map((each) => interactionOf(asObject(each))), raw };
}

/** The text of a pact with some of its interactions, in their order, and with its states as they are given here. */
export function pactFileText(file: PactFile, interactions: readonly FileInteraction[]): string {
  const written = interactions.map(({ raw, states }) => {
    if (raw['providerStates'] === undefined) return raw;
    return { ...raw, providerStates: states };
  });
  const { messages: _none, ...rest } = file.raw;
  return JSON.stringify({ ...rest, interactions: written });
}
