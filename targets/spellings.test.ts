import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { spellingsOf } from './spellings.ts';

const SECRET = 'c4nary~/+&<"é\' %41\\n$\t!';
const gone = (text: string, secret = SECRET): string => spellingsOf(secret).replaceIn(text, '#');

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\'', '&#39;');

test.each<readonly [string, (secret: string) => string]>([
  ['as it is', (secret) => secret],
  ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['in JSON inside of JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  ['in JSON with slashes escaped', (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
  ['in JSON of ASCII only', (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('é', '\\u00E9').replaceAll('<', '\\u003c').replaceAll('&', '\\u0026')],
  ['as a URL component', encodeURIComponent],
  ['as a URL component in lower case', (secret) => encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())],
  ['as a URL component, twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['in a form', (secret) => new URLSearchParams({ x: secret }).toString().slice(2)],
  ['in HTML', html],
  ['in HTML, twice', (secret) => html(html(secret))],
  ['in HTML by numbers', (secret) => [...secret].map((sign) => (/\w/.test(sign) ? sign : `&#x${sign.codePointAt(0)!.toString(16)};`)).join('')],
  ['in JSON inside of HTML', (secret) => html(JSON.stringify(secret).slice(1, -1))],
  ['in single quotes of a shell', (secret) => secret.replaceAll('\'', '\\\'')],
  ['as UTF-8 read as Latin-1', (secret) => Buffer.from(secret).toString('latin1')],
  ['in base64', (secret) => Buffer.from(`12${secret}1`).toString('base64')],
  ['in base64 at another offset', (secret) => Buffer.from(`1${secret}`).toString('base64')],
  ['in base64 for URLs', (secret) => Buffer.from(`123${secret}12`).toString('base64url')],
])('a text is found %s', (_how, spell) => {
  const spelled = gone(`before ${spell(SECRET)} after`);
  expect(spelled).toMatch(/^before .*#.* after$/);
  expect(spelled).not.toContain('nary');
  expect(spelled).not.toContain(Buffer.from('nary~/').toString('base64').slice(0, 6));
});

test('nothing is left of a text that ends in a sign with which its own spelling begins', () => {
  expect(gone(encodeURIComponent('c4nary %'), 'c4nary %')).toBe('#');
  expect(gone(html('c4nary &'), 'c4nary &')).toBe('#');
});

test('printf of bash spells no differently', () => {
  const quoted = execFileSync('bash', ['-c', 'printf %q "$1"', '-', 'c4nary~/+&<"\' %41'], { encoding: 'utf8' });
  expect(gone(quoted, 'c4nary~/+&<"\' %41')).toBe('#');
});

test('other texts stay as they are', () => {
  const spellings = spellingsOf(SECRET);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => spellings.replaceIn(text, '#') === text), { numRuns: 300 });
  expect(gone('c4nary~/+&<')).toBe('c4nary~/+&<');
});

test('any text is found in JSON, in a URL and in base64', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 }).filter((text) => text.isWellFormed() && !text.includes('\\'));
  fc.assert(fc.property(secret, (text) => {
    for (const spelled of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]) expect(gone(spelled, text)).toBe('#');
    expect(gone(Buffer.from(text).toString('base64'), text)).toMatch(/^#.?.?=*$/);
  }), { numRuns: 100 });
});
