/** What a cloud says of TLS: files of certificates, and whether those of the other side are verified. */
import { wrong } from './settings-reader.ts';
import type { Reader } from './settings-reader.ts';

/** Paths as they were given; null: none. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  /** Null with a `cert`: the key is in the same file. */
  readonly key: string | null;
  readonly verify: boolean;
}

export const NO_TLS_FILES: TlsFiles = { ca: null, cert: null, key: null, verify: true };

function truth(reader: Reader, name: string): boolean | undefined {
  const given = reader.text(name);
  if (given === undefined) return undefined;
  if (/^(true|yes|y|on|1)$/i.test(given)) return true;
  if (/^(false|no|n|off|0)$/i.test(given)) return false;
  throw wrong(reader.origin, name, 'true or false', JSON.stringify(given));
}

/** The TLS settings of a cloud: `cacert`, `cert`, `key`, `verify` and `insecure`. @throws {TargetError} `config` when they are wrong. */
export function tlsFilesOf(reader: Reader): TlsFiles {
  const [ca, cert, key] = [reader.text('cacert'), reader.text('cert'), reader.text('key')];
  if (key !== undefined && cert === undefined) throw wrong(reader.origin, 'key', 'a client certificate beside it, in cert', 'none');
  return { ca: ca ?? null, cert: cert ?? null, key: key ?? null, verify: truth(reader, 'insecure') !== true && truth(reader, 'verify') !== false };
}
