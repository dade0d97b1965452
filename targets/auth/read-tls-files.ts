/** Reads the certificates that a cloud or a call names. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../secret.ts';
import { TargetError } from '../target-error.ts';
import type { TlsTerms } from '../tls-terms.ts';
import { wrong } from './settings-reader.ts';
import type { TlsFiles } from './tls-files.ts';

function read(origin: string, name: string, path: string): string {
  try {
    return readFileSync(path.replace(/^~(?=\/)/, () => join(homedir())), 'utf8');
  } catch (cause) {
    throw new TargetError('config', `${name} in ${origin}: cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? 'error'}). Expected: a readable PEM file. Mend its path or its mode. Nothing was sent.`, { cause });
  }
}

function certificates(origin: string, name: string, path: string): string {
  const text = read(origin, name, path);
  try {
    for (const [pem] of text.matchAll(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END/g)) new X509Certificate(`${pem} CERTIFICATE-----`.replaceAll('TRUSTED ', ''));
  } catch {
    throw wrong(origin, name, 'certificates in PEM', `${path}, one of which cannot be read`);
  }
  if (!/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) throw wrong(origin, name, 'certificates in PEM, which begin with -----BEGIN CERTIFICATE-----', `${path} without any`);
  return text;
}

function privateKey(origin: string, path: string): Secret {
  const text = read(origin, 'key', path);
  try {
    createPrivateKey(text);
  } catch {
    const got = /ENCRYPTED/.test(text) ? 'an encrypted one; decrypt it with: openssl pkey -in FILE' : 'something else';
    throw wrong(origin, 'key', `an unencrypted private key in PEM in ${path}`, got);
  }
  return new Secret(text);
}

/**
 * The terms of TLS connections that files and settings make.
 * @param origin where they were named, for messages.
 * @throws {TargetError} `config` when a file cannot be read or holds something else; it never repeats what a file holds.
 */
export function readTlsFiles(origin: string, files: TlsFiles): TlsTerms {
  const { ca, cert, key, verify } = files;
  return {
    ...(ca === null ? {} : { ca: certificates(origin, 'cacert', ca) }),
    ...(cert === null ? {} : { cert: certificates(origin, 'cert', cert), key: privateKey(origin, key ?? cert) }),
    ...(verify ? {} : { verify: false }),
  };
}
