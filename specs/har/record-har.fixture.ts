/** Requests that are really sent, written down as a HAR the way recorders do. */
import type { Har, HarEntry } from './har.ts';

/** One request: method, URL, JSON body. */
export type Sent = readonly [method: string, url: string, body?: unknown];

async function sendOne([method, url, body]: Sent, token: string): Promise<HarEntry> {
  const started = Date.now();
  const startedAt = performance.now();
  const headers = [{ name: 'x-auth-token', value: token }, ...(body === undefined ? [] : [{ name: 'content-type', value: 'application/json' }])];
  const text = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(url, { method, headers: headers.map(({ name, value }) => [name, value] as [string, string]), ...(text === undefined ? {} : { body: text }) });
  const content = await response.text();
  return {
    startedDateTime: new Date(started).toISOString(), time: performance.now() - startedAt,
    request: { method, url, headers, ...(text === undefined ? {} : { postData: { mimeType: 'application/json', text } }) },
    response: { status: response.status, headers: [...response.headers].map(([name, value]) => ({ name, value })), content: { size: content.length, mimeType: response.headers.get('content-type') ?? '', ...(content === '' ? {} : { text: content }) } as HarEntry['response']['content'] },
  };
}

/** Sends requests one after the other, those in a list of their own at the same time, and gives what a recorder would have written. */
export async function recordHar(requests: readonly (Sent | readonly Sent[])[], token: string): Promise<Har> {
  const entries: HarEntry[] = [];
  for (const each of requests) {
    const together = (typeof each[0] === 'string' ? [each] : each) as readonly Sent[];
    entries.push(...await Promise.all(together.map((one) => sendOne(one, token))));
  }
  return { log: { version: '1.2', creator: { name: 'fixture', version: '1' }, entries } };
}
