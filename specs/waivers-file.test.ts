import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaseline } from './baseline-file.ts';
import { parseWaivers, readWaivers } from './waivers-file.ts';

const KNOWN = { contracts: ['server', 'image'], invariants: ['merge-keeps-other-keys', 'no-server-errors'] };
const GOOD = `waivers:
  - invariant: merge-keeps-other-keys
    contract: server
    class: key:dots
    reason: "the vendor's ticket"
    link: https://bugs.example/7
    expiry: 2027-01-31
`;

function fails(text: string): string {
  try {
    parseWaivers(text, 'w.yaml', KNOWN);
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
  return 'no error';
}

describe('a file of waivers', () => {
  test('is read as it stands', () => {
    expect(parseWaivers(GOOD, 'w.yaml', KNOWN)).toEqual([{ invariant: 'merge-keeps-other-keys', contract: 'server', class: 'key:dots', reason: "the vendor's ticket", link: 'https://bugs.example/7', expiry: '2027-01-31' }]);
    expect(parseWaivers('waivers: []', 'w.yaml', KNOWN)).toEqual([]);
  });

  test.each([
    ['no YAML', 'waivers: [', /w\.yaml:1 at the root: expected well-formed YAML/],
    ['an empty file', '', /at the root: expected a value of type object, found (nothing|null)/],
    ['an unknown member', GOOD.replace('reason:', 'reasons:'), /w\.yaml:\d at \/waivers\/0\/reasons: .*the nearest is reason/],
    ['no expiry', GOOD.replace(/ {4}expiry.*\n/, ''), /\/waivers\/0\/expiry: expected the member expiry, found nothing/],
    ['a day that does not exist', GOOD.replace('01-31', '02-30'), /w\.yaml:7 at \/waivers\/0\/expiry: expected a day that exists, as YYYY-MM-DD, found "2027-02-30"/],
    ['a link that is none', GOOD.replace('https://bugs.example/7', 'bug 7'), /w\.yaml:6 at \/waivers\/0\/link: expected text like .*found "bug 7"/],
    ['an unknown effect', `${GOOD}    effect: patch\n`, /\/waivers\/0\/effect: expected one of "read", "merge"/],
    ['an unknown invariant', GOOD.replace('other-keys', 'otherkeys'), /w\.yaml:2 at \/waivers\/0\/invariant: expected the id of an invariant \(the nearest is merge-keeps-other-keys\)/],
    ['an unknown contract', GOOD.replace('server', 'sever'), /w\.yaml:3 at \/waivers\/0\/contract: expected the id of a contract \(the nearest is server\)/],
    ['the same deviation twice', GOOD + GOOD.replace('waivers:\n', ''), /w\.yaml:8 at \/waivers\/1: expected a deviation of its own/],
  ])('%s is told with its place', (_, text, message) => {
    expect(fails(text)).toMatch(message);
    expect(fails(text)).toMatch(/^WAIVERS_INVALID: [^]*docs\/waivers\.md/);
  });

  test('that cannot be read is told', () => {
    expect(() => readWaivers('/does/not/exist.yaml', KNOWN)).toThrow(/--waivers: cannot read \/does\/not\/exist\.yaml/);
  });
});

describe('a baseline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'metaconform-'));
  const write = (text: string): string => {
    writeFileSync(join(folder, 'report.json'), text);
    return folder;
  };

  test('is a report or its folder', () => {
    const given = write(JSON.stringify({ schemaVersion: 1, run: { id: 'r' }, verdicts: [{ findings: [{ id: 'a' }, { id: 'b' }] }, { findings: [] }] }));
    expect(readBaseline(given)).toEqual({ run: 'r', findings: ['a', 'b'] });
    expect(readBaseline(join(given, 'report.json'))).toEqual({ run: 'r', findings: ['a', 'b'] });
  });

  test.each([
    ['no JSON', 'x', /is not JSON/], ['null', 'null', /is not a report/], ['another version', '{"schemaVersion":2}', /schemaVersion 1/],
    ['findings without ids', '{"schemaVersion":1,"run":{"id":"r"},"verdicts":[{"findings":[{}]}]}', /is not a report/],
  ])('%s is told', (_, text, message) => {
    expect(() => readBaseline(write(text))).toThrow(message);
  });

  test('that is not there is told', () => {
    expect(() => readBaseline('/does/not/exist')).toThrow(/--baseline: \/does\/not\/exist cannot be read/);
  });
});
