/** Traces written by hand for the tests of the invariants: what was sent, what was answered, and the map that a read then showed. */
import type { Contract } from '../contracts/contract.ts';
import { pointerTokens } from '../contracts/json-pointer.ts';
import type { Caller, Slot } from '../generators/plan.ts';
import type { Exchange, Role, TargetFacts, Trace } from '../targets/trace.ts';

/** A map as an object literal. */
export type MapLiteral = Readonly<Record<string, unknown>>;

export interface Sent {
  readonly method: string;
  /** Path behind the version, with `{id}` for the slot's resource. */
  readonly path: string;
  /** JSON, or text where it is a string. */
  readonly body?: unknown;
  readonly headers?: readonly (readonly [string, string])[];
  readonly caller?: Caller;
  readonly slot?: Slot;
  readonly prefix?: string;
  readonly role?: Role;
  /** Branch of a concurrent step, and when it was called and answered; absent: one after the other. */
  readonly branch?: number;
  readonly interval?: readonly [calledAtMs: number, returnedAtMs: number];
}

export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly contentType?: string;
}

export interface TraceBuilder {
  /** One exchange. */
  send(sent: Sent, answered: Answered): TraceBuilder;
  /** A read of the whole map, as the recorder makes it. */
  reads(map: MapLiteral, slot?: Slot, role?: Role): TraceBuilder;
  end(): Trace;
}

const IDS: Readonly<Record<Slot, string>> = { subject: '11111111-1111-4111-8111-111111111111', bystander: '22222222-2222-4222-8222-222222222222' };

/** The map at its pointer, with the other members of the object that holds it. */
function nest(pointer: string, map: unknown, beside: MapLiteral): unknown {
  const tokens = pointerTokens(pointer);
  return tokens.reduceRight<unknown>((inner, token, index) => ({ ...(index === tokens.length - 1 && tokens.length > 1 ? beside : {}), [token]: inner }), map);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Begin a trace on a contract; the item limit is announced as 4 unless the facts say otherwise; `resource` are the members beside the map. */
export function traceOf(contract: Contract, facts: Partial<TargetFacts> = {}, resource: MapLiteral = {}): TraceBuilder {
  const exchanges: Exchange[] = [];
  const mapRead = contract.operations.find((operation) => operation.effect === 'read' && operation.on === 'map');
  const main = contract.service.versions[0] ?? '';
  const builder: TraceBuilder = {
    send: (sent, answered) => {
      const slot = sent.slot ?? 'subject';
      const id = exchanges.length;
      const now = Math.max(0, ...exchanges.map((exchange) => exchange.returnedAtMs));
      const [calledAtMs, returnedAtMs] = sent.interval ?? [now + 1, now + 2];
      const body = sent.body === undefined ? null : { text: text(sent.body) };
      exchanges.push({
        id, role: sent.role ?? 'step', stepIndex: 0, slot, caller: sent.caller ?? 'owner', route: sent.prefix ?? main,
        request: { method: sent.method, path: `${sent.prefix ?? main}${sent.path.replace('{id}', IDS[slot])}`, headers: sent.headers ?? (body === null ? [] : [['content-type', 'application/json']]), body },
        response: { status: answered.status, headers: [['content-type', answered.contentType ?? 'application/json']], body: answered.body === undefined ? { text: '' } : { text: text(answered.body) } },
        trouble: null, calledAtMs, returnedAtMs, ...(sent.branch === undefined ? {} : { branch: sent.branch, branchStep: 0 }),
      });
      return builder;
    },
    reads: (map, slot = 'subject', role = 'after') => builder.send(
      { method: 'GET', path: (mapRead?.path ?? '').replace(`{${contract.resource.parameter}}`, '{id}'), slot, role },
      { status: 200, body: nest(mapRead?.responseMap ?? '', map, resource) },
    ),
    end: () => ({
      contract: contract.id,
      plan: { contract: contract.id, family: 'history', index: 0, listed: true, title: 'by hand', start: { subject: [] }, steps: [], hazardous: false },
      purpose: { kind: 'explore' },
      slots: { subject: { resourceId: IDS.subject, foreignKeys: 0 }, bystander: { resourceId: IDS.bystander, foreignKeys: 0 } },
      facts: { mainRoute: main, prefixes: contract.service.versions.map((prefix) => ({ prefix, route: prefix, projectId: null })), maxItems: 4, maxItemsAnnounced: true, microversion: null, maxMicroversion: '2.93', ...facts },
      exchanges, cutShort: null,
    }),
  };
  return builder;
}
