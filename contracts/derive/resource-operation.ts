/** Which operations of a document are about the map of a resource, and which resource that is. */
import type { Effect, JsonPointer, Scope } from '../contract.ts';
import type { ApiOperation, EffectReading } from './api-operation.ts';
import { readEffect } from './effect.ts';
import { envelopeOf, isMapName } from './envelope.ts';
import type { ReadDocument } from './model.ts';

/** An operation on a map, with what was read out of it. */
export interface ResourceOperation {
  readonly document: ReadDocument;
  readonly operation: ApiOperation;
  readonly on: Scope;
  /** Path up to the resource's id: `/servers/{server_id}`. */
  readonly prefix: string;
  /** `server_id`. */
  readonly parameter: string;
  /** `key`; null unless it is on an item. */
  readonly keyParameter: string | null;
  /** Last name of the map: `metadata`, `extra_specs`. */
  readonly mapName: string;
  readonly request: JsonPointer | null;
  readonly response: JsonPointer | null;
  readonly reading: EffectReading;
  /** The effect as read, or the one that this method usually has. */
  readonly effect: Effect;
}

/** An operation that is on no map, or that no contract can hold, and why. */
export interface LeftOut {
  readonly document: string;
  readonly line: number;
  readonly request: string;
  readonly why: string;
}

const SHAPE = /^(\/[\w.-]+\/\{([\w-]+)\})(?:\/([\w.-]+))?(?:\/\{([\w-]+)\})?$/;

/** What the method usually means: the convention of these APIs, for what their documents leave open. */
export function usualEffect(method: string, on: Scope): Effect {
  if (method === 'GET') return 'read';
  if (method === 'DELETE') return 'remove';
  if (on === 'item') return 'upsert';
  return method === 'PUT' ? 'replace' : 'merge';
}

function lastToken(pointer: JsonPointer | null): string | null {
  return pointer === null || pointer === '' ? null : (pointer.split('/').at(-1) ?? null);
}

/** The operation as one on a map, or why it is none. */
export function resourceOperation(document: ReadDocument, operation: ApiOperation): ResourceOperation | LeftOut {
  const leave = (why: string): LeftOut => ({ document: document.file, line: operation.forms[0]!.line, request: `${operation.method} ${operation.path}`, why });
  const shape = SHAPE.exec(operation.path);
  if (shape === null) return leave('its path is not that of a resource or of its map');
  const [, prefix = '', parameter = '', segment, key] = shape;
  const isAction = segment === 'action' && key === undefined;
  if (segment !== undefined && !isAction && !isMapName(segment)) return leave(`${segment} is no map`);
  if (segment === undefined && operation.method !== 'GET') return leave('it is on the resource, not on its map');
  const on: Scope = segment === undefined ? 'resource' : key === undefined ? 'map' : 'item';
  const request = operation.request === null ? null : envelopeOf(operation.request.body, on === 'item' ? 'item' : 'map');
  const response = operation.response === null ? null : envelopeOf(operation.response.body, on === 'item' ? 'item' : 'map');
  if (isAction && (request === null || !isMapName(lastToken(request) ?? ''))) return leave('its action is on no map');
  if (on === 'resource' && response === null) return leave('its example shows no map');
  const reading = readEffect(operation);
  const mapName = isAction || segment === undefined ? (lastToken(request ?? response) ?? 'metadata') : segment.replace(/^os-/, '');
  return { document, operation, on, prefix, parameter, keyParameter: key ?? null, mapName, request, response, reading, effect: reading.effect ?? usualEffect(operation.method, on) };
}

/** Whether an operation was left out. */
export function isLeftOut(outcome: ResourceOperation | LeftOut): outcome is LeftOut {
  return 'why' in outcome;
}
