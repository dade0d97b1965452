/** A way to one service outside of any trace: JSON goes in, JSON comes out. Provisioning and its removal speak through it. */
import { plainRequest } from '../build-request.ts';
import type { Call, Dispatch, Header, WireRequest } from '../dispatch.ts';
import { jsonOf } from '../json-map.ts';

/** What a service said; `status` is 0 and `json` undefined when it said nothing that counts. */
export interface Said {
  readonly status: number;
  readonly json: unknown;
  /** Why a request did not do what it should, in a few words that hold nothing of ours but names. */
  readonly problem: string;
}

export interface Door {
  get(path: string, headers?: readonly Header[]): Promise<Said>;
  /** Sent again only when it was not taken up: nothing is made twice. */
  post(path: string, body: unknown, headers?: readonly Header[]): Promise<Said>;
  put(path: string, body: Uint8Array, mediaType: string): Promise<Said>;
  patch(path: string, body: unknown, mediaType: string): Promise<Said>;
  delete(path: string): Promise<Said>;
}

const LONGEST_PROBLEM = 160;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The message of a fault body, as OpenStack services write it: `{ kind: { message } }`. */
function messageOf(json: unknown): string {
  const inner = isObject(json) ? Object.values(json).find(isObject) : undefined;
  const message = inner?.['message'] ?? (isObject(json) ? json['message'] : undefined);
  return typeof message === 'string' ? message.replaceAll(/\s+/g, ' ').slice(0, LONGEST_PROBLEM) : '';
}

function withMediaType(request: WireRequest, body: Uint8Array, mediaType: string): WireRequest {
  return { ...request, body, headers: [...request.headers.filter(([name]) => name !== 'content-type'), ['content-type', mediaType]] };
}

/**
 * A door over a dispatch.
 * @param prefix everything before a path: `/v2.1`, `/image/v2`.
 */
export function openDoor(dispatch: Dispatch, prefix: string): Door {
  const ask = async (request: WireRequest, repeat: Call['repeat'], headers: readonly Header[] = []): Promise<Said> => {
    const { answer, trouble } = await dispatch({
      request: { ...request, headers: [...request.headers, ...headers] }, repeat,
      label: { role: 'start', stepIndex: -1, slot: 'subject', caller: 'owner', route: '' },
    });
    if (trouble !== null || answer === null) return { status: 0, json: undefined, problem: trouble?.message ?? 'no answer' };
    const json = answer.body.length === 0 ? undefined : jsonOf(answer.body);
    const message = messageOf(json);
    return { status: answer.status, json, problem: `${answer.status}${message === '' ? '' : ` ${message}`}` };
  };
  const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));
  return {
    get: (path, headers) => ask(plainRequest('GET', prefix + path), 'read', headers),
    post: (path, body, headers) => ask(plainRequest('POST', prefix + path, body), 'refused', headers),
    put: (path, body, mediaType) => ask(withMediaType(plainRequest('PUT', prefix + path), body, mediaType), 'read'),
    patch: (path, body, mediaType) => ask(withMediaType(plainRequest('PATCH', prefix + path), bytes(body), mediaType), 'read'),
    delete: (path) => ask(plainRequest('DELETE', prefix + path), 'read'),
  };
}
