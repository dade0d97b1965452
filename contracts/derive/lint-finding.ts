/** What is wrong or open in a document. */
import type { ReadDocument } from './model.ts';
import type { ApiOperation } from './api-operation.ts';

/** `error`: the document contradicts itself; `warning`: it misleads or leaves out what a reader needs; `note`: worth knowing. */
export type LintLevel = 'error' | 'warning' | 'note';

/** One thing that is wrong or open. */
export interface LintFinding {
  readonly rule: string;
  readonly level: LintLevel;
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
}

/** A rule: its id, what it looks for in one sentence, and the look itself. Pure. */
export interface LintRule {
  readonly id: string;
  readonly level: LintLevel;
  readonly about: string;
  readonly look: (document: ReadDocument, operations: readonly ApiOperation[]) => readonly Found[];
}

/** A finding before it bears its rule's id and level. */
export interface Found {
  readonly line: number;
  readonly endLine?: number;
  readonly message: string;
}
