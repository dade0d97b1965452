import { defineInvariant, effectConstraints, writeEffects } from '../invariant-kit.ts';
import { judgeRaces, raceFinding, racedEffects } from '../linearizability-findings.ts';
import { cellsOf } from '../needed-classes.ts';

export default defineInvariant({
  id: 'acknowledged-writes-survive-races',
  speaks: 91,
  claim: 'After requests that ran side by side the map is one that some order of them gives: no acknowledged write is lost, torn, mixed or undone.',
  covers: ['CONC-DISJOINT-MERGE', 'CONC-DISJOINT-UPS', 'CONC-SAME-KEY', 'CONC-REPL-TORN', 'CONC-DEL-UPS', 'DEL-RACE', 'CONC-AGG', 'CONC-409-OK'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => writeEffects(contract).flatMap((effect) => cellsOf(effect, ['race'])),
  note: (traces, contract) => {
    const raced = traces.flatMap((trace) => judgeRaces(trace, contract)).flatMap(({ history }) => history.operations.filter(({ kind, outcome }) => kind !== 'read' && kind !== 'read-item' && outcome === 'acknowledged')).length;
    // With n writes and none lost, a rate of loss p would have gone unseen with probability (1 - p)^n.
    return raced === 0 ? '' : `${raced} acknowledged writes raced; a loss of more than ${(100 * (1 - 0.05 ** (1 / raced))).toFixed(1)} % of them would have been seen with 95 % confidence`;
  },
  judge: ({ trace, contract, exercise, find, undecided }) => {
    for (const judged of judgeRaces(trace, contract)) {
      if (judged.kind === 'unknown' && judged.pass === 'quiescent-reads') {
        undecided(`the search for an order of a race gave up after ${judged.explored} configurations`);
        continue;
      }
      for (const effect of racedEffects(judged.history)) exercise(effect, ['race']);
      if (judged.kind === 'violation' && judged.pass === 'quiescent-reads') find(raceFinding(judged, contract));
    }
  },
});
