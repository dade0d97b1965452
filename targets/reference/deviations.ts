/**
 * Where the reference cloud answers otherwise than the Nova that was recorded, and why. A difference that no line here explains is a fault of
 * the reference cloud.
 */
import type { RecordedCase } from './recorded/recorded-case.ts';

/** One kind of difference. */
export interface Deviation {
  readonly id: string;
  /** One sentence: what is different, and why that is right. */
  readonly why: string;
  /** Whether a recorded case differs for this reason; `status` is this cloud's. */
  readonly matches: (recorded: RecordedCase, status: number) => boolean;
}

function isImage({ section }: RecordedCase): boolean {
  return section.startsWith('Image');
}

function isAggregate({ section }: RecordedCase): boolean {
  return section.startsWith('os-aggregates');
}

/** All known deviations; the first that matches explains a difference. */
export const deviations: readonly Deviation[] = [
  {
    id: 'astral-characters-are-stored',
    why: 'the recorded database holds no character outside the basic plane and its Nova answered 500; values are Unicode text, so here they are stored',
    matches: ({ body, status }) => status === 500 && /\\ud83d\\ude00/.test(body ?? ''),
  },
  {
    id: 'lone-surrogates-are-invalid',
    why: 'half a surrogate pair is no text: 400 here, 500 there',
    matches: ({ body, status }, got) => status === 500 && got === 400 && /\\ud83d(?!\\ude00)/.test(body ?? ''),
  },
  {
    id: 'other-encodings-are-malformed',
    why: 'a body that is no UTF-8 is malformed: 400 here, 500 there',
    matches: ({ body, status }, got) => status === 500 && got === 400 && /\\xff/.test(body ?? ''),
  },
  {
    id: 'keys-end-before-a-newline',
    why: "a key with a line end is outside the alphabet; the recorded Nova's pattern lets one through at the end, and then cannot reach or store it",
    matches: (recorded) => /trailing newline|255 chars \+ newline/.test(recorded.case),
  },
  {
    id: 'readers-do-not-write',
    why: 'the recorded release let the reader role write; newer defaults answer 403',
    matches: ({ options }, got) => options?.token === 'reader' && got === 403,
  },
  {
    id: 'ids-have-dashes',
    why: 'an id without dashes is unknown in both; the recorded Nova nevertheless answered 404 after it had written',
    matches: ({ case: title }, got) => title === 'server id without dashes' && got === 404,
  },
  {
    id: 'deletion-is-immediate',
    why: 'a deleted server is gone at once here; there it takes writes until the compute host has let go of it',
    matches: ({ case: title }, got) => title.startsWith('deleted, right after') && got === 404,
  },
  {
    id: 'image-keys-are-kept-whole',
    why: 'outer spaces of a key belong to it; on the way to the image service the recorded Nova lost them',
    matches: (recorded, got) => isImage(recorded) && got === 200 && /leading and trailing space|only a space/.test(recorded.case),
  },
  {
    id: 'case-twins-are-two-keys',
    why: 'keys that differ in case are different keys; the recorded database compares without case: 500, or the wrong key removed',
    matches: (recorded, got) => (isImage(recorded) || isAggregate(recorded)) && got === 200 && /Foo and foo|^then foo|^then FOO null/.test(recorded.case),
  },
  {
    id: 'reserved-image-names-are-refused',
    why: 'names of image fields are no properties: 400 here; there 500, 403, or a 200 that stores nothing',
    matches: (recorded, got) => isImage(recorded) && got === 400 && /reserved|^POST key named/.test(recorded.case),
  },
  {
    id: 'no-reserved-prefix',
    why: "the contract reserves names, not the image service's prefix os_glance_: stored here, 403 there",
    matches: (recorded, got) => isImage(recorded) && got === 200 && recorded.case === 'POST os_glance_x',
  },
  {
    id: 'policy-before-item',
    why: "whether somebody else's image has an item is not told to those who may not remove it: 403 here, 404 there",
    matches: (recorded, got) => isImage(recorded) && got === 403 && recorded.case === 'DELETE missing key on the same',
  },
  {
    id: 'chunked-bodies-are-read',
    why: 'HTTP/1.1 lets a body come in chunks; the recorded Nova took such a body for none and answered 400',
    matches: ({ options }, got) => got === 200 && (options?.headers ?? []).includes('Transfer-Encoding: chunked'),
  },
];
