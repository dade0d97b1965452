/** Reads and writes a map outside of any trace: for the opening and the restoration, whose content is nobody's business. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../contracts/contract.ts';
import { buildRequest, routeName } from './build-request.ts';
import type { BoundRoute } from './build-request.ts';
import { wasRefused } from './dispatch.ts';
import type { Dispatch, Outcome } from './dispatch.ts';
import { mapAt } from './json-map.ts';
import type { MapEditor } from './ladder.ts';
import { mapEditor } from './map-editor.ts';
import { mapRead, operationOf } from './operations.ts';
import type { RequestStep } from './operations.ts';

/** The wait before the second read; each further one waits twice as long. */
const FIRST_WAIT_MS = 300;

/** Whether a write is worth a look at what it did. */
export type Taken = (outcome: Outcome) => boolean;

/**
 * An editor of one resource's map over an unrecorded dispatch. All of its writes can be repeated without harm.
 * @param isTaken what the writes give; default: not cleanly refused.
 */
export function quietEditor(contract: Contract, dispatch: Dispatch, route: BoundRoute, resourceId: string, isTaken: Taken = (outcome) => !wasRefused(outcome)): MapEditor {
  const send = async (step: RequestStep): Promise<Outcome> => {
    const operation = operationOf(contract, step);
    if (operation === null) throw new Error(`Contract ${contract.id} has no operation for ${step.op}.`);
    const request = buildRequest(contract, operation, step, resourceId, route);
    return dispatch({ request, repeat: 'read', label: { role: 'start', stepIndex: -1, slot: 'subject', caller: 'owner', route: routeName(route) } });
  };
  return mapEditor({
    contract, slot: 'subject',
    read: async (attempt) => {
      if (attempt > 0) await sleep(Math.max(FIRST_WAIT_MS * 2 ** (attempt - 1), contract.visibleWithinMs));
      const { answer, trouble } = await send({ op: 'read', view: 'map', slot: 'subject' });
      return answer?.status === 200 && trouble === null ? mapAt(answer.body, mapRead(contract).responseMap ?? '') : null;
    },
    send: async (step) => isTaken(await send(step)),
  });
}
