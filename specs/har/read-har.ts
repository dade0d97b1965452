import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { ConfigError } from '../config-error.ts';
import type { Har } from './har.ts';
import schema from './har.schema.json' with { type: 'json' };

function unreadable(path: string, what: string, cause?: unknown): ConfigError {
  return new ConfigError('HAR_UNREADABLE', `--har ${path}: ${what}. Expected an HTTP Archive 1.2, as browsers, proxies and test tools export it.`, { cause });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, `cannot be read (${(cause as Error).message})`, cause);
  }
}

let compiled: ValidateFunction<Har> | null = null;

function validator(): ValidateFunction<Har> {
  const formats = { instant: (text: string): boolean => !Number.isNaN(Date.parse(text)), 'absolute-url': (text: string): boolean => URL.canParse(text) };
  return (compiled ??= new Ajv2020({ strict: true, allowUnionTypes: true, formats }).compile<Har>(schema));
}

/**
 * Reads an HTTP Archive and holds it against its schema.
 * @throws {ConfigError} HAR_UNREADABLE, with the first place that is wrong.
 */
export function readHar(path: string): Har {
  // Some tools on Windows begin the file with a byte order mark.
  const text = textOf(path).replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, `is not JSON (${(cause as Error).message})`, cause);
  }
  const validate = validator();
  if (validate(value)) return value;
  const [first] = validate.errors ?? [];
  throw unreadable(path, `${first?.instancePath || 'the root'} ${first?.message ?? 'is wrong'}`);
}
