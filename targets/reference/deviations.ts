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
  matches(recorded: RecordedCase, status: number): boolean;
}

/** All known deviations; the first that matches explains a difference. */
export const deviations: readonly Deviation[] = [];
