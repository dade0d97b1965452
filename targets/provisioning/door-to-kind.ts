/** The way to the service in which a kind of resource is made, looked for and removed. */
import type { Contract } from '../../contracts/contract.ts';
import type { Connections } from '../connection.ts';
import type { TargetConfig } from '../target-config.ts';
import { ALL_KINDS } from './kinds/all-kinds.ts';
import type { ResourceKind } from './resource-kind.ts';
import { type Door, openDoor } from './service-door.ts';
import { contractFor, whereMade } from './where-made.ts';

/** A target as far as its doors go. */
export interface Workplace extends Pick<TargetConfig, 'endpoints' | 'projectId'> {
  readonly contracts: readonly Contract[];
  readonly connections: Connections;
}

/** A kind and the door to its service. */
export interface KindDoor {
  readonly kind: ResourceKind;
  readonly door: Door;
}

/** The door to one kind; null when the target offers no service for it, or no contract of it is loaded. */
export function openDoorToKind(place: Workplace, kind: ResourceKind, purpose: 'preflight' | 'restore'): Door | null {
  const [at, contract] = [whereMade(kind, place), contractFor(kind, place.contracts)];
  return at === null || contract === null ? null : openDoor(place.connections.dispatch(at.origin, contract, purpose), at.prefix);
}

/** The doors to all kinds for which there is one. */
export function openDoorsToKinds(place: Workplace, purpose: 'preflight' | 'restore'): readonly KindDoor[] {
  return ALL_KINDS.flatMap((kind) => {
    const door = openDoorToKind(place, kind, purpose);
    return door === null ? [] : [{ kind, door }];
  });
}
