/** A member of the resource that moved at a write, and not again: whether the write must have done it. */
import type { Contract } from '../contracts/contract.ts';
import type { JsonValue } from '../generators/plan.ts';
import type { Trace } from '../targets/trace.ts';
import type { Unrepeated } from './judgement.ts';
import { sameField } from './reading/same-field.ts';
import { requestClass } from './reading/seen-classes.ts';
import { readTrace, type Seen } from './reading/trace-reading.ts';
import { viewWindows, type ViewWindow } from './reading/view-windows.ts';

/** Seen in so many plans, it is no accident. */
const MANY_SIGHTINGS = 3;

/** The class of a finding about a write that moved members of the resource. */
export function movedClass(write: Seen, trace: Trace, contract: Contract): 'key:reserved' | 'resource' {
  return requestClass(write, trace, contract).startsWith('key:reserved') ? 'key:reserved' : 'resource';
}

/** Whether a window holds a write like that of a finding: of its effect and class. */
function holdsSuch({ writes }: ViewWindow, { finding, contract }: Unrepeated, trace: Trace): boolean {
  return writes.some((write) => write.ask.effect === finding.effect && movedClass(write, trace, contract) === finding.class);
}

/** Whether what was written names the member or is what it holds now: then the write has done it. */
function bearsOn({ writes, members }: ViewWindow, member: string): boolean {
  const pairs = writes.flatMap((write) => [...(write.ask.sent ?? new Map<string, JsonValue>())]);
  return writes.some(({ ask }) => ask.key === member) || pairs.some(([key, value]) => key === member || (value !== '' && value !== null && (sameField(members[member], value) || members[member] === key)));
}

/**
 * Why members that moved once may have been moved by somebody else. A write that always moves them shows it the first time, so it is suspected for good unless one like it
 * had left them alone before; and so is one that bears on what they hold now, and what was seen in many plans.
 */
export function doubtsMove(unrepeated: Unrepeated): string | null {
  const { sightings, traces, contract, learnt, replays, finding } = unrepeated;
  const [first] = sightings;
  if (first === undefined || sightings.length >= MANY_SIGHTINGS) return null;
  const windows = traces.slice(0, traces.indexOf(first) + 1).flatMap((trace) => viewWindows(readTrace(trace, contract), contract).map((window) => ({ trace, window })));
  const movedIn = ({ moved }: ViewWindow): readonly string[] => moved.filter((name) => !learnt.restless.has(name));
  const such = windows.filter(({ trace, window }) => holdsSuch(window, unrepeated, trace));
  const at = such.findIndex(({ trace, window }) => trace === first && movedIn(window).length > 0);
  const shown = such[at]?.window;
  if (shown === undefined) return null;
  const moved = movedIn(shown);
  const kept = such.slice(0, at).filter(({ window }) => !window.moved.some((name) => moved.includes(name))).length;
  if (kept === 0 || moved.some((member) => bearsOn(shown, member))) return null;
  return `${moved.join(', ')} changed at one ${finding.effect} of the plan "${first.plan.title}", but not at ${kept} before it, nor in any of ${replays} replays: somebody else may have changed it`;
}
