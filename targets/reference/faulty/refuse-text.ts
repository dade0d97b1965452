/** Servers that take less than others do. */
import type { Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { statusFor } from '../parts/validate.ts';

/** Refuse, as invalid, a body with a key or a value that matches. */
export function refuseText(parts: Parts, { keys, values }: { readonly keys?: RegExp; readonly values?: RegExp }): Pick<Parts, 'validate'> {
  return {
    validate: async (context) => {
      const sent = await parts.validate(context);
      const isRefused = [...sent].some(([key, value]) => keys?.test(key) === true || (typeof value === 'string' && values?.test(value) === true));
      if (isRefused) throw new Refusal(statusFor(context.contract, 'invalid', 400), 'invalid', 'A key or value holds characters that cannot be stored');
      return sent;
    },
  };
}
