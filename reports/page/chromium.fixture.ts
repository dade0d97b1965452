/** A real browser for tests and screenshots: the one that is installed, through playwright-core, which brings none. */
import { accessSync, constants } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the browser: `CHROMIUM` in the environment, else the first in its usual places; null when there is none. */
export function chromiumPath(): string | null {
  return [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && isThere(path)) ?? null;
}

/**
 * Starts the browser; the caller closes it.
 * @throws {Error} when none is installed: ask {@link chromiumPath} first.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('no chromium is installed: install the package chromium of your system, or set CHROMIUM to the path of a browser');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
