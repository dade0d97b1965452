/** A caller who signs each request with an access key. */
import type { SigningSource } from '../target-config.ts';
import type { AccessKey } from './sign-request.ts';
import { signedHeaders } from './sign-request.ts';

/** A source that signs with the key, at the time of each request. */
export function signingSource(key: AccessKey): SigningSource {
  return {
    secrets: [key.id, key.secret, ...(key.securityToken === null ? [] : [key.securityToken])],
    sign: ({ method, path, body, headers }, origin) => {
      const named = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
      return signedHeaders(key, { method, path, body, host: named ?? new URL(origin).host }, new Date());
    },
  };
}
