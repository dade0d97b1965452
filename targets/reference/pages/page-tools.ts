/** What pages about resources have in common: who may see one, how it is shown. */
import type { Contract } from '../../../contracts/contract.ts';
import { isMap, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { PageContext } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { schemaProblem } from '../schema-problem.ts';
import { resourceKind } from '../services.ts';
import type { Metadata, Resource } from '../store.ts';

/** The resource that a path parameter names. @throws Refusal 404 when the caller may not know of it. */
export function visibleResource(context: PageContext, kind: string, parameter: string): Resource {
  const text = context.match.parameters.get(parameter)?.text ?? '';
  const rules = kindOf(kind.slice(kind.indexOf('/') + 1));
  const id = rules.readId(text);
  const resource = id === null ? undefined : context.cloud.store.find(kind, id);
  if (resource !== undefined && rules.isVisible(resource, context.caller)) return resource;
  throw new Refusal(404, 'not-found', rules.notFound(text));
}

/** @throws Refusal 403 unless the caller may change what belongs to its project. */
export function requireMember({ caller }: PageContext): void {
  if (!caller.roles.includes('member')) throw new Refusal(403, 'forbidden', "Policy doesn't allow this to be performed.");
}

/** @throws Refusal 403 unless the caller is an administrator. */
export function requireAdmin({ caller }: PageContext, rule: string): void {
  if (!caller.roles.includes('admin')) throw new Refusal(403, 'forbidden', `Policy doesn't allow ${rule} to be performed.`);
}

/** The resource in its envelope, with the metadata it has now. */
export async function shown(context: PageContext, resource: Resource): Promise<ReadonlyMap<string, Json>> {
  return context.parts.view(context, resource, await context.parts.load({ ...context, resource }));
}

/** What {@link shown} has inside the envelope. */
export async function shownBare(context: PageContext, resource: Resource): Promise<ReadonlyMap<string, Json>> {
  const [inner] = (await shown(context, resource)).values();
  return isMap(inner) ? inner : new Map();
}

/** The one member of a body. @throws Refusal 400 when there is not exactly one. */
export function onlyMember(body: Json | undefined): readonly [name: string, value: Json] {
  const members = isMap(body) ? [...body] : [];
  if (members.length !== 1) throw new Refusal(400, 'invalid', 'Malformed request body');
  return members[0]!;
}

/** A required object member of a body. @throws Refusal 400 without it. */
export function requiredMap(body: Json | undefined, name: string): ReadonlyMap<string, Json> {
  const member = isMap(body) ? body.get(name) : undefined;
  if (isMap(member)) return member;
  throw new Refusal(400, 'invalid', `'${name}' is a required property`);
}

/** A string member. @throws Refusal 400 when it is something else. */
export function requiredText(map: ReadonlyMap<string, Json>, name: string): string {
  const value = map.get(name);
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(400, 'invalid', `Invalid input for field/attribute ${name}. Value: ${textOf(value)}.`);
}

/** @throws Refusal 400 for members that are not known. */
export function refuseOthers(map: ReadonlyMap<string, Json>, field: string, known: readonly string[]): void {
  const other = [...map.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw new Refusal(400, 'invalid', `Invalid input for field/attribute ${field}. Additional properties are not allowed ('${other}' was unexpected)`);
}

/** The contract of a kind of resource, if this cloud has one: the one that says most. */
export function contractOf(context: PageContext, kind: string): Contract | undefined {
  const all = context.cloud.contracts.filter((contract) => resourceKind(contract) === kind);
  return all.toSorted((one, other) => other.operations.length - one.operations.length)[0];
}

/** Metadata that comes with a resource that is made or rebuilt, held to the same schema and quota. @throws Refusal 400, 403 */
export function initialMetadata(context: PageContext, kind: string, value: Json | undefined): Metadata {
  if (value === undefined) return new Map();
  const contract = contractOf(context, kind);
  const problem = contract === undefined ? null : schemaProblem(contract, contract.mapSchema, value);
  if (problem !== null || !isMap(value)) throw new Refusal(400, 'invalid', `Invalid input for field/attribute metadata. ${problem ?? 'It is no object'}`);
  const limit = contract === undefined ? null : context.cloud.quotaOf(contract);
  if (limit !== null && value.size > limit) throw new Refusal(403, 'quota', kindOf(contract!).overQuota(limit));
  return value;
}
