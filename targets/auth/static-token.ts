/** A token somebody gave us: it cannot be renewed. */
import { Secret } from '../secret.ts';
import type { TokenSource } from '../target-config.ts';

/** A source that always gives the same token. */
export function staticToken(token: string): TokenSource {
  const secret = new Secret(token);
  return { get: async () => secret };
}
