import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a style sheet or browser script that stands in this folder, e.g. `style/tokens.css`. Read as it is: what a browser gets is what the file says. */
export function readAsset(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}
