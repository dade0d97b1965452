import { mustBeRefused } from '../must-refuse.ts';
import { cellsOf } from '../needed-classes.ts';
import { writeEffects } from '../invariant-kit.ts';

export default mustBeRefused({
  id: 'invalid-data-is-refused',
  speaks: 82,
  claim: 'A body that breaks a limit of keys, values, maps or envelope is refused.',
  covers: ['C-KEY-256', 'C-KEY-EMPTY', 'C-VAL-256', 'C-NULL-REJ', 'C-TYPE-REJ', 'C-ENV-REJ', 'C-EXTRA-REJ', 'C-JSON-BAD', 'C-UTF8-BAD', 'UPS-ENV', 'UPS-ZERO', 'UPS-MULTI', 'AGG-AZ-NULL', 'AGG-ACTION-ONE', 'ECS-META-MAND', 'HTTP-EMPTYBODY', 'IMG-LONGVAL'],
  rejections: ['invalid'],
  needs: (contract) => writeEffects(contract).filter((effect) => effect !== 'remove').flatMap((effect) => cellsOf(effect, [
    'value:too-long', 'value:number', 'value:boolean', 'value:array', 'value:object', 'key:too-long', 'body:none', 'body:not-json', 'body:invalid-utf8', 'body:missing-map', 'body:null-map',
    'body:map-not-object', 'body:not-object', ...(effect === 'upsert' ? ['map:no-pair', 'map:two-pairs'] : ['key:empty', 'body:bare-map']),
    ...(contract.operations.some((operation) => operation.effect === effect && operation.nullMeans === 'invalid') ? ['value:null'] : []),
  ])),
});
