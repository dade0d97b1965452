/** Requests that deviate as a whole: bodies, media types, methods. */
import type { Contract, Operation } from '../../contracts/contract.ts';
import { brokenBodies, FOREIGN_MEDIA_TYPES, LENIENT_FORMS, otherActions, oversizedBody, wrongShapes, type Deviation } from '../body-deviations.ts';
import { operationOf } from '../limits.ts';
import type { Entry, Step, Twist } from '../plan.ts';
import { readItem, readMap, remove, replace, sendingEffects, upsertAs, type SendingEffect } from '../steps.ts';
import { chained, type Draft } from './draft.ts';
import { readAtTheEnd } from './shared-reads.ts';

const START: readonly Entry[] = [['fine', 'before'], ['other', 'kept']];
const SENT: readonly Entry[] = [['fine', 'after']];
const TWICE: readonly Entry[] = [['fine', 'first'], ['fine', 'last']];

/** The same pair with a value of its own: a write that gets through unseen must show, also after another that did. */
function numbered(value: string, index: number): readonly Entry[] {
  return [['fine', `${value} ${index}`]];
}

function sent(effect: SendingEffect, twists: readonly Twist[], entries: readonly Entry[] = SENT): Step {
  return effect === 'upsert' ? upsertAs('fine', entries, { twists }) : { op: effect, slot: 'subject', entries, twists };
}

/** What distinguishes a deviation where not all are tried: its class, and an empty body from none. */
function kindOf(deviation: Deviation): string {
  return `${deviation.class} ${deviation.class === 'body:none' ? deviation.twists[0]?.kind : ''}`;
}

/** Of each kind the first, unless the effect is the one that gets them all; what strikes before the effect is known is tried with one. */
function thinned(deviations: readonly Deviation[], all: boolean): readonly Deviation[] {
  return all ? deviations : deviations.filter((deviation, index) => deviation.class !== 'body:too-deep' && deviations.findIndex((other) => kindOf(other) === kindOf(deviation)) === index);
}

/** Bodies and media types that must be refused, then those that are taken or refused as a whole; a duplicate member is among the latter. */
function bodies(contract: Contract, effect: SendingEffect, all: boolean): readonly Draft[] {
  const operation = operationOf(contract, effect) as Operation;
  const shapes = thinned([...wrongShapes(contract, operation), ...otherActions(operation)], all).map(({ twists }, index) => sent(effect, twists, numbered('shape', index)));
  const broken = thinned([...brokenBodies(operation, SENT), ...FOREIGN_MEDIA_TYPES.slice(0, all ? undefined : 2)], all).map(({ twists }, index) => sent(effect, twists, numbered('unread', index)));
  const forms = LENIENT_FORMS.map(({ twists }, index): Step => (effect === 'upsert' ? sent(effect, twists, numbered('caf\u00e9 \u4e2d', index)) : { op: effect, slot: 'subject', entries: [[`form-${index}`, 'caf\u00e9 \u4e2d']], twists }));
  const taken = [...(effect === 'merge' ? readAtTheEnd(forms) : forms), sent(effect, [], TWICE)];
  return [
    ...(all ? chained({ family: 'protocol', title: `${effect} bodies of the wrong shape`, start: START, steps: shapes }) : []),
    ...(all ? [] : [{ family: 'protocol', title: `${effect} further media types`, start: START, steps: FOREIGN_MEDIA_TYPES.slice(2).map(({ twists }, index) => sent(effect, twists, numbered('unread', index))), later: true } as const]),
    ...chained({ family: 'protocol', title: `${effect} bodies that are not read`, start: START, steps: all ? broken : [...broken, ...shapes, sent(effect, [{ kind: 'chunked' }], numbered('in chunks', 0))] }),
    // Alone, because such a body makes every record of its plan large.
    { family: 'protocol', title: `${effect} a body beyond the size limit`, start: START, steps: [sent(effect, oversizedBody(operation).twists)], later: !all },
    { family: 'protocol', title: `${effect} in unusual form`, start: START, later: !all, steps: taken },
  ];
}

function offeredMethods(contract: Contract, path: string): ReadonlySet<string> {
  const item = (contract.openapi['paths'] as Record<string, Record<string, unknown>> | undefined)?.[path] ?? {};
  const declared = contract.operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
  return new Set([...declared, ...Object.keys(item).map((name) => name.toUpperCase())]);
}

/** A plain step to the same path, whose method is then changed; paths of the resource itself are left alone: other methods there delete it. */
function carriers(contract: Contract): readonly { readonly path: string; readonly step: Step & { op: 'merge' | 'replace' | 'upsert' | 'remove' } }[] {
  const seen = new Set<string>();
  return contract.operations.flatMap((operation) => {
    const { path, effect } = operation;
    if (seen.has(path) || effect === 'read' || path.endsWith(`{${contract.resource.parameter}}`)) return [];
    seen.add(path);
    const step = effect === 'remove' ? remove('fine') : sent(effect, []);
    return [{ path, step: step as Step & { op: 'merge' | 'replace' | 'upsert' | 'remove' } }];
  });
}

function notOffered(contract: Contract): readonly Draft[] {
  const steps = carriers(contract).flatMap(({ path, step }) => {
    const offered = offeredMethods(contract, path);
    return ['PATCH', 'DELETE', 'POST', 'PUT'].filter((method) => !offered.has(method))
      .map((method): Step => ({ ...step, twists: [{ kind: 'method', method }, ...(method === 'DELETE' ? [{ kind: 'no-body' } as const] : [])] }));
  });
  const [first] = sendingEffects(contract).map((effect) => sent(effect, [{ kind: 'microversion', version: 'x.y' }], numbered('version', 0)));
  const version = contract.microversions === null || first === undefined ? [] : [first];
  return chained({ family: 'protocol', title: 'methods, paths and versions that are not offered', start: START, steps: [...steps, replace([], { twists: [{ kind: 'path-suffix', suffix: '/' }] }), ...version] });
}

/** Reads that carry what a write would: they must stay reads. */
function safeReads(contract: Contract): readonly Draft[] {
  const operation = sendingEffects(contract).map((effect) => operationOf(contract, effect))[0];
  const envelope = (operation?.requestMap ?? '').slice(1).split('/').reduceRight((body, token) => `{${JSON.stringify(token)}:${body}}`, '{}');
  const withBody: readonly Twist[] = [{ kind: 'body-text', text: envelope }, { kind: 'header', name: 'content-type', value: 'application/json' }];
  const head: readonly Twist[] = [{ kind: 'method', method: 'HEAD' }];
  return [{
    family: 'protocol', title: 'reads stay reads', later: true, start: START,
    steps: [readMap({ twists: withBody }), readMap({ twists: head }), readItem('fine', { twists: head }), readMap(), readItem('fine')],
  }];
}

/** Protocol: the first effect gets every deviation, the others one of each class. */
export function protocol(contract: Contract): readonly Draft[] {
  const effects = sendingEffects(contract);
  return [
    ...effects.flatMap((effect, index) => bodies(contract, effect, index === 0)),
    ...notOffered(contract), ...safeReads(contract),
  ];
}
