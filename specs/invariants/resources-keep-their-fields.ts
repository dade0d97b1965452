import type { Contract } from '../../contracts/contract.ts';
import type { Plan } from '../../generators/plan.ts';
import { readResource } from '../../generators/steps.ts';
import { defineInvariant, effectConstraints, findingAt, writeEffects } from '../invariant-kit.ts';
import { doubtsMove, movedClass } from '../moved-once.ts';
import { cellsOf } from '../needed-classes.ts';
import { restlessMembers, viewWindows } from '../reading/view-windows.ts';

/** Views in a row of a resource that nobody writes: enough for what alternates to show it. */
const CONTROL_VIEWS = 6;

export default defineInvariant({
  id: 'resources-keep-their-fields',
  speaks: 46,
  claim: 'Writing metadata changes nothing else of the resource that bears it.',
  covers: ['C-NOTOUCH', 'AGG-HOSTS', 'IMG-DATA-SAFE', 'IMG-RESERVED', 'IMG-PROTECTED'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => (showsResource(contract) ? writeEffects(contract).flatMap((effect) => cellsOf(effect, ['resource'])) : []),
  judge: ({ trace, contract, reading, learnt, exercise, find }) => {
    const restless = new Set([...learnt.restless, ...restlessMembers(reading, contract)]);
    for (const { writes, moved: all, exchanges } of viewWindows(reading, contract)) {
      const writer = writes.at(-1);
      if (writer === undefined) continue;
      for (const write of writes) exercise(write.ask.effect, ['resource']);
      const moved = all.filter((name) => !restless.has(name));
      if (moved.length === 0) continue;
      find(findingAt(writer, { class: movedClass(writer, trace, contract), constraint: null, expected: 'every other field of the resource as it was', actual: `${moved.join(', ')} changed`, exchanges }));
    }
  },
  doubts: doubtsMove,
  control: stillPlan,
});

function showsResource(contract: Contract): boolean {
  return contract.resource.operation !== null;
}

function stillPlan(contract: Contract): Plan {
  const steps = Array.from({ length: CONTROL_VIEWS }, () => readResource());
  return { contract: contract.id, family: 'history', index: 0, listed: true, title: 'the resource, read again and again', start: {}, steps, hazardous: false };
}
