/**
 * The ways in which a text may be spelled where somebody else has written it down: as it is, escaped as in JSON, JavaScript or a shell, as an HTML entity,
 * percent-encoded (once or more often), as UTF-8 that was read as Latin-1, or in base64. Escapes may be mixed character by character.
 */

/** Names that HTML gives to characters which it escapes. */
const ENTITIES: ReadonlyMap<string, string> = new Map([['&', 'amp'], ['<', 'lt'], ['>', 'gt'], ['"', 'quot'], ['\'', 'apos']]);

/** The control characters that JSON and shells name by a letter. */
const LETTERS: ReadonlyMap<string, string> = new Map([['\n', 'n'], ['\r', 'r'], ['\t', 't'], ['\b', 'b'], ['\f', 'f']]);

/** Below this many bytes a text turns up in base64 by chance. */
const LEAST_BYTES_IN_BASE64 = 8;

function hexDigits(code: number, least: number): string {
  return code.toString(16).padStart(least, '0');
}

function literal(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/gu, (sign) => `\\u{${hexDigits(sign.codePointAt(0) ?? 0, 1)}}`);
}

/** Hexadecimal digits in either case. */
function anyCase(hex: string): string {
  return [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
}

function percentEncoded(bytes: Buffer): string {
  return [...bytes].map((byte) => `%(?:25)*${anyCase(hexDigits(byte, 2))}`).join('');
}

function entities(sign: string): readonly string[] {
  const code = sign.codePointAt(0) ?? 0;
  const name = ENTITIES.get(sign);
  return [...(name === undefined ? [] : [name]), `#0*${code}`, `#[xX]0*${anyCase(hexDigits(code, 1))}`].map((each) => `&(?:amp;)*${each};`);
}

/** What may stand behind a backslash for a character, by its code or by a letter. */
function escapes(sign: string): readonly string[] {
  const units = [...Array(sign.length).keys()].map((at) => anyCase(hexDigits(sign.charCodeAt(at), 4)));
  const code = sign.codePointAt(0) ?? 0;
  const letter = LETTERS.get(sign);
  return [`u${units.join('\\\\+u')}`, ...(code < 256 ? [`x${anyCase(hexDigits(code, 2))}`] : []), ...(letter === undefined ? [] : [letter])];
}

/** One character in all its spellings. Letters and digits are escaped by nobody. */
function characterPattern(sign: string): string {
  if (/^[A-Za-z0-9]$/.test(sign)) return sign;
  const bytes = Buffer.from(sign, 'utf8');
  // The sign itself comes last: `%` and `&` also begin their own spellings, of which nothing should be left.
  const plain = [percentEncoded(bytes), ...entities(sign), ...(sign === ' ' ? ['\\+'] : []), ...(bytes.length > 1 ? [literal(bytes.toString('latin1'))] : []), literal(sign)];
  // Each layer of escaping may double the backslashes of the one below.
  return `(?:\\\\+(?:${escapes(sign).join('|')})|\\\\*(?:${plain.join('|')}))`;
}

/** The characters that a text has in base64 wherever it stands in what is encoded, in both alphabets. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length < LEAST_BYTES_IN_BASE64) return [];
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replace(/=+$/, '');
    // The first and the last character also hold bits of what stands beside the text.
    const begin = [0, 2, 3][offset] ?? 0;
    const core = whole.slice(begin, (offset + bytes.length) % 3 === 0 ? undefined : -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** A text in all its spellings. */
export interface Spellings {
  /** The given text with every spelling replaced. */
  replaceIn(text: string, replacement: string): string;
}

/** The spellings of a text that is not empty. */
export function spellingsOf(text: string): Spellings {
  const pattern = new RegExp([...text].map(characterPattern).join(''), 'gu');
  // What nobody escapes: looking for it first spares most texts the pattern.
  const core = (text.match(/[A-Za-z0-9]+/g) ?? ['']).reduce((longest, run) => (run.length > longest.length ? run : longest));
  const encoded = [...new Set(base64Cores(text))];
  return {
    replaceIn: (whole, replacement) => {
      const spelled = whole.includes(core) ? whole.replaceAll(pattern, () => replacement) : whole;
      return encoded.reduce((rest, each) => rest.replaceAll(each, () => replacement), spelled);
    },
  };
}
