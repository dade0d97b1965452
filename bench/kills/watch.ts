/** Looks at a cloud from outside: what named resources hold, and what bears a name that only runs give. */
import { findContracts } from '../../contracts/find-contracts.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { openCallers, parseCallers } from '../../specs/callers.ts';
import { parseEndpoints } from '../../specs/run-config.ts';
import { allEndpoints } from '../../specs/run-endpoints.ts';
import { openConnections } from '../../targets/connection.ts';
import { openDoorsToKinds } from '../../targets/provisioning/door-to-kind.ts';
import { findProvisioned } from '../../targets/provisioning/find-provisioned.ts';
import { ALL_KINDS, kindFor } from '../../targets/provisioning/kinds/all-kinds.ts';
import type { Door } from '../../targets/provisioning/service-door.ts';
import { whereMade } from '../../targets/provisioning/where-made.ts';
import { quietEditor } from '../../targets/quiet-editor.ts';
import { gatherTokens } from '../../targets/tokens.ts';

/** How a cloud is called, as flags of a run. */
export interface CloudFlags {
  readonly options: Readonly<Record<string, string | readonly string[]>>;
  readonly resources: readonly { readonly kind: string; readonly id: string }[];
}

export interface Watch {
  /** Metadata, state and lock of every named resource, as one text that can be compared. */
  picture(): Promise<string>;
  /** Names of what runs have made. */
  made(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 30_000;
/** The first microversion that shows the lock. */
const WITH_LOCK = [['openstack-api-version', 'compute 2.9'], ['x-openstack-nova-api-version', '2.9']] as const;

async function stateOf(door: Door, noun: string, id: string): Promise<unknown> {
  if (noun !== 'server') return null;
  const { json } = await door.get(`/servers/${id}`, WITH_LOCK);
  return ['OS-EXT-STS:vm_state', 'OS-EXT-STS:task_state', 'locked', 'name'].map((name) => resolvePointer(json, `/server/${name}`));
}

/** Open a watch; it has connections and tokens of its own. */
export async function openWatch({ options, resources }: CloudFlags): Promise<Watch> {
  const contracts = findContracts();
  const callers = openCallers(parseCallers(options, process.env, false), TIMEOUT_MS);
  const where = await allEndpoints(parseEndpoints(options), callers, contracts);
  const connections = openConnections({ timeoutMs: TIMEOUT_MS, tls: callers.tls }, gatherTokens(callers.tokens));
  const doors = openDoorsToKinds({ ...where, contracts, connections }, 'preflight');
  const one = async ({ kind, id }: CloudFlags['resources'][number]): Promise<unknown> => {
    const contract = contracts.find((candidate) => candidate.id === kind);
    // Image metadata is read through the compute service.
    const compute = ALL_KINDS.find((candidate) => contract !== undefined && candidate.types.some((type) => contract.service.types.includes(type)));
    const at = compute === undefined ? null : whereMade(compute, where);
    if (contract === undefined || at === null || kindFor(contract) === null) throw new Error(`A ${kind} cannot be watched.`);
    const map = await quietEditor(contract, connections.dispatch(at.origin, contract, 'preflight'), { base: at.prefix, version: '', projectId: null }, id).read(0);
    if (map === null) throw new Error(`The metadata of ${kind} ${id} cannot be read.`);
    const door = doors.find((candidate) => candidate.kind.noun === contract.resource.noun)?.door;
    return { kind, id, map: [...map].toSorted(([left], [right]) => (left < right ? -1 : 1)), state: door === undefined ? null : await stateOf(door, contract.resource.noun, id) };
  };
  return {
    picture: async () => JSON.stringify(await Promise.all(resources.map(one)), null, 1),
    made: async () => (await findProvisioned(doors)).found.map(({ name }) => name).toSorted(),
    close: () => connections.close(),
  };
}
