import type { Contract } from '../../../contracts/contract.ts';
import type { ResourceKind } from '../resource-kind.ts';
import { aggregate } from './aggregate.ts';
import { flavor } from './flavor.ts';
import { image } from './image.ts';
import { server } from './server.ts';
import { snapshot, volume } from './volume.ts';

/** Every kind that can be made, in the order in which one may need another. */
export const ALL_KINDS: readonly ResourceKind[] = [server, image, aggregate, flavor, volume, snapshot];

/** The kind that bears a contract's metadata; null when it cannot be made. */
export function kindFor({ resource, service }: Contract): ResourceKind | null {
  return ALL_KINDS.find(({ noun, metadataAt }) => noun === resource.noun && service.types.some((type) => metadataAt.includes(type))) ?? null;
}
