/** Takes secrets out of what is recorded: headers that carry them, members that hold them, and the tokens themselves wherever they turn up. */
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Header } from './dispatch.ts';
import type { Secret } from './secret.ts';
import { spellingsOf } from './spellings.ts';
import type { Spellings } from './spellings.ts';

const MASK = '[redacted]';

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'x-auth-token', 'x-subject-token', 'x-service-token', 'x-storage-token', 'authorization', 'proxy-authorization', 'cookie', 'set-cookie',
  'x-security-token', 'x-sdk-content-sha256',
]);

/** Members of answers that hold secrets of the resource; looked for outside the metadata, where a key of that name is only a key. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set(['adminPass', 'admin_pass', 'OS-EXT-SRV-ATTR:user_data', 'user_data', 'private_key', 'os-getVNCConsole']);

/** Shorter ones would turn up by chance, and are no secrets. */
const LEAST_CHARACTERS = 4;

const known = new WeakMap<Secret, Spellings>();

function spellings(secret: Secret): Spellings {
  const found = known.get(secret) ?? spellingsOf(secret.reveal());
  known.set(secret, found);
  return found;
}

/** Replace every occurrence of the given secrets, however it is escaped or encoded. */
export function redactText(text: string, secrets: readonly Secret[]): string {
  return secrets.filter((secret) => secret.reveal().length >= LEAST_CHARACTERS).reduce((redacted, secret) => spellings(secret).replaceIn(redacted, MASK), text);
}

/** Headers with the values of those that carry secrets replaced. */
export function redactHeaders(headers: readonly Header[], secrets: readonly Secret[]): readonly Header[] {
  return headers.map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? MASK : redactText(value, secrets)]);
}

function secretValues(node: Node, depth: number): readonly Node[] {
  if (depth > 4) return [];
  return (node.children ?? []).flatMap((child) => {
    const [name, value] = child.type === 'property' ? (child.children ?? []) : [];
    if (value !== undefined && SECRET_MEMBERS.has(String(name?.value))) return value.type === 'string' ? [value] : [];
    return ['metadata', 'meta'].includes(String(name?.value)) ? [] : secretValues(child, depth + 1);
  });
}

/** JSON text with the values of secret members replaced; other text stays as it is. */
export function redactMembers(text: string): string {
  if (![...SECRET_MEMBERS].some((name) => text.includes(name))) return text;
  const root = parseTree(text);
  const values = root === undefined ? [] : secretValues(root, 0);
  return values.toReversed().reduce((redacted, { offset, length }) => redacted.slice(0, offset) + JSON.stringify(MASK) + redacted.slice(offset + length), text);
}
