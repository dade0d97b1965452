import { expect, test } from 'vitest';
import { ask } from '../targets/reference/ask.ts';
import { momentAfter } from './kills/moment.ts';
import { killRound } from './kills/round.ts';
import { referenceToKill } from './kills/reference-to-kill.ts';
import { openWatch } from './kills/watch.ts';

test('what a run that is killed in the midst of its plans has left and made is gone after restore', async () => {
  const { flags, cloud, close } = await referenceToKill();
  const watch = await openWatch(flags);
  try {
    const call = ['--endpoint', `compute=${cloud.endpoints['compute']}`, '--token', cloud.tokens.owner, '--admin-token', cloud.tokens.admin];
    const round = await killRound({
      watch, moment: (journals) => momentAfter(journals, 'named', 500), restore: ['--token', cloud.tokens.owner, '--admin-token', cloud.tokens.admin],
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
