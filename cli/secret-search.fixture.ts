/** Looks for secrets in files and texts, in every form in which somebody may have written them down. Knows nothing of how they are kept out. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

type Form = readonly [name: string, bytes: string];

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\'', '&#39;');
}

function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function ascii(text: string): string {
  return json(text).replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function form(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** What two texts have in common from the first place where they do. */
function common(one: string, other: string): string {
  const from = [...one].findIndex((sign, at) => sign === other[at]);
  const length = [...one].slice(from).findIndex((sign, at) => sign !== other[from + at]);
  return one.slice(from, from + length);
}

function encoded(text: string, alphabet: 'base64' | 'base64url', offset: number): string {
  const beside = (byte: number): string => Buffer.concat([Buffer.alloc(offset, byte), Buffer.from(text), Buffer.alloc(3, byte)]).toString(alphabet);
  return common(beside(0x00), beside(0xff));
}

/** The forms of a secret, each under its name. */
export function formsOf(secret: string): readonly Form[] {
  return [
    ['plain', secret], ['JSON', json(secret)], ['ASCII JSON', ascii(secret)], ['JSON in JSON', json(json(secret))], ['URL', encodeURIComponent(secret)], ['form', form(secret)],
    ['URL in URL', encodeURIComponent(encodeURIComponent(secret))], ['HTML', html(secret)], ['JSON in HTML', html(json(secret))], ['shell', secret.replaceAll('\'', '\'\\\'\'')],
    ...[0, 1, 2].flatMap((offset): readonly Form[] => [[`base64 at ${offset}`, encoded(secret, 'base64', offset)], [`base64url at ${offset}`, encoded(secret, 'base64url', offset)]]),
  ];
}

/** What was found: where, whose, in which form. */
export function findSecrets(place: string, content: Uint8Array, secrets: Readonly<Record<string, string>>): readonly string[] {
  const bytes = Buffer.from(content);
  return Object.entries(secrets).flatMap(([name, secret]) => formsOf(secret).filter(([, text]) => bytes.includes(text, 0, 'utf8')).map(([how]) => `${place}: ${name}, ${how}`));
}

/** All files of a folder, at any depth. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

/** The same for every file of a folder, and the names of the files. */
export function findSecretsIn(folder: string, secrets: Readonly<Record<string, string>>): readonly string[] {
  return filesIn(folder).flatMap((path) => findSecrets(path, Buffer.concat([readFileSync(path), Buffer.from(`\n${path}`)]), secrets));
}
