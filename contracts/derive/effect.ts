/** What an operation does to the map, out of its method, its prose and its examples. */
import type { Effect } from '../contract.ts';
import { resolvePointer } from '../json-pointer.ts';
import { isObject } from '../plain-object.ts';
import type { ApiOperation, EffectReading } from './api-operation.ts';
import { envelopeOf } from './envelope.ts';
import type { Sentence } from './model.ts';
import { plainWords } from './sentences.ts';

/** What a sentence says for an effect: outright, or in words that another effect could use, too. */
interface Sign {
  readonly effect: Effect;
  readonly outright: boolean;
  readonly on: 'map' | 'item';
  readonly words: RegExp;
}

const SIGNS: readonly Sign[] = [
  { effect: 'merge', outright: true, on: 'map', words: /\b(?:does|do|will|are|is) (?:not|left) (?:modif(?:y|ied)|chang(?:e|ed)|remov(?:e|ed)|touch(?:ed)?|delet(?:e|ed)|affect(?:ed)?|unchanged)\b.*\b(?:items?|keys?|pairs?|fields?|entries|entry|members?|labels?|settings?|tags?|properties|property|values?|metadata|extra specs?)\b.*\bnot in the request/i },
  { effect: 'merge', outright: true, on: 'map', words: /\b(?:items?|keys?|pairs?|fields?|entries|entry|members?|labels?|settings?|tags?|properties|property|values?|metadata|extra specs?)\b.*\bnot (?:in the request|requested|specified|named|sent|listed|mentioned)\b.*\b(?:remains?|unchanged|stays?|kept|untouched|left|retains?)\b/i },
  { effect: 'merge', outright: true, on: 'map', words: /\b(?:other|existing|remaining)\b.*\b(?:items?|keys?|pairs?|fields?|entries|labels?)\b.*\b(?:remains?|unchanged|stays?|are kept|untouched|are left|retains?|not (?:changed|removed|affected))\b/i },
  { effect: 'merge', outright: false, on: 'map', words: /\breplaces?\b.*\b(?:items?|keys?|pairs?)\b.*\bthat match\b/i },
  { effect: 'merge', outright: false, on: 'map', words: /\bif the (?:field|key|item)\b.*\b(?:automatically )?(?:added|updated)\b|\bif the metadata (?:contains|does not contain)\b.*\b(?:added|updated)\b/i },
  { effect: 'replace', outright: true, on: 'map', words: /\ball (?:of )?(?:the |its |existing |old |stored )*(?:metadata|items?|keys?|pairs?|entries|labels?|settings|tags|properties|extra specs)\b.*\b(?:will be|are|is|get) (?:deleted|removed|replaced|dropped|discarded)\b/i },
  { effect: 'replace', outright: true, on: 'map', words: /\breplaces? (?:all|the (?:whole|entire|complete))\b.*\b(?:with|by)\b/i },
  { effect: 'replace', outright: true, on: 'map', words: /\b(?:items?|keys?|pairs?|entries)\b.*\bnot in the request\b.*\b(?:deleted|removed|dropped|lost|discarded)\b/i },
  { effect: 'replace', outright: false, on: 'map', words: /\b(?:removes? and )?completely replaces? any\b.*\bthat already exist\b/i },
  { effect: 'upsert', outright: true, on: 'item', words: /\bcreates? (?:(?:an?|the) \S+(?: \S+)?,? )?or (?:replaces?|updates?|overwrites?|sets?)\b|\b(?:adds?|sets?) or (?:updates?|replaces?|overwrites?)\b|\b(?:updates?|replaces?|sets?) (?:(?:an?|the|its) \S+(?: \S+)?,? )?or (?:creates?|adds?)\b/i },
  { effect: 'upsert', outright: true, on: 'item', words: /\bcreates? a .*\bthat does not (?:already )?exist\b/i },
  { effect: 'upsert', outright: false, on: 'item', words: /\b(?:removes? and )?completely replaces? a .*\bthat already exists\b|\breplaces? existing\b.*\bmatch/i },
  { effect: 'remove', outright: true, on: 'item', words: /\b(?:deletes?|removes?|unsets?)\b.*\b(?:items?|keys?|metadata|pairs?|extra specs?|entry|labels?|settings?|tags?|property)\b/i },
];

