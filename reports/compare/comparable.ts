import type { Report } from '../report.ts';

type Contract = Report['contracts'][number];

function names(items: readonly string[]): string {
  return items.join(', ');
}

function otherContracts(before: readonly Contract[], after: readonly Contract[]): readonly string[] {
  const then = new Map(before.map((each) => [each.id, each.sha256]));
  const now = new Map(after.map((each) => [each.id, each.sha256]));
  const [lost, added] = [[...then.keys()].filter((id) => !now.has(id)), [...now.keys()].filter((id) => !then.has(id))];
  const other = [...now].filter(([id, sha256]) => then.has(id) && then.get(id) !== sha256).map(([id]) => id);
  return [
    ...(other.length === 0 ? [] : [`other contracts: ${names(other)} changed between the runs (their SHA-256 differ), so the same verdict would be about another promise`]),
    ...(lost.length === 0 ? [] : [`other contracts: ${names(lost)} was tried in the first run only`]),
    ...(added.length === 0 ? [] : [`other contracts: ${names(added)} was tried in the second run only`]),
  ];
}

/** Why two runs must not be compared, by name; empty: they may be. Runs of other profiles or contracts were held to other promises. */
export function obstaclesTo(before: Report, after: Report): readonly string[] {
  const profile = before.run.profile === after.run.profile ? [] : [`other profile: the first run was judged under ${before.run.profile}, the second under ${after.run.profile}`];
  return [...profile, ...otherContracts(before.contracts, after.contracts)];
}

function incomplete(report: Report, which: string): readonly string[] {
  const { complete, stoppedBy, exitCode } = report.run;
  return [
    ...(complete ? [] : [`the ${which} run is not complete${stoppedBy === null ? '' : ` (${stoppedBy.replace('-', ' ')})`}: what it did not come to is undecided or seen by the other run only`]),
    ...(exitCode === 4 ? [`the ${which} run did not put everything back`] : []),
  ];
}

function microversions({ target }: Report): string {
  return Object.entries(target.microversions).map(([service, { min, max }]) => `${service} ${min} to ${max}`).toSorted().join('; ') || 'none announced';
}

function differences(before: Report, after: Report): readonly string[] {
  const facts: readonly (readonly [name: string, of: (report: Report) => string])[] = [
    ['kind of target', ({ target }) => target.kind], ['target', ({ target }) => target.name], ['endpoint', ({ target }) => target.endpoint], ['release', ({ target }) => target.release ?? 'not told'],
    ['microversions', microversions], ['version of metaconform', ({ tool }) => tool.version],
  ];
  // What is embedded listens on another port each time, which says nothing.
  const both = before.target.kind !== 'remote' && after.target.kind !== 'remote';
  return facts.filter(([name, of]) => of(before) !== of(after) && !(both && name === 'endpoint')).map(([name, of]) => `other ${name}: ${of(before)}, then ${of(after)}`);
}

/** What a reader should know of two runs before trusting their comparison. */
export function notesOn(before: Report, after: Report): readonly string[] {
  return [
    ...(before.run.id === after.run.id ? ['both are the same run'] : []),
    ...(Date.parse(after.run.startedAt) < Date.parse(before.run.startedAt) ? ['the second run is older than the first: perhaps they were named in the wrong order'] : []),
    ...incomplete(before, 'first'), ...incomplete(after, 'second'), ...differences(before, after),
  ];
}
