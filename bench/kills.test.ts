import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from '../targets/reference/ask.ts';
import { killRound } from './kills/round.ts';
import { referenceToKill } from './kills/reference-to-kill.ts';
import { openWatch } from './kills/watch.ts';

/** Waits until a journal holds a line of a type. */
async function untilNoted(journals: string, type: string): Promise<void> {
  for (;;) {
    const text = existsSync(journals) ? readdirSync(journals).map((name) => readFileSync(join(journals, name), 'utf8')).join('') : '';
    if (text.includes(`"type":"${type}"`)) return;
    await sleep(2);
  }
}

test.each(['creating', 'named'])('a run that is killed once its journal says "%s" leaves nothing behind after restore', async (type) => {
  const { flags, cloud, close } = await referenceToKill();
  const watch = await openWatch(flags);
  try {
    const call = ['--endpoint', `compute=${cloud.endpoints['compute']}`, '--token', cloud.tokens.owner, '--admin-token', cloud.tokens.admin];
    const round = await killRound({
      watch, moment: (journals) => untilNoted(journals, type), restore: ['--token', cloud.tokens.owner, '--admin-token', cloud.tokens.admin],
      run: [...call, '--resource', `server=${flags.resources[0]?.id}`, '--only', 'server', '--only', 'aggregate', '--provision', '--budget-requests', '60', '--report', 'report'],
    });
    expect(round).toMatchObject({ tooLate: false, wrong: [] });
    expect(round.creations).toBeGreaterThan(0);
    // The comparison can tell: it sees a change of metadata, and a name of ours.
    const before = await watch.picture();
    await ask(cloud, 'POST', `/v2.1/servers/${flags.resources[0]?.id}/metadata`, { body: { metadata: { more: '1' } } });
    await ask(cloud, 'POST', '/v2.1/os-aggregates', { token: cloud.tokens.admin, body: { aggregate: { name: 'metaconform-20261121T071215Z-1a2b3c4d-aggregate-1' } } });
    expect(await watch.picture()).not.toBe(before);
    expect(await watch.made()).toEqual(['metaconform-20261121T071215Z-1a2b3c4d-aggregate-1']);
  } finally {
    await watch.close();
    await close();
  }
}, 120_000);
