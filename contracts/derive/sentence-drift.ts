/** Which sentences are gone, and which are new. */
import { asObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { valueText } from './drift-finding.ts';
import type { Drift } from './drift-finding.ts';
import type { SentenceRef } from './fact-holder.ts';
import { uniqueBy } from './unique-by.ts';

/** Facts whose readings rest on a sentence. */
function factsOn(operation: PlainObject, sha256: string): readonly string[] {
  return Object.entries(asObject(asObject(operation['x-derived'])['facts'])).filter(([, fact]) => (asObject(fact)['sentences'] as readonly SentenceRef[] | undefined)?.some((sentence) => sentence.sha256 === sha256) ?? false).map(([name]) => name);
}

function sentencesIn(holder: PlainObject): readonly SentenceRef[] {
  const derived = asObject(holder['x-derived']);
  const ofFacts = Object.values(asObject(derived['facts'])).flatMap((fact) => (asObject(fact)['sentences'] as readonly SentenceRef[] | undefined) ?? []);
  const all = [...((derived['sentences'] as readonly SentenceRef[] | undefined) ?? []), ...ofFacts];
  return uniqueBy(all, ({ sha256 }) => sha256);
}

function at({ lines, file }: SentenceRef): string {
  return file === undefined ? lines : `${file}:${lines}`;
}

/** What the newer document gives for facts whose sentence is gone. */
function givenNow(fresh: PlainObject, facts: readonly string[]): string {
  return facts.map((name) => (fresh[name] === undefined ? `no ${name}` : `${name} ${valueText(fresh[name])}`)).join(' and ');
}

/** Sentences that one of two readings of an operation, or of a schema, has and the other has not. */
export function sentenceDrift(where: string, old: PlainObject, fresh: PlainObject): readonly Drift[] {
  const [before, now] = [sentencesIn(old), sentencesIn(fresh)];
  const missing = (list: readonly SentenceRef[], { sha256 }: SentenceRef): boolean => !list.some((each) => each.sha256 === sha256);
  return [
    ...before.filter((sentence) => missing(now, sentence)).map((sentence): Drift => {
      const facts = factsOn(old, sentence.sha256);
      return { level: facts.length > 0 ? 'alarm' : 'news', kind: 'gone-sentence', where, message: facts.length > 0 ? `a sentence is gone on which ${facts.join(', ')} ${facts.length > 1 ? 'rest' : 'rests'}; the document now gives ${givenNow(fresh, facts)}` : 'a sentence is gone', lines: at(sentence), sha256: sentence.sha256 };
    }),
    ...now.filter((sentence) => missing(before, sentence)).map((sentence): Drift => {
      const facts = factsOn(fresh, sentence.sha256);
      return { level: 'news', kind: 'new-sentence', where, message: facts.length > 0 ? `a new sentence speaks of ${facts.join(', ')}` : 'a new sentence', lines: at(sentence), sha256: sentence.sha256 };
    }),
  ];
}
