/** The kinds with a file of their own, and plain ones for the rest. */
import type { Contract } from '../../../contracts/contract.ts';
import { aggregateKind } from './aggregate.ts';
import { imageKind } from './image.ts';
import type { Kind } from './kind.ts';
import { plainKind } from './plain.ts';
import { serverKind } from './server.ts';

const KINDS: readonly Kind[] = [serverKind, imageKind, aggregateKind];

/** The kind of a contract's resources, or of a noun. */
export function kindOf(contract: Contract | string): Kind {
  const noun = typeof contract === 'string' ? contract : contract.resource.noun;
  return KINDS.find((kind) => kind.noun === noun) ?? plainKind(noun);
}
