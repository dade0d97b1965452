import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

test('a folder is made with all that is above it, and may be there already', () => {
  const root = mkdtempSync(join(tmpdir(), 'metaconform-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'a', 'b');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

test.runIf(existsSync('/proc/self'))('what cannot be made is an error rather than an endless wait', () => {
  expect(() => makeFolder('/proc/nosuch/folder')).toThrow(/ENOENT|EACCES|EPERM/);
});
