/** Invariants of one shape: a kind of request that must be refused is not accepted. */
import type { Contract, Effect, JsonPointer, Rejection } from '../contracts/contract.ts';
import { defineInvariant, findingAt } from './invariant-kit.ts';
import type { Cell, Invariant } from './judgement.ts';
import { classesOfSeen, pairClass, requestClass } from './reading/seen-classes.ts';
import type { Flaw } from './reading/request.ts';
import type { Seen } from './reading/trace-reading.ts';
import type { Trace } from '../targets/trace.ts';

export interface MustRefuse {
  readonly id: string;
  readonly claim: string;
  readonly speaks: number;
  readonly covers: readonly string[];
  /** The refusals it is about. */
  readonly rejections: readonly Rejection[];
  readonly needs: (contract: Contract) => readonly Cell[];
  /** Effects it judges; absent: all. */
  readonly effects?: readonly Effect[];
}

/** The class of the flaw itself: its own, else that of the first pair that breaks a limit, else the request's. */
function flawClass(flaw: Flaw, seen: Seen, trace: Trace, contract: Contract): string {
  if (flaw.class !== null) return flaw.class;
  const envelope = seen.ask.classes.find((cls) => cls.startsWith('body:'));
  if (envelope !== undefined) return envelope;
  const classes = [...(seen.ask.sent ?? [])].map(([key, value]) => pairClass(key, value, contract));
  return classes.find((cls) => REFUSED.has(cls)) ?? requestClass(seen, trace, contract);
}

const REFUSED: ReadonlySet<string> = new Set(['value:null', 'value:boolean', 'value:number', 'value:array', 'value:object', 'value:too-long', 'key:empty', 'key:too-long', 'value:empty']);

/** Make an invariant that requests with certain flaws are refused. */
export function mustBeRefused(definition: MustRefuse): Invariant {
  const about = (flaw: Flaw): boolean => flaw.beyond === 'reject' && definition.rejections.includes(flaw.rejection);
  return defineInvariant({
    id: definition.id,
    claim: definition.claim,
    speaks: definition.speaks,
    covers: definition.covers,
    restsOn: (contract) => definition.rejections.flatMap((rejection): JsonPointer[] => {
      const set = contract.rejections[rejection];
      return set === undefined ? [] : [set.constraint];
    }),
    needs: definition.needs,
    judge: ({ trace, contract, reading, exercise, find }) => {
      for (const seen of reading.seen) {
        const flaws = seen.flaws.filter(about);
        const first = flaws[0];
        if (first === undefined || (definition.effects !== undefined && !definition.effects.includes(seen.ask.effect))) continue;
        // A server error is no acceptance; that it is none either, another invariant says.
        if (seen.outcome === 'unanswered') continue;
        exercise(seen.ask.effect, [...classesOfSeen(seen, trace, contract), flawClass(first, seen, trace, contract)]);
        if (seen.outcome !== 'accepted' || isTolerated(seen, first, contract)) continue;
        find(findingAt(seen, {
          class: flawClass(first, seen, trace, contract),
          constraint: first.constraint,
          expected: 'the request is refused',
          actual: `status ${seen.exchange.response?.status}`,
          exchanges: seen.after === null || seen.after.exchange === seen.exchange.id ? [] : [seen.after.exchange],
        }));
      }
    },
  });
}

/** Values of another type that the server turns into text, the same in answer and store: a vendor's way, and an observation. */
function isTolerated(seen: Seen, flaw: Flaw, contract: Contract): boolean {
  if (flaw.constraint !== `${contract.valueSchema}/type` || seen.ask.sent === null || seen.after === null) return false;
  const odd = [...seen.ask.sent].filter(([, value]) => typeof value !== 'string');
  return odd.every(([key, value]) => value !== null && seen.after?.map.get(key) === String(value) && (seen.answered === null || seen.answered.get(key) === String(value)));
}
