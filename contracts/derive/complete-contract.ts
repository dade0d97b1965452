/**
 * The default choices: what a contract needs beside what its documents say, so that the suite can run on it. Each is an `x-choice`, told apart from
 * what was read; none takes anything back.
 */
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { choose, hasOperation, member, planOf } from './choices.ts';
import type { Choose, Data, Plan } from './choices.ts';
import { addMissingOperations, completeOperations } from './complete-operations.ts';
import { completeSchemas } from './complete-schemas.ts';

/** What the path of a document does not tell of well-known services. */
const SERVICES: Readonly<Record<string, { readonly types: readonly string[]; readonly versions: readonly string[]; readonly project: string; readonly admin: boolean }>> = {
  server: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: false },
  image: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: false },
  aggregate: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: true },
  flavor: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: true },
  volume: { types: ['block-storage'], versions: ['/v3'], project: 'required', admin: false },
  snapshot: { types: ['block-storage'], versions: ['/v3'], project: 'required', admin: false },
  share: { types: ['shared-file-system'], versions: ['/v2'], project: 'optional', admin: false },
};

/** A number of items that no service known keeps less than. */
const FEW_ITEMS = 64;

/** Names under which services keep what they move themselves. */
const MOVING = ['updated', 'updated_at', 'status', 'progress', 'task_state', 'host_status', 'addresses', 'OS-EXT-STS:task_state', 'OS-EXT-STS:power_state', 'OS-EXT-STS:vm_state', 'OS-SRV-USG:launched_at'];

function evidenceOf(data: PlainObject): readonly unknown[] {
  const sources = Object.values(asObject(data['paths'])).flatMap((item) => Object.values(asObject(item)).flatMap((operation) => Object.values(asObject(asObject(operation)['x-source']))));
  const first = sources.flat()[0] ?? { document: asObject((data['x-documents'] as readonly unknown[] | undefined)?.[0])['id'], section: 'as a whole' };
  return [first];
}

function completeRoot(data: Data, chosen: Choose): void {
  const noun = String(asObject(data['x-resource'])['noun']);
  const known = SERVICES[noun];
  const service = member(data, 'x-service');
  choose(service, known ?? { types: [noun], versions: ['/v1'], project: 'absent', admin: false }, chosen('The service is found under this name, version and path, and by these callers.'));
  choose(member(data, 'x-resource'), { volatile: MOVING.map((name) => `/${noun}/${name}`) }, chosen('These members of the resource move by themselves, or with a write.'));
  choose(member(data, 'x-quota'), { maxItems: FEW_ITEMS, announcedAt: null }, chosen('So many items are kept by any service; more may be refused.'), 'either');
  choose(member(data, 'x-visibility'), { withinMs: 0 }, chosen('A read that begins after the answer to a write shows the write.'));
  choose(data, { 'x-unaddressable': '^\\.{1,2}$|\\/' }, chosen('Dot segments and slashes cannot be the last segment of a path.'));
  // No word on methods and paths: a document that describes some operations does not say that there are no others.
  const reasons = {
    invalid: [400], mismatch: [400], 'key-not-found': [404], 'not-found': [404, 400], quota: [403, 413], unauthenticated: [401], forbidden: [403, 404],
    'project-mismatch': [400, 403, 404], 'media-type': [415, 400], 'body-size': [413], ...(data['x-preconditions'] === undefined ? {} : { state: [409] }),
  };
  choose(member(data, 'x-rejections'), reasons, chosen('These statuses say why a request is refused.'));
}

function completeConstraints({ data, chosen }: Plan): void {
  const writesItem = hasOperation(data, 'upsert', 'item');
  if (data['x-constraints'] !== undefined || !writesItem) return;
  data['x-constraints'] = [{ kind: 'url-key-is-body-key', 'x-choice': { kind: chosen('The key in the URL is the one key of the body.') }, 'x-beyond': { kind: 'reject' } }];
}

function completePreconditions(data: Data, chosen: Choose): void {
  const states = data['x-preconditions'];
  if (!isObject(states)) return;
  if (states['pointer'] === undefined) delete data['x-preconditions'];
  else (states as Data)['x-choice'] = { ...asObject(states['x-choice']), actions: chosen('No action that moves the resource into another state is used.') };
}

/** A derived contract with the default choices; the data given is not changed. */
export function completeContract(derived: PlainObject): PlainObject {
  const data = structuredClone(derived) as Data;
  const evidence = evidenceOf(data);
  const chosen: Choose = (assume) => ({ assume, because: 'The documents do not say it, or leave it open; this is the default choice.', evidence });
  completePreconditions(data, chosen);
  completeRoot(data, chosen);
  const plan = planOf(data, chosen);
  completeOperations(plan);
  addMissingOperations(plan);
  completeSchemas(plan);
  completeConstraints(plan);
  return JSON.parse(JSON.stringify(data)) as PlainObject;
}
