import type { Contract, Effect } from '../../contracts/contract.ts';
import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { operationsWith, writeEffects } from '../invariant-kit.ts';

/** Ways to break an envelope; a body that is the map itself has none. */
function envelopeClasses(contract: Contract, effect: Effect): readonly string[] {
  const hasEnvelope = operationsWith(contract, effect).some(({ requestMap }) => requestMap !== null && requestMap !== '');
  return hasEnvelope ? ['body:missing-map', 'body:null-map', 'body:map-not-object', ...(effect === 'upsert' ? [] : ['body:bare-map'])] : [];
}

export default mustBeRefused({
  id: 'invalid-data-is-refused',
  speaks: 82,
  claim: 'A body that breaks a limit of keys, values, maps or envelope is refused.',
  covers: ['C-KEY-256', 'C-KEY-EMPTY', 'C-VAL-256', 'C-NULL-REJ', 'C-TYPE-REJ', 'C-ENV-REJ', 'C-EXTRA-REJ', 'C-JSON-BAD', 'C-UTF8-BAD', 'UPS-ENV', 'UPS-ZERO', 'UPS-MULTI', 'AGG-AZ-NULL', 'AGG-ACTION-ONE', 'ECS-META-MAND', 'HTTP-EMPTYBODY', 'IMG-LONGVAL'],
  rejections: ['invalid'],
  needs: (contract) => writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, [
    'value:too-long', 'value:number', 'value:boolean', 'value:array', 'value:object', 'key:too-long', 'body:none', 'body:not-json', 'body:invalid-utf8', 'body:not-object',
    ...envelopeClasses(contract, effect), ...(effect === 'upsert' ? ['map:no-pair', 'map:two-pairs'] : ['key:empty']),
    ...(contract.operations.some((operation) => operation.effect === effect && operation.nullMeans === 'invalid') ? ['value:null'] : []),
  ])),
});
