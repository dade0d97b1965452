/** Cuts the exchanges with one resource into windows, each from a known map to the next: what a window shows rests on nothing outside it. */
import type { Exchange } from '../../targets/trace.ts';

/** An exchange as far as cutting goes. */
export interface Cuttable {
  readonly exchange: Exchange;
  readonly isWrite: boolean;
  /** An answered read of the whole map. */
  readonly showsMap: boolean;
  /** After it the resource may be another: a request that is none of the contract's and may change it. */
  readonly breaks: boolean;
}

/** Clocks of recordings tick once a millisecond: what overlaps by less came one after the other. */
const RESOLUTION_MS = 1;

/** Marks what ran side by side: those share a step, each with a branch of its own; the others get a step each, and reads that of what they follow. */
function numbered(all: readonly Cuttable[]): readonly Cuttable[] {
  let stepIndex = -1;
  let busyUntil = Number.NEGATIVE_INFINITY;
  const clusters: Cuttable[][] = [];
  for (const each of all) {
    const isBeside = each.exchange.calledAtMs + RESOLUTION_MS <= busyUntil;
    if (isBeside) clusters.at(-1)?.push(each);
    else clusters.push([each]);
    busyUntil = Math.max(busyUntil, each.exchange.returnedAtMs);
  }
  return clusters.flatMap((cluster) => {
    // Reads alone disturb nobody.
    const isRace = cluster.length > 1 && cluster.some(({ isWrite }) => isWrite);
    if (isRace || stepIndex < 0 || cluster.some(({ isWrite }) => isWrite)) stepIndex += 1;
    return cluster.map((each, branch) => ({ ...each, exchange: { ...each.exchange, stepIndex, ...(isRace ? { branch, branchStep: 0 } : {}) } }));
  });
}

/** Runs of exchanges that break nowhere. */
function unbroken(all: readonly Cuttable[]): readonly (readonly Cuttable[])[] {
  const runs: Cuttable[][] = [[]];
  for (const each of all) {
    if (each.breaks) runs.push([]);
    else runs.at(-1)?.push(each);
  }
  return runs.filter((run) => run.length > 0);
}

/** Phases in turn: reads, writes, reads, ... */
function phasesOf(run: readonly Cuttable[]): readonly (readonly Cuttable[])[] {
  const phases: Cuttable[][] = [];
  for (const each of run) {
    const current = phases.at(-1);
    const isRead = !each.isWrite && each.exchange.branch === undefined;
    const first = current?.[0];
    if (current !== undefined && first !== undefined && (!first.isWrite && first.exchange.branch === undefined) === isRead) current.push(each);
    else phases.push([each]);
  }
  return phases;
}

/** A window: the reads it begins with, and everything up to the reads that show the map again. */
export interface Window {
  readonly opening: readonly Exchange[];
  readonly rest: readonly Exchange[];
}

function windowsOf(run: readonly Cuttable[]): readonly Window[] {
  const phases = phasesOf(numbered(run));
  const windows: { opening: readonly Cuttable[]; rest: Cuttable[] }[] = [{ opening: [], rest: [] }];
  for (const phase of phases) {
    windows.at(-1)?.rest.push(...phase);
    if (phase.some(({ showsMap, exchange }) => showsMap && exchange.branch === undefined)) windows.push({ opening: phase, rest: [] });
  }
  const exchanges = (list: readonly Cuttable[]): readonly Exchange[] => list.map(({ exchange }) => exchange);
  return windows.filter(({ rest }) => rest.length > 0).map(({ opening, rest }) => ({ opening: exchanges(opening), rest: exchanges(rest) }));
}

/** The windows of all exchanges with one resource, in the order of the calls. */
export function harWindows(all: readonly Cuttable[]): readonly Window[] {
  const inOrder = all.toSorted((a, b) => a.exchange.calledAtMs - b.exchange.calledAtMs);
  return unbroken(inOrder).flatMap(windowsOf);
}
