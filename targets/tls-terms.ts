/** On what terms a TLS connection is made: whom we trust, and who we say we are. */
import type { Secret } from './secret.ts';

/** Absent members: the authorities that Node trusts, no certificate of ours, and theirs verified. */
export interface TlsTerms {
  /** Certificates of the authorities to trust instead of those that Node trusts, PEM. */
  readonly ca?: string | undefined;
  /** Our certificate, PEM, with `key`. */
  readonly cert?: string | undefined;
  readonly key?: Secret | undefined;
  /** False: any certificate will do. Somebody in between then sees every token. */
  readonly verify?: boolean | undefined;
}

/** The options of node:tls and undici that terms make. */
export interface TlsOptions { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly rejectUnauthorized?: false }

/** The terms as node:tls and undici take them. */
export function tlsOptions({ ca, cert, key, verify }: TlsTerms): TlsOptions {
  return {
    ...(ca === undefined ? {} : { ca }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key: key.reveal() }),
    ...(verify === false ? { rejectUnauthorized: false } : {}),
  };
}
