/** A team's own client: it keeps the tags of a server in the server's metadata. */

/** Where the compute service is, and who asks. */
export interface Compute {
  readonly endpoint: string;
  readonly token: string;
}

/** The tags of a server. */
export type Tags = Readonly<Record<string, string>>;

/** The server is locked: somebody protects it from changes. */
export class ServerLocked extends Error {}

async function ask({ endpoint, token }: Compute, method: string, path: string, body?: unknown): Promise<Response> {
  const sends = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${endpoint}${path}`, { method, headers: { 'X-Auth-Token': token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, ...sends });
  if (response.status === 409) throw new ServerLocked('the server is locked');
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response;
}

/** All tags. */
export async function tagsOf(compute: Compute, server: string): Promise<Tags> {
  const { metadata } = await (await ask(compute, 'GET', `/servers/${server}/metadata`)).json() as { readonly metadata: Tags };
  return metadata;
}

/** Sets some tags and leaves the others alone. @throws {ServerLocked} when it cannot be done now. */
export async function setTags(compute: Compute, server: string, tags: Tags): Promise<Tags> {
  const { metadata } = await (await ask(compute, 'POST', `/servers/${server}/metadata`, { metadata: tags })).json() as { readonly metadata: Tags };
  return metadata;
}

/** Takes one tag away. */
export async function removeTag(compute: Compute, server: string, tag: string): Promise<void> {
  await ask(compute, 'DELETE', `/servers/${server}/metadata/${encodeURIComponent(tag)}`);
}
