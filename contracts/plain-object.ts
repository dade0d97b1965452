/** Plain data whose members may be looked at. */
export type PlainObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members (not null, not a list). */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, else an object without members: for looking into data that may be wrong. */
export function asObject(value: unknown): PlainObject {
  return isObject(value) ? value : {};
}
