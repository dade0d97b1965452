import { defineInvariant, effectConstraints, operationsWith, writeEffects } from '../invariant-kit.ts';
import { judgeRaces, raceFinding } from '../linearizability-findings.ts';
import { cellsOf } from '../needed-classes.ts';

export default defineInvariant({
  id: 'reads-during-writes-see-a-state',
  speaks: 89,
  claim: 'A read during writes shows a map that existed between them, whole.',
  covers: ['CONC-REPL-READ', 'CONC-MERGE-ATOMIC-READ', 'CONC-RESP-TRUTH'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => (operationsWith(contract, 'merge').length + operationsWith(contract, 'replace').length > 0 ? cellsOf('read', ['race']) : []),
  judge: ({ trace, contract, exercise, find, undecided }) => {
    for (const judged of judgeRaces(trace, contract)) {
      // What writes answer about the others no document promises.
      if (judged.kind === 'violation' && judged.pass === 'response-bodies') find({ ...raceFinding(judged, contract), class: 'race:answer', observed: true });
      const reads = judged.history.operations.some(({ id, kind }) => kind === 'read' && !judged.history.quiescent.includes(id));
      if (!reads) continue;
      if (judged.kind === 'unknown' && judged.pass === 'concurrent-reads') {
        undecided(`the search for an order of reads during writes gave up after ${judged.explored} configurations`);
        continue;
      }
      // Where acknowledged writes are lost already, reads were not looked at.
      if (judged.kind === 'violation' && judged.pass === 'quiescent-reads') continue;
      exercise('read', ['race']);
      if (judged.kind === 'violation' && judged.pass === 'concurrent-reads') find(raceFinding(judged, contract));
    }
  },
});
