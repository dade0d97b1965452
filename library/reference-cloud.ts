/**
 * `metaconform/reference-cloud`: a small cloud in this process that keeps its contracts, over real HTTP on the loopback. For tests of an SDK or a tool that
 * speaks to a metadata API; with a fault, for tests of how it bears one.
 *
 * @example
 * const cloud = await startReferenceCloud();
 * const servers = cloud.endpoints.compute; // and cloud.tokens.owner, cloud.resources.server
 * await cloud.close();
 */
export { startReferenceCloud } from './start-reference-cloud.ts';
export type { ReferenceCloudOptions } from './start-reference-cloud.ts';
export type { ReferenceCloud } from '../targets/reference/cloud.ts';
export type { TokenName, UserName } from '../targets/reference/seed.ts';
