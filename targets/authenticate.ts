/** Puts the caller's token or signature on a request, and renews a token once when the target no longer takes it. */
import type { Call, Dispatch, Header, Outcome, Wrapper } from './dispatch.ts';
import { Secret } from './secret.ts';
import type { SigningSource } from './target-config.ts';
import type { TokenHolder } from './tokens.ts';
import type { Caller } from '../generators/plan.ts';

function withToken(call: Call, token: Secret): Call {
  const header: Header = ['x-auth-token', token.reveal()];
  const named = call.request.headers.some(([name]) => name.toLowerCase() === 'x-auth-token');
  return named ? call : { ...call, request: { ...call.request, headers: [header, ...call.request.headers] } };
}

/** A token, or the trouble that there is none; the reason stays untold, since an identity service may echo what it was sent. */
async function tokenOrTrouble(fetching: Promise<Secret>, what: string): Promise<Secret | Outcome> {
  try {
    return await fetching;
  } catch (error) {
    return { answer: null, trouble: { kind: 'token-expired', message: `${what} (${error instanceof Error ? error.name : 'error'}).` } };
  }
}

async function dispatchSigned(dispatch: Dispatch, call: Call, source: SigningSource, origin: string): Promise<Outcome> {
  const named = call.request.headers.some(([name]) => /^(x-auth-token|authorization)$/i.test(name));
  const signed = named ? call : { ...call, request: { ...call.request, headers: [...source.sign(call.request, origin), ...call.request.headers] } };
  const outcome = await dispatch(signed);
  if (named || outcome.trouble !== null || outcome.answer?.status !== 401) return outcome;
  return { ...outcome, trouble: { kind: 'token-expired', message: 'The signature was refused (401): the gateway may canonicalise this path in another way, or the clocks differ.' } };
}

async function dispatchWithToken(dispatch: Dispatch, call: Call, holder: TokenHolder): Promise<Outcome> {
  const token = await tokenOrTrouble(holder.current(), 'No token could be had');
  if (!(token instanceof Secret)) return token;
  const outcome = await dispatch({ ...withToken(call, token), renewable: holder.renewable });
  if (!holder.renewable || outcome.answer?.status !== 401) return outcome;
  const fresh = await tokenOrTrouble(holder.renewed(token), 'The token has expired and could not be renewed');
  if (!(fresh instanceof Secret)) return fresh;
  return call.repeat === 'never' ? outcome : dispatch(withToken({ ...call, label: { ...call.label, role: 'recover' } }, fresh));
}

/**
 * Authenticate every call as its caller, by a token or a signature.
 * A 401 to a renewable token renews it and repeats the call, both recorded; a second 401 is the target's answer. A call that must never be repeated stays
 * with the trouble that its token was over.
 * @param origin where the calls go, which a signature covers.
 */
export function authenticate(holderOf: (caller: Caller) => TokenHolder | SigningSource | null, origin: string): Wrapper {
  return (dispatch) => async (call) => {
    const holder = holderOf(call.label.caller);
    if (holder === null) return dispatch(call);
    return 'sign' in holder ? dispatchSigned(dispatch, call, holder, origin) : dispatchWithToken(dispatch, call, holder);
  };
}
