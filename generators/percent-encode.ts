/** A key as one segment of a URL path. */

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
const encoder = new TextEncoder();

/** The three bytes an encoder that ignores surrogates would write (WTF-8): a server must meet them without falling over. */
function surrogateBytes(codePoint: number): readonly number[] {
  return [0xe0 | (codePoint >> 12), 0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)];
}

function bytesOf(character: string): Iterable<number> {
  return character.isWellFormed() ? encoder.encode(character) : surrogateBytes(character.codePointAt(0) as number);
}

function escaped(character: string): string {
  return [...bytesOf(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/**
 * Encode a key as a path segment: the unreserved characters of RFC 3986 section 2.3 stay, all others become percent-encoded UTF-8.
 * `.` and `..` stay as they are, since their encoded forms mean the same to a URL parser. A lone surrogate becomes its three WTF-8 bytes.
 */
export function percentEncode(key: string): string {
  return Array.from(key, (character) => (UNRESERVED.test(character) ? character : escaped(character))).join('');
}
