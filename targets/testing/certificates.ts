/** Certificates for tests, made by openssl: an authority, one for the loopback address, and one for a client. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key: the paths of two PEM files, and what they hold. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  readonly authority: Certificate;
  /** Of 127.0.0.1 and localhost, by the authority. */
  readonly server: Certificate;
  /** Of another host, by the authority. */
  readonly elsewhere: Certificate;
  /** By the authority, for a client. */
  readonly client: Certificate;
}

function openssl(folder: string, ...words: readonly string[]): void {
  execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
}

/** Make them in a folder of their own. @throws Error when there is no openssl. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'metaconform-certificates-'));
  const files = (name: string): Certificate => {
    const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];
  openssl(folder, 'req', '-x509', ...newKey, '-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=authority of a test', '-days', '2');
  const signed = (name: string, extensions: string): Certificate => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl(folder, 'req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    openssl(folder, 'x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '2', '-extfile', `${name}.ext`);
    return files(name);
  };
  return {
    authority: files('authority'), server: signed('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost\n'),
    elsewhere: signed('elsewhere', 'subjectAltName=DNS:elsewhere.example\n'), client: signed('client', 'extendedKeyUsage=clientAuth\n'),
  };
}
