/** The tokens of a run: fetched once, renewed once for all who were refused at the same time, and known to the redaction. */
import type { Contract } from '../contracts/contract.ts';
import type { Caller } from '../generators/plan.ts';
import { Secret } from './secret.ts';
import type { CredentialSource, SigningSource, TargetConfig, TokenSource } from './target-config.ts';

/** One caller's token over time. */
export interface TokenHolder {
  readonly renewable: boolean;
  current(): Promise<Secret>;
  /** A token newer than `refused`; the same for everybody who was refused with it. */
  renewed(refused: Secret): Promise<Secret>;
}

function tokenHolder(source: TokenSource, learn: (secret: Secret) => void): TokenHolder {
  let token: Promise<Secret> | null = null;
  const keep = (fetching: Promise<Secret>): Promise<Secret> => {
    const learning = fetching.then((secret) => {
      learn(secret);
      return secret;
    });
    token = learning;
    // A failure is not kept: the next caller fetches again.
    learning.catch(() => { if (token === learning) token = null; });
    return learning;
  };
  const valid = (): Promise<Secret> => {
    if (token !== null && source.isStale?.() === true && source.renew !== undefined) return keep(source.renew());
    return token ?? keep(source.get());
  };
  // Those who ask while a token is under way wait for that one.
  let asking: Promise<Secret> | null = null;
  const current = (): Promise<Secret> => {
    if (asking !== null) return asking;
    const asked = valid();
    asking = asked;
    const over = (): void => { if (asking === asked) asking = null; };
    asked.then(over, over);
    return asked;
  };
  let renewing: { readonly of: Secret; readonly token: Promise<Secret> } | null = null;
  return {
    renewable: source.renew !== undefined, current,
    renewed: async (refused) => {
      const now = await current();
      if (now !== refused || source.renew === undefined) return now;
      if (renewing?.of !== refused) renewing = { of: refused, token: keep(source.renew()) };
      return renewing.token;
    },
  };
}

/** The tokens of all callers of a run. */
export interface Tokens {
  /** The holder of a caller's token for a contract, or what signs for it; null: this caller sends none, or was not supplied. */
  holderFor(caller: Caller, contract: Contract): TokenHolder | SigningSource | null;
  /** Callers that can be played on a contract. */
  callersFor(contract: Contract): readonly Caller[];
  /** Fetch all of them once, so that wrong credentials show before anything is sent. @throws what the sources throw. */
  fetchAll(): Promise<void>;
  /** Every token seen so far and what they were asked for with, for redaction. */
  seen(): readonly Secret[];
}

/** Which configured source a caller draws from; undefined: none. */
function roleOf(caller: Caller, contract: Contract, tokens: TargetConfig['tokens']): Caller | undefined {
  const { admin } = contract.service;
  if (caller === 'owner') return admin && tokens.admin !== undefined ? 'admin' : 'owner';
  if (caller === 'member') return tokens.member !== undefined ? 'member' : admin && tokens.admin !== undefined ? 'owner' : undefined;
  return caller;
}

const BAD_TOKEN: TokenSource = { get: async () => new Secret('not-a-token-of-this-cloud') };

/** Gather the tokens of a configuration. `nobody` and `bad-token` need none. */
export function gatherTokens(tokens: TargetConfig['tokens']): Tokens {
  const seen = new Set<Secret>();
  const holders = new Map<Caller, TokenHolder | SigningSource>();
  const configured: TargetConfig['tokens'] = { 'bad-token': BAD_TOKEN, ...tokens };
  for (const [caller, source] of Object.entries(configured) as [Caller, CredentialSource][]) {
    for (const secret of source.secrets ?? []) seen.add(secret);
    holders.set(caller, 'sign' in source ? source : tokenHolder(source, (secret) => seen.add(secret)));
  }
  const holderFor = (caller: Caller, contract: Contract): TokenHolder | SigningSource | null => {
    const role = roleOf(caller, contract, tokens);
    return role === undefined ? null : (holders.get(role) ?? null);
  };
  const optional: readonly Caller[] = ['admin', 'reader', 'stranger', 'member'];
  return {
    holderFor,
    callersFor: (contract) => [
      'owner', ...optional.filter((caller) => holderFor(caller, contract) !== null),
      ...(holderFor('owner', contract) === null ? [] : ['nobody', 'bad-token'] as const),
    ],
    fetchAll: async () => { await Promise.all([...holders.values()].map(async (holder) => ('sign' in holder ? null : holder.current()))); },
    seen: () => [...seen],
  };
}
