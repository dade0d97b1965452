/** Objects of a contract in the making, whose facts bear the lines they were read from. */
import type { SourceRef } from '../contract.ts';
import type { Confidence } from './api-operation.ts';
import type { Sentence } from './model.ts';

/** A sentence as files know it: where it stands and what its digest is. */
export interface SentenceRef {
  readonly lines: string;
  readonly sha256: string;
  /** The file beside the document, where it stands in one. */
  readonly file?: string;
}

/** What is noted about how a fact was read. */
export interface DerivedFact {
  readonly confidence: Confidence;
  readonly sentences?: readonly SentenceRef[];
  /** What the document leaves open. */
  readonly open?: string;
}

/** `13`, `13-17`. */
export function lineRange(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** Lines and ranges of lines, in order and without repeats: `13, 15-17`. */
export function joinLines(ranges: readonly string[]): string {
  return [...new Set(ranges)].toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)).join(', ');
}

/** A sentence without its text. */
export function sentenceRef({ line, endLine, sha256, file }: Sentence): SentenceRef {
  return { lines: lineRange(line, endLine), sha256, ...(file === null ? {} : { file }) };
}

/** An object under construction. */
export class FactHolder {
  readonly data: Record<string, unknown>;
  private readonly sources: Record<string, SourceRef[]> = {};
  private readonly derived: Record<string, DerivedFact> = {};

  constructor(data: Record<string, unknown> = {}) {
    this.data = data;
  }

  /** State a fact with its lines. Sentences of the document itself add theirs; those in `also` say the same elsewhere and are noted only. */
  fact(name: string, value: unknown, document: string, lines: readonly string[], how: { readonly confidence?: Confidence; readonly sentences?: readonly Sentence[]; readonly also?: readonly Sentence[]; readonly open?: string | null } = {}): this {
    const sentences = how.sentences ?? [];
    const own = sentences.filter(({ file }) => file === null).map(({ line, endLine }) => lineRange(line, endLine));
    this.data[name] = value;
    this.sources[name] = [...(this.sources[name] ?? []), { document, lines: joinLines([...lines, ...own]) }];
    this.note(name, how.confidence ?? 'certain', [...sentences, ...(how.also ?? [])], how.open ?? null);
    return this;
  }

  /** Note how a fact was, or could not be, read. */
  note(name: string, confidence: Confidence, sentences: readonly Sentence[], open: string | null): this {
    this.derived[name] = { confidence, ...(sentences.length === 0 ? {} : { sentences: sentences.map(sentenceRef) }), ...(open === null ? {} : { open }) };
    return this;
  }

  /** The object with what it bears; `x-derived` only where something is to be told: doubt, or sentences. */
  done(): Record<string, unknown> {
    const told = Object.fromEntries(Object.entries(this.derived).filter(([, { confidence, sentences, open }]) => confidence !== 'certain' || sentences !== undefined || open !== undefined));
    return {
      ...this.data,
      ...(Object.keys(this.sources).length === 0 ? {} : { 'x-source': this.sources }),
      ...(Object.keys(told).length === 0 ? {} : { 'x-derived': { facts: told } }),
    };
  }
}
