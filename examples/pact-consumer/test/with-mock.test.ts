/** The same client against the mock that serves metaconform's pacts: nothing to write down, and answers that real clouds were held against. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { removeTag, setTags, tagsOf } from '../src/server-tags.ts';

const SERVER = '6c5e5f0c-3f0e-4c7e-9a55-0c3d5b1f7a10';
/** In a project of its own this is `npx metaconform`. */
const METACONFORM = process.env['METACONFORM_MAIN'];
let mock: ChildProcess;
let compute = { endpoint: '', token: 'some-token' };

before(async () => {
  const [command, args] = METACONFORM === undefined ? ['npx', ['metaconform']] as const : [process.execPath, [METACONFORM]] as const;
  mock = spawn(command, [...args, 'pact', 'stub', '--only', 'server'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: mock.stdout as NodeJS.ReadableStream });
  for await (const line of lines) {
    const [, url] = /^mock +(\S+)$/.exec(line) ?? [];
    if (url !== undefined) compute = { ...compute, endpoint: url };
    if (url !== undefined) break;
  }
});

after(async () => {
  mock.kill('SIGINT');
  await once(mock, 'exit');
});

test('reads all tags', async () => assert.deepEqual(await tagsOf(compute, SERVER), { changed: 'before', kept: 'as it was' }));

test('sets tags and keeps the others', async () => assert.deepEqual(await setTags(compute, SERVER, { added: 'new', changed: 'after' }), { added: 'new', changed: 'after', kept: 'as it was' }));

test('removes a tag', async () => removeTag(compute, SERVER, 'changed'));

test('a server that is not there is an error', async () => assert.rejects(tagsOf(compute, '00000000-0000-4000-8000-000000000000'), /404/));
