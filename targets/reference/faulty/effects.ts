/** Ways in which a fault changes what the writing effects make of a stored map. */
import type { Json } from '../json.ts';
import type { Held, Parts } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** The parts that compute a stored map. */
export type EffectParts = Pick<Parts, 'merge' | 'replace' | 'upsert' | 'remove'>;

/** One item. */
export type Pair = readonly [key: string, value: Json];

/** All effects, with the map they give changed by `alter`. */
export function altering(parts: EffectParts, alter: (after: Metadata, held: Held) => Metadata): EffectParts {
  return {
    merge: (held) => alter(parts.merge(held), held),
    replace: (held) => alter(parts.replace(held), held),
    upsert: (held) => alter(parts.upsert(held), held),
    remove: (held) => alter(parts.remove(held), held),
  };
}

/** Effects that work with what `alter` makes of each pair that was sent; null: the pair is left out. A null that removes is such a pair too. */
export function storing(parts: EffectParts, alter: (pair: Pair, held: Held) => Pair | null): Pick<Parts, 'merge' | 'replace' | 'upsert'> {
  const altered = (held: Held): Held => ({ ...held, sent: new Map([...held.sent].flatMap((pair) => { const stored = alter(pair, held); return stored === null ? [] : [stored]; })) });
  return {
    merge: (held) => parts.merge(altered(held)),
    replace: (held) => parts.replace(altered(held)),
    upsert: (held) => {
      const stored = altered(held);
      const [key] = stored.sent.keys();
      return key === undefined ? held.before : parts.upsert({ ...stored, key });
    },
  };
}

/** Effects that store, for each text that was sent, what `change` makes of it: any JSON, null included. */
export function storingText(parts: EffectParts, change: (text: string, held: Held, key: string) => Json): EffectParts {
  return altering(parts, (after, held) => {
    const stored = new Map(after);
    for (const [key, value] of held.sent) if (typeof value === 'string' && after.has(key)) stored.set(key, change(value, held, key));
    return stored;
  });
}

/** Changed effects that show only where `when` holds; elsewhere the effects are as they were. */
export function onlyWhen(parts: EffectParts, changed: Partial<EffectParts>, when: (held: Held) => boolean): Partial<EffectParts> {
  const names = Object.keys(changed) as readonly (keyof EffectParts)[];
  return Object.fromEntries(names.map((name) => [name, (held: Held) => (when(held) ? changed : parts)[name]!(held)]));
}

/** The map without the items that `isLost` names. */
export function without(metadata: Metadata, isLost: (key: string, value: Json) => boolean): Metadata {
  return new Map([...metadata].filter(([key, value]) => !isLost(key, value)));
}
