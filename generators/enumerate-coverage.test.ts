/** Which request classes the enumerated list tries by which effect, computed from the bytes and paths its steps make. */
import { describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { RequestClass } from './classes.ts';
import { enumerate, furtherPlans, partingPlans } from './enumerate.ts';
import { contractNamed, EVERYWHERE } from './fixture-context.ts';
import { isLegalKey, isLegalValue, itemLimit, operationOf } from './limits.ts';
import type { Entry, JsonValue, Plan, Twist } from './plan.ts';
import { writeBody } from './request-body.ts';
import type { RequestStep } from './steps.ts';

type Stored = Map<string, JsonValue>;

function twist<Kind extends Twist['kind']>(step: RequestStep, kind: Kind): Extract<Twist, { kind: Kind }> | undefined {
  return step.twists?.find((one): one is Extract<Twist, { kind: Kind }> => one.kind === kind);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shapeClass(body: unknown, operation: Operation, contract: Contract): RequestClass | null {
  const pointer = operation.requestMap as string;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'body:not-object';
  const map = resolvePointer(body, pointer);
  const isAction = pointer.split('/').length > 2;
  if (map === null) return 'body:null-map';
  if (map !== undefined && (typeof map !== 'object' || Array.isArray(map))) return 'body:map-not-object';
  if (map !== undefined) return Object.keys(body).length === 1 ? null : isAction && Object.hasOwn(body, operation.requestMapAliases[0]?.split('/')[1] ?? '') ? 'body:two-actions' : 'body:extra-member';
  if (operation.requestMapAliases.some((alias) => resolvePointer(body, alias) !== undefined)) return 'body:other-action';
  const names = [...contract.operations.flatMap(({ requestMap }) => (requestMap === null ? [] : [requestMap])), '/meta', '/metadata', '/set_metadata/meta'];
  if (names.some((name) => resolvePointer(body, name) !== undefined)) return 'body:wrong-envelope';
  return Object.values(body).some((value) => typeof value === 'string') ? 'body:bare-map' : 'body:missing-map';
}

function bodyClasses(step: RequestStep, contract: Contract): readonly (RequestClass | null)[] {
  const operation = step.op === 'merge' || step.op === 'replace' || step.op === 'upsert' ? operationOf(contract, step.op) : undefined;
  if (operation === undefined || !('entries' in step)) return [];
  const bytes = writeBody(step.entries, operation.requestMap, step.twists ?? []);
  if (bytes === null || bytes.length === 0) return ['body:none'];
  const text = Buffer.from(bytes).toString('utf8');
  if (text.includes('\ufffd') && twist(step, 'body-bytes') !== undefined) return ['body:invalid-utf8'];
  if (text.startsWith('\ufeff')) return ['body:bom'];
  if (text.includes('['.repeat(1_000))) return ['body:too-deep'];
  const body = parsed(text);
  const isPrefix = [...text].some((character, index) => character === '}' && parsed(text.slice(0, index + 1)) !== undefined);
  if (body === undefined) return [isPrefix ? 'body:trailing-garbage' : 'body:not-json'];
  return [
    shapeClass(body, operation, contract), bytes.length > 114_688 ? 'body:too-large' : null, new Set(step.entries.map(([key]) => key)).size < step.entries.length ? 'body:duplicate-member' : null,
    twist(step, 'chunked') === undefined ? null : 'body:chunked', text.includes('\\u') && twist(step, 'ascii-escapes') !== undefined ? 'body:escapes' : null,
  ];
}

function mediaClass(step: RequestStep): RequestClass | null {
  const header = twist(step, 'header');
  if (header === undefined || !('entries' in step)) return null;
  if (header.value === null) return 'media-type:absent';
  const found = (['xml', 'form', 'merge-patch', 'charset'] as const).find((part) => header.value?.includes(part) === true);
  return found === undefined ? null : `media-type:${found}`;
}

function addressClasses(step: RequestStep, stored: Stored): readonly (RequestClass | null)[] {
  const raw = twist(step, 'raw-key')?.segment;
  const suffix = twist(step, 'path-suffix')?.suffix ?? '';
  const id = twist(step, 'resource-id')?.id;
  const urlKey = 'urlKey' in step ? step.urlKey : undefined;
  const bodyKey = step.op === 'upsert' && step.entries.length === 1 ? step.entries[0]?.[0] : urlKey;
  const differs = urlKey !== undefined && bodyKey !== undefined && urlKey !== bodyKey;
  return [
    raw !== undefined && /%[2-7][0-9A-Fa-f]/.test(raw) ? 'url:encoded' : null, raw?.includes('%25') === true ? 'url:double-encoded' : null, raw?.includes('+') === true ? 'url:plus' : null,
    raw !== undefined && /%2f|\//i.test(raw) ? 'url:slash' : null, (raw ?? urlKey ?? '').endsWith('.json') || (urlKey ?? '').endsWith('.xml') ? 'url:suffix' : null,
    raw !== undefined && /^(\.|%2e)+/i.test(raw) ? 'url:dot-segment' : null, suffix === '/' || (urlKey === '' && raw === undefined) ? 'url:trailing-slash' : null, suffix.startsWith('?') ? 'url:query' : null,
    twist(step, 'double-slash') === undefined ? null : 'url:double-slash', twist(step, 'project-id') === undefined ? null : 'url:other-project',
    id === undefined ? null : /^\d+$|^0{8}-/.test(id) ? 'url:unknown-resource' : 'url:malformed-resource',
    differs ? (urlKey.toLowerCase() === bodyKey.toLowerCase() ? 'url:mismatch-case' : 'url:mismatch') : null, raw !== undefined && /%20$|^%61$/.test(raw) && step.op === 'upsert' ? 'url:mismatch-encoding' : null,
    urlKey !== undefined && raw === undefined && step.op !== 'upsert' && !stored.has(urlKey) ? ([...stored.keys()].some((key) => key.toLowerCase() === urlKey.toLowerCase()) ? 'url:other-case-key' : 'url:absent-key') : null,
  ];
}

function circumstances(step: RequestStep, contract: Contract, state: string | null): readonly (RequestClass | null)[] {
  const method = twist(step, 'method')?.method;
  const version = twist(step, 'microversion')?.version;
  const max = contract.microversions?.max;
  const accepts = contract.preconditions?.actions.find(({ id }) => id === state);
  return [
    method === undefined || method === 'HEAD' ? null : `method:${method}` as RequestClass, step.caller === undefined ? null : `caller:${step.caller}` as RequestClass, step.route === undefined ? null : 'route:other',
    version === undefined ? null : version === 'x.y' ? 'microversion:malformed' : version === '2.999' ? 'microversion:unsupported' : max !== null && max !== undefined && Number(version.split('.')[1]) > Number(max.split('.')[1]) ? 'microversion:beyond' : 'microversion:within',
    accepts === undefined ? null : accepts.accepts === 'writes' ? 'state:writable' : accepts.reaches === null ? 'state:locked' : 'state:unwritable',
  ];
}

function isValid(entries: readonly Entry[], contract: Contract): boolean {
  return entries.every(([key, value]) => isLegalKey(contract, key) && (isLegalValue(contract, value) || value === null));
}

function mapClasses(step: RequestStep, stored: Stored, contract: Contract): readonly (RequestClass | null)[] {
  if (!('entries' in step) || (step.twists?.length ?? 0) > 0) return [];
  const limit = itemLimit(contract, EVERYWHERE) ?? Number.POSITIVE_INFINITY;
  const keys = step.entries.map(([key]) => key);
  const known = keys.filter((key) => stored.has(key));
  const after = step.op === 'replace' ? keys.length : new Set([...stored.keys(), ...keys]).size;
  const invalid = step.entries.filter((entry) => !isValid([entry], contract)).length;
  const isOverwrite = keys.length > 0 && known.length === keys.length;
  return [
    step.op === 'upsert' && keys.length === 0 ? 'map:no-pair' : null, step.op === 'upsert' && keys.length === 2 ? 'map:two-pairs' : null, keys.length === 0 && step.op !== 'upsert' ? 'map:empty' : null,
    keys.length > 0 && known.length === 0 ? 'map:create' : null, keys.length > 0 && known.length === 0 && stored.size > 0 ? 'map:disjoint' : null, isOverwrite ? 'map:overwrite' : null,
    known.length > 0 && known.length < keys.length ? 'map:mixed' : null, isOverwrite && step.entries.every(([key, value]) => stored.get(key) === value) ? 'map:same' : null, keys.length >= 50 ? 'map:many' : null,
    keys.some((key) => [...stored.keys(), ...keys].some((other) => other !== key && other.toLowerCase() === key.toLowerCase())) ? 'map:case-twin' : null,
    step.entries.some(([key, value]) => value === null && stored.has(key)) ? 'map:null-removes' : null, step.entries.some(([key, value]) => value === null && !stored.has(key)) ? 'map:null-absent' : null,
    after === limit ? 'map:at-quota' : null, after > limit ? 'map:beyond-quota' : null, stored.size === limit && isOverwrite ? 'map:overwrite-at-quota' : null, stored.size === limit && step.op === 'replace' ? 'map:replace-at-quota' : null,
    invalid > 0 && invalid < keys.length ? 'map:partly-invalid' : null,
  ];
}

/** What a sound server would hold after a step: enough to know how the next one relates to it. */
function perform(step: RequestStep, stored: Stored, contract: Contract): void {
  const limit = itemLimit(contract, EVERYWHERE) ?? Number.POSITIVE_INFINITY;
  if (step.slot !== 'subject' || (step.twists?.length ?? 0) > 0 || (step.caller !== undefined && step.caller !== 'admin')) return;
  if (step.op === 'remove') stored.delete(step.urlKey);
  if (!('entries' in step) || !isValid(step.entries, contract)) return;
  if (step.op === 'upsert' && (step.entries.length !== 1 || step.entries[0]?.[0] !== step.urlKey)) return;
  const next: Stored = new Map([...(step.op === 'replace' ? [] : stored), ...step.entries]);
  if (next.size > limit) return;
  stored.clear();
  for (const [key, value] of next) if (value !== null) stored.set(key, value);
}

function effectOfStep(step: RequestStep): string {
  return step.op === 'read-item' ? 'read' : step.op;
}

function coverageOf(plans: readonly Plan[], contract: Contract): ReadonlyMap<string, ReadonlySet<RequestClass>> {
  const covered = new Map<string, Set<RequestClass>>();
  for (const { start, steps } of plans) {
    const stored: Stored = new Map(start.subject);
    let state: string | null = null;
    for (const step of steps) {
      if (step.op === 'concurrent') continue;
      if (step.op === 'action') {
        state = step.undo ? null : step.action;
        continue;
      }
      const classes = [...bodyClasses(step, contract), mediaClass(step), ...addressClasses(step, stored), ...circumstances(step, contract, state), ...mapClasses(step, stored, contract)];
      const seen = covered.get(effectOfStep(step)) ?? new Set();
      covered.set(effectOfStep(step), seen);
      for (const name of classes) if (name !== null) seen.add(name);
      perform(step, stored, contract);
    }
  }
  return covered;
}

const BODY: readonly RequestClass[] = [
  'body:none', 'body:not-json', 'body:invalid-utf8', 'body:bom', 'body:trailing-garbage', 'body:duplicate-member', 'body:wrong-envelope', 'body:bare-map', 'body:missing-map', 'body:null-map', 'body:map-not-object', 'body:not-object',
  'body:extra-member', 'body:chunked', 'body:too-large', 'body:escapes', 'media-type:absent', 'media-type:xml', 'media-type:form', 'media-type:merge-patch', 'media-type:charset',
];
const CALLERS: readonly RequestClass[] = ['caller:nobody', 'caller:bad-token', 'caller:stranger', 'caller:reader', 'caller:admin', 'url:other-project', 'route:other', 'url:unknown-resource', 'microversion:within', 'microversion:unsupported'];
const STATES: readonly RequestClass[] = ['state:writable', 'state:unwritable', 'state:locked'];
const ITEM: readonly RequestClass[] = ['url:encoded', 'url:double-encoded', 'url:plus', 'url:slash', 'url:suffix', 'url:dot-segment'];
const MAP: readonly RequestClass[] = ['map:create', 'map:overwrite', 'map:same', 'map:case-twin', 'map:beyond-quota', 'map:disjoint'];
const MAPS: readonly RequestClass[] = ['map:empty', 'map:mixed', 'map:many', 'map:partly-invalid', 'map:at-quota'];

/** What every effect of a server must be tried with. */
const SERVER: Readonly<Record<string, readonly RequestClass[]>> = {
  merge: [...BODY, ...CALLERS, ...STATES, ...MAP, ...MAPS, 'map:overwrite-at-quota', 'url:trailing-slash', 'url:double-slash', 'url:query', 'url:malformed-resource', 'microversion:malformed'],
  replace: [...BODY, ...CALLERS, ...STATES, ...MAP, ...MAPS, 'map:replace-at-quota', 'url:trailing-slash', 'url:double-slash'],
  upsert: [...BODY, ...CALLERS, ...STATES, ...MAP, ...ITEM, 'map:no-pair', 'map:two-pairs', 'map:at-quota', 'map:overwrite-at-quota', 'url:mismatch', 'url:mismatch-case', 'url:mismatch-encoding', 'url:trailing-slash', 'url:double-slash', 'url:query'],
  remove: [...CALLERS, ...STATES, ...ITEM, 'url:absent-key', 'url:other-case-key', 'url:trailing-slash'],
  read: [...CALLERS, ...STATES, ...ITEM, 'url:absent-key', 'url:other-case-key', 'url:trailing-slash', 'url:double-slash', 'url:query', 'microversion:malformed'],
};

const AGGREGATE: Readonly<Record<string, readonly RequestClass[]>> = {
  merge: [...BODY, 'body:other-action', 'body:two-actions', 'map:empty', 'map:create', 'map:overwrite', 'map:mixed', 'map:same', 'map:many', 'map:null-removes', 'map:null-absent', 'map:case-twin', 'map:partly-invalid',
    'caller:nobody', 'caller:bad-token', 'caller:stranger', 'caller:member', 'url:unknown-resource', 'url:malformed-resource', 'url:trailing-slash', 'microversion:within', 'microversion:unsupported'],
  read: ['caller:nobody', 'caller:bad-token', 'caller:member', 'url:unknown-resource', 'route:other'],
};

describe.each([['server', SERVER], ['ecs', SERVER], ['aggregate', AGGREGATE]] as const)('the list of %s', (id, expected) => {
  const contract = contractNamed(id);
  const covered = coverageOf([...enumerate(contract, EVERYWHERE), ...furtherPlans(contract, EVERYWHERE), ...partingPlans(contract, EVERYWHERE)], contract);

  test.each(Object.keys(expected))('%s is tried with every class that makes sense for it', (effect) => {
    const missing = (expected[effect] as readonly RequestClass[]).filter((name) => covered.get(effect)?.has(name) !== true);
    expect(missing).toEqual([]);
  });
});

test('methods that are not offered are tried on the map and on an item', () => {
  const contract = contractNamed('server');
  const covered = coverageOf([...enumerate(contract, EVERYWHERE), ...furtherPlans(contract, EVERYWHERE), ...partingPlans(contract, EVERYWHERE)], contract);
  expect([...(covered.get('merge') ?? [])]).toEqual(expect.arrayContaining(['method:PATCH', 'method:DELETE']));
  expect([...(covered.get('upsert') ?? [])]).toEqual(expect.arrayContaining(['method:PATCH', 'method:POST']));
});

test('an image is also asked for beyond its last microversion', () => {
  const contract = contractNamed('image');
  const covered = coverageOf([...enumerate(contract, EVERYWHERE), ...furtherPlans(contract, EVERYWHERE), ...partingPlans(contract, EVERYWHERE)], contract);
  for (const effect of ['merge', 'replace', 'upsert', 'remove', 'read']) expect([...(covered.get(effect) ?? [])]).toContain('microversion:beyond');
});
