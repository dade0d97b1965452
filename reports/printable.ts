/** What was sent to and received from a target is hostile text: it may hold control characters, direction marks, lone surrogates. */

/** A text in which every character that does not show, or that moves what stands beside it, is written as an escape. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}

/**
 * A text cut to a number of code points, saying how long it was.
 * @param length what it is said to have been: that of the string that a JSON text stands for; default: the text's own code points.
 */
export function clipped(text: string, maxCodePoints: number, length?: number): string {
  const points = [...text];
  return points.length <= maxCodePoints ? text : `${points.slice(0, maxCodePoints).join('')}… (${length ?? points.length} code points)`;
}

/** A text of which the middle is left out where it has more code points than wanted. */
export function shortened(text: string, maxCodePoints: number): string {
  const points = [...text];
  const [head, tail] = [Math.ceil(maxCodePoints * 0.6), Math.floor(maxCodePoints * 0.4)];
  return points.length <= maxCodePoints ? text : `${points.slice(0, head).join('')}…${points.slice(-tail).join('')}`;
}
