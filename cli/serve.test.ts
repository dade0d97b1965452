import { request } from 'undici';
import { expect, test } from 'vitest';
import { callCommandLine } from './command-line.fixture.ts';

test('serve answers on what it prints, prints how to run against it, and ends with Ctrl-C', async () => {
  const seen: Promise<number>[] = [];
  const { code, out } = await callCommandLine(['serve'], {
    onStart: (child) => {
      let printed = '';
      child.stdout?.on('data', (text: string) => {
        printed += text;
        const [, url] = /^ {2}compute {2}(\S+)$/m.exec(printed) ?? [];
        const [, token] = /^ {2}owner {2}(\S+)$/m.exec(printed) ?? [];
        const [, server] = /^ {2}server {2}(\S+)$/m.exec(printed) ?? [];
        if (seen.length > 0 || !printed.includes('Ctrl-C') || url === undefined || token === undefined) return;
        seen.push(request(`${url}/servers/${server}/metadata`, { headers: { 'x-auth-token': token } }).then(({ statusCode }) => statusCode).finally(() => child.kill('SIGINT')));
      });
    },
  });
  expect(await Promise.all(seen)).toEqual([200]);
  expect(out).toMatch(/metaconform run \\\n {4}--endpoint compute=http/);
  expect(out).not.toContain('--endpoint identity');
  expect(code).toBe(0);
});
