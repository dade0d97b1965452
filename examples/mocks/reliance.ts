/** What somebody relies on who uses a mock, by the invariant that speaks of it: as it follows "do not rely on". In the order in which it matters. */
const RELIANCE: Readonly<Record<string, string>> = {
  'sent-keys-are-stored': 'a key that you write being there afterwards',
  'replace-removes-absent-keys': 'a replace removing the other keys',
  'merge-keeps-other-keys': 'a merge keeping the other keys',
  'upsert-changes-one-key': 'an upsert leaving the other keys alone',
  'remove-removes-the-key': 'a removed key being gone',
  'remove-keeps-other-keys': 'a removal keeping the other keys',
  'values-are-stored-exactly': 'values coming back as they were sent',
  'null-removes-the-key': 'null removing a key',
  'no-key-appears-unasked': 'no key appearing that nobody wrote',
  'bystanders-are-untouched': 'two servers having maps of their own',
  'valid-requests-are-accepted': 'every valid request being accepted',
  'invalid-data-is-refused': 'invalid data being refused',
  'refused-requests-change-nothing': 'a refused request changing nothing',
  'only-the-owner-writes': 'requests without a valid token being refused',
  'unknown-resources-are-not-found': 'servers that do not exist being not found',
  'absent-keys-are-not-found': 'keys that do not exist being not found',
  'url-key-is-the-body-key': 'the key in the URL having to be that in the body',
  'no-server-errors': 'bad input never ending in a server error',
  'answers-hold-the-promised-map': 'the answer to a write holding the map',
  'answers-tell-what-is-stored': 'the answer to a write telling what is stored',
  'answers-fit-their-schema': 'answers having the form that the contract states',
  'answers-are-json': 'answers being JSON',
  'success-has-the-stated-status': 'the status of successes',
  'refusals-have-the-stated-status': 'the status of refusals',
  'media-types-are-refused': 'bodies that are no JSON being refused',
  'only-offered-methods-work': 'methods and paths that do not exist being refused',
  'views-agree': 'map, items and server showing the same',
  'acknowledged-writes-survive-races': 'writes side by side all being kept',
  'reads-during-writes-see-a-state': 'reads during writes showing a map that existed',
  'reads-are-stable': 'two reads showing the same',
  'reads-change-nothing': 'reads, and requests that the API does not have, changing nothing',
  'writes-are-visible-at-once': 'a write being seen by the next read',
  'quota-is-kept': 'the limit of items being kept',
  'races-keep-the-quota': 'the limit of items being kept in races',
  'lengths-count-code-points': 'lengths being counted in characters',
  'key-validity-ignores-siblings': 'a key being valid whatever stands beside it',
  'maps-have-unique-keys': 'answers holding each key once',
  'resources-keep-their-fields': 'the rest of the server staying as it was',
  'operations-end-with-their-microversion': 'microversions being heeded',
  'writes-need-a-writable-state': 'the state of the server being heeded',
};

const ORDER = Object.keys(RELIANCE);

/** What not to rely on, the weightiest first, for the invariants that failed. */
export function relianceOn(failed: readonly string[]): readonly string[] {
  const place = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
  return failed.toSorted((a, b) => place(a) - place(b)).map((id) => RELIANCE[id] ?? id);
}

/** Ids in the order of what matters; those that are not known come last. */
export function byWeight(ids: readonly string[]): readonly string[] {
  return [...ORDER.filter((id) => ids.includes(id)), ...ids.filter((id) => !ORDER.includes(id)).toSorted()];
}
