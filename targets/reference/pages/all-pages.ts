/** Every page of the cloud. */
import type { Contract } from '../../../contracts/contract.ts';
import type { Page } from '../parts.ts';
import { aggregatePages } from './aggregates.ts';
import { blockPages } from './blocks.ts';
import { flavorPages } from './flavors.ts';
import { imagePages } from './images.ts';
import { keystonePages } from './keystone.ts';
import { limitPages } from './limits.ts';
import { serverActionPages } from './server-actions.ts';
import { serverPages } from './servers.ts';
import { versionPages } from './versions.ts';

/** All that can be asked beside the contracts' operations. */
export function allPages(contracts: readonly Contract[]): readonly Page[] {
  return [...versionPages, ...keystonePages, ...limitPages(contracts), ...serverPages, ...serverActionPages, ...imagePages, ...aggregatePages, ...flavorPages, ...blockPages];
}
