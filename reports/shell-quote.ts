/** A text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_\-./:=@%+,]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Bytes as the format of the shell's `printf`, in single quotes: what a quoted word cannot hold (a zero byte) is an octal escape. */
export function printfFormat(bytes: Uint8Array): string {
  const escaped = Array.from(bytes, (byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCodePoint(byte));
    return plain ? String.fromCodePoint(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `'${escaped.join('')}'`;
}
