/** `PUT /v2/{id}/metadata`: the one line in which every format says what is asked for. */
import type { Block } from './model.ts';

const REQUEST = /^\s*(GET|POST|PUT|DELETE|PATCH|HEAD)\s+(\S+)\s*$/;

/** The method and path that a line says, with or without the marks of code and emphasis; null when it says something else. */
export function requestLine(text: string, line: number): Extract<Block, { kind: 'request' }> | null {
  const match = REQUEST.exec(text.replaceAll(/[`*]/g, ''));
  const target = match?.[2]?.replaceAll('\\', '');
  return match === null || target === undefined || !/^(?:https?:\/\/|\/|\{)/.test(target) ? null : { kind: 'request', method: match[1]!, target, line };
}

/** A path as it is asked for, taken apart. */
export interface Target {
  /** Without host, version and project, one slash between segments: `/servers/{server_id}/metadata`. */
  readonly path: string;
  /** `/v2.1`; null when the path names none. */
  readonly version: string | null;
  /** Name of the path parameter that holds the project; null when the path names none. */
  readonly project: string | null;
  /** Whether two slashes follow each other in the path. */
  readonly doubleSlash: boolean;
}

const PROJECT = /^\{?(?:tenant|project|account|domain)(?:_?id)?\}$/i;

/** Takes a path apart. */
export function targetOf(target: string): Target {
  const path = target.replace(/^https?:\/\/(?:\{[^}]*\}|[^/]*)/, '').replace(/^\{endpoint\}/i, '').replace(/[?#].*$/, '').replaceAll(/<([\w-]+)>|(?<=\/):([A-Za-z]\w*)/g, (_whole, angled?: string, colon?: string) => `{${angled ?? colon ?? ''}}`);
  const segments = path.split('/').filter((segment) => segment !== '');
  const version = /^v\d+(?:\.\d+)?$/.test(segments[0] ?? '') ? `/${segments.shift()!}` : null;
  const project = PROJECT.test(segments[0] ?? '') ? segments.shift()!.slice(1, -1) : null;
  return { path: `/${segments.join('/')}`, version, project, doubleSlash: path.includes('//') };
}
