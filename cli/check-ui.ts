import { createRequire } from 'node:module';
import { ConfigError } from '../specs/config-error.ts';

const require = createRequire(import.meta.url);

function vitestVersion(): string {
  return (require('vitest/package.json') as { readonly version: string }).version;
}

/**
 * Makes sure that vitest's UI is there before a run is begun for it. It is heavy and few want it, so it does not come along.
 * @throws {ConfigError} UI_MISSING, with how to get it.
 */
export function checkUi(): void {
  try {
    require.resolve('@vitest/ui');
  } catch (cause) {
    throw new ConfigError('UI_MISSING', `--ui needs the package @vitest/ui, which is not installed. Install it beside metaconform (npm install --no-save @vitest/ui@${vitestVersion()}), or open index.html of the report folder.`, { cause });
  }
}
