import type { Place } from '../mocks.ts';

interface Access { readonly access: { readonly token: { readonly id: string }; readonly serviceCatalog: readonly { readonly name: string; readonly endpoints: readonly { readonly publicURL: string }[] }[] } }

async function post<Answer>(url: string, body: unknown, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-auth-token': token }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`Mimic answered ${response.status} to POST ${url}: expected a success. ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Gets a token from Mimic, which takes any password, and makes two servers. */
export async function openMimic(origin: string): Promise<Place> {
  const { access } = await post<Access>(`${origin}/identity/v2.0/tokens`, { auth: { passwordCredentials: { username: 'mimic', password: 'any' } } });
  const endpoint = access.serviceCatalog.find(({ name }) => name === 'cloudServersOpenStack')?.endpoints[0]?.publicURL;
  if (endpoint === undefined) throw new Error('Mimic has no service cloudServersOpenStack in its catalog.');
  const make = async (name: string): Promise<string> => {
    const { server } = await post<{ readonly server: { readonly id: string } }>(`${endpoint}/servers`, { server: { name, imageRef: 'any', flavorRef: '2' } }, access.token.id);
    return server.id;
  };
  return { endpoint, token: access.token.id, servers: [await make('web-1'), await make('web-2')] };
}