/** Words that could be of either effect; what they leave open. */
const VAGUE: readonly { readonly on: 'map' | 'item'; readonly words: RegExp; readonly open: string }[] = [
  { on: 'map', words: /\bcreates? or (?:replaces?|updates?)\b/i, open: 'create or replace may mean each item or the whole map' },
  { on: 'map', words: /\breplaces? one or more\b/i, open: 'one or more items are replaced: whether the others go is not said' },
  { on: 'map', words: /\bcreates?\b/i, open: 'items are created: what becomes of others, and of keys that exist, is not said' },
  { on: 'map', words: /\bupdates?\b/i, open: 'items are updated: what becomes of the others is not said' },
  { on: 'map', words: /\bsets?\b/i, open: 'items are set: what becomes of the others is not said' },
  { on: 'item', words: /\bupdates?|modif(?:y|ies)\b/i, open: 'the item is updated: whether an absent one is created is not said' },
];

/** Whether an operation addresses one item: its path goes on behind the name of the map. */
export function scopeOf(operation: ApiOperation): 'map' | 'item' {
  return /\{[^}]+\}$/.test(operation.path) && (operation.path.match(/\{/g)?.length ?? 0) > 1 ? 'item' : 'map';
}

interface Said {
  readonly sign: Sign;
  readonly sentence: Sentence;
}

function signsOf(operation: ApiOperation, on: 'map' | 'item'): readonly Said[] {
  return operation.sentences.flatMap((sentence) => {
    const words = plainWords(sentence.text);
    return SIGNS.filter((sign) => sign.on === on && (sign.effect === 'remove') === (operation.method === 'DELETE') && sign.words.test(words)).map((sign) => ({ sign, sentence }));
  });
}

function vagueWords(operation: ApiOperation, on: 'map' | 'item'): { readonly sentence: Sentence; readonly open: string } | null {
  for (const vague of VAGUE.filter((each) => each.on === on)) {
    const sentence = operation.sentences.find(({ text }) => vague.words.test(plainWords(text)));
    if (sentence !== undefined) return { sentence, open: vague.open };
  }
  return null;
}

/** Keys of the map in a body; null when there is no map. */
function keysIn(body: unknown, on: 'map' | 'item'): readonly string[] | null {
  const pointer = envelopeOf(body, on);
  const map = pointer === null ? undefined : resolvePointer(body, pointer);
  return isObject(map) ? Object.keys(map) : null;
}

/** Keys that the answer shows and the request did not name: the operation left them there. */
export function keysLeft(operation: ApiOperation): readonly string[] {
  const sent = keysIn(operation.request?.body, 'map');
  const shown = keysIn(operation.response?.body, 'map');
  return sent === null || shown === null ? [] : shown.filter((key) => !sent.includes(key));
}

function ofWords(operation: ApiOperation, on: 'map' | 'item'): EffectReading {
  const said = signsOf(operation, on);
  const outright = said.filter(({ sign }) => sign.outright);
  const decisive = outright.length > 0 ? outright : said;
  const effects = [...new Set(decisive.map(({ sign }) => sign.effect))];
  const vague = vagueWords(operation, on);
  const sentences = [...new Set([...said.map(({ sentence }) => sentence), ...(vague === null ? [] : [vague.sentence])])].toSorted((one, other) => one.line - other.line);
  if (effects.length === 1) {
    const likely = outright.length === 0;
    const open = likely && vague !== null ? vague.open : null;
    return { effect: effects[0]!, confidence: likely ? 'likely' : 'certain', sentences, open, byExample: false };
  }
  const open = effects.length > 1 ? `its sentences speak for ${effects.join(' and for ')}` : (vague?.open ?? 'no sentence says what it does to the map');
  return { effect: null, confidence: 'open', sentences, open, byExample: false };
}

/** The effect that a document gives an operation. What the words leave open, an answer that shows keys which nobody sent decides for merge. */
export function readEffect(operation: ApiOperation): EffectReading {
  const on = scopeOf(operation);
  const { method, sentences } = operation;
  if (method === 'GET') return { effect: 'read', confidence: 'certain', sentences: sentences.slice(0, 1), open: null, byExample: false };
  const words = ofWords(operation, on);
  if (method === 'DELETE') return on === 'item' ? { ...words, effect: 'remove', confidence: words.effect === 'remove' ? 'certain' : 'likely', open: null } : words;
  // PUT creates or replaces what its path names (RFC 9110, section 9.3.4), unless the words say otherwise.
  if (words.effect === null && on === 'item' && method === 'PUT') return { ...words, effect: 'upsert', confidence: 'likely' };
  const shown = on === 'map' && words.effect === null ? keysLeft(operation) : [];
  if (shown.length === 0) return words;
  return { effect: 'merge', confidence: 'likely', sentences: words.sentences, open: words.open, byExample: true };
}
