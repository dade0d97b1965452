/** Puts the caller's token on a request, and renews it once when the target no longer takes it. */
import type { Call, Header, Outcome, Wrapper } from './dispatch.ts';
import { Secret } from './secret.ts';
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

/**
 * Authenticate every call as its caller.
 * A 401 to a renewable token renews it and repeats the call, both recorded; a second 401 is the target's answer. Calls that must never be repeated are not.
 */
export function authenticate(holderOf: (caller: Caller) => TokenHolder | null): Wrapper {
  return (dispatch) => async (call) => {
    const holder = holderOf(call.label.caller);
    if (holder === null) return dispatch(call);
    const token = await tokenOrTrouble(holder.current(), 'No token could be had');
    if (!(token instanceof Secret)) return token;
    const renewable = holder.renewable && call.repeat !== 'never';
    const outcome = await dispatch({ ...withToken(call, token), renewable });
    if (!renewable || outcome.answer?.status !== 401) return outcome;
    const fresh = await tokenOrTrouble(holder.renewed(token), 'The token has expired and could not be renewed');
    if (!(fresh instanceof Secret)) return fresh;
    return dispatch(withToken({ ...call, label: { ...call.label, role: 'recover' } }, fresh));
  };
}
