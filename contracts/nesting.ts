/** How deeply a JSON text is nested. */

/** Deeper than any map of strings needs, and shallow enough to be walked: what goes beyond is not read as JSON. */
const MAX_DEPTH = 500;

/** Whether brackets and braces outside strings are nested more deeply than this project walks; a text that is no JSON may say so too. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
