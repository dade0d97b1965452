/** What servers do that write before they have checked everything. */
import type { Held, Parsed } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** Store a map for a request that is refused afterwards. @throws Refusal when the resource is not the caller's to write. */
export async function commitDespite(context: Parsed, mapOf: (held: Held) => Metadata): Promise<void> {
  const { parts } = context;
  const found = { ...context, resource: await parts.find(context) };
  await parts.authorize(found);
  await parts.exclusive(found, async () => {
    const held = { ...found, before: await parts.load(found) };
    await parts.commit({ ...held, after: mapOf(held) });
  });
}
