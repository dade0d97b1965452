import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCloudFiles } from './read-cloud-files.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'metaconform-'));

test('files lie below ~/.config/openstack, or where XDG_CONFIG_HOME says', () => {
  const home = folder();
  mkdirSync(join(home, '.config/openstack'), { recursive: true });
  writeFileSync(join(home, '.config/openstack/clouds.yaml'), 'clouds: {}');
  writeFileSync(join(home, '.config/openstack/secure.yml'), 'clouds: {}');
  const found = readCloudFiles({ HOME: home });
  expect([found.clouds?.path, found.secure?.path]).toEqual([join(home, '.config/openstack/clouds.yaml'), join(home, '.config/openstack/secure.yml')]);
  expect(readCloudFiles({ XDG_CONFIG_HOME: join(home, '.config') }).clouds?.text).toBe('clouds: {}');
});

test('a variable names the file, and then it must be there', () => {
  const path = join(folder(), 'mine.yaml');
  writeFileSync(path, 'clouds: {}');
  expect(readCloudFiles({ HOME: folder(), OS_CLIENT_CONFIG_FILE: path })).toMatchObject({ clouds: { path, text: 'clouds: {}' }, searched: [path] });
  expect(() => readCloudFiles({ OS_CLIENT_CONFIG_FILE: '/does/not/exist' })).toThrow(/\/does\/not\/exist, which the variable OS_CLIENT_CONFIG_FILE names \(ENOENT\)/);
  expect(() => readCloudFiles({ OS_CLIENT_SECURE_FILE: '/does/not/exist' })).toThrow(/OS_CLIENT_SECURE_FILE/);
});

test('a file that is there and cannot be read is not passed over', () => {
  const home = folder();
  mkdirSync(join(home, '.config/openstack/clouds.yaml'), { recursive: true });
  expect(() => readCloudFiles({ HOME: home })).toThrow(/clouds\.yaml \(EISDIR\)/);
});
