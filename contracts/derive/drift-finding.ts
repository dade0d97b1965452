/** What the comparison of a contract with a newer document is made of. */
import { asObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';

/** `alarm`: the contract and the document disagree, or a sentence that a fact rests on is gone; `news`: the document says something that it did not say. */
export type DriftLevel = 'alarm' | 'news';

/** One difference. */
export interface Drift {
  readonly level: DriftLevel;
  readonly kind: 'fact' | 'operation' | 'status' | 'new-sentence' | 'gone-sentence';
  /** `POST /servers/{server_id}/metadata`, or the name of a schema. */
  readonly where: string;
  readonly message: string;
  /** Lines of the sentence: of the older document where it is gone, of the newer where it is new. */
  readonly lines: string | null;
  readonly sha256: string | null;
}

/** The lines a derived fact was read from; null: none. */
export function sourceLines(holder: PlainObject, name: string): string | null {
  const refs = asObject(holder['x-source'])[name];
  const lines = Array.isArray(refs) ? asObject(refs[0])['lines'] : undefined;
  return typeof lines === 'string' ? lines : null;
}

/** A value as a message shows it. */
export function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
