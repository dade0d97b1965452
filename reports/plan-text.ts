import type { Entry, JsonValue, Plan, Slot, Step, Twist } from '../generators/plan.ts';
import { clipped, printable } from './printable.ts';

const MAX_SHOWN = 60;
const MAX_PAIRS = 6;

function value(given: JsonValue): string {
  return typeof given === 'string' ? `"${printable(clipped(given, MAX_SHOWN))}"` : printable(clipped(JSON.stringify(given), MAX_SHOWN));
}

function entries(pairs: readonly Entry[]): string {
  const shown = pairs.slice(0, MAX_PAIRS).map(([key, of]) => `${value(key)}: ${value(of)}`);
  const rest = pairs.length > MAX_PAIRS ? [`… ${pairs.length - MAX_PAIRS} more`] : [];
  return pairs.length === 0 ? '{}' : `{ ${[...shown, ...rest].join(', ')} }`;
}

function twist(given: Twist): string {
  const { kind, ...rest } = given;
  const facts = Object.values(rest).map((fact) => value(fact));
  return [kind, ...facts].join(' ');
}

function deviations(step: Exclude<Step, { op: 'concurrent' }>): string {
  const parts = [
    step.slot === 'subject' ? null : `on the ${step.slot}`,
    step.caller === undefined ? null : `as ${step.caller}`,
    step.route === undefined ? null : `by ${step.route.version}${step.route.project ? '/{project}' : ''}`,
    ...(step.twists ?? []).map((each) => `with ${twist(each)}`),
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function action(step: Exclude<Step, { op: 'concurrent' }>): string {
  switch (step.op) {
    case 'merge':
    case 'replace':
      return `${step.op} ${entries(step.entries)}`;
    case 'upsert':
      return `upsert ${value(step.urlKey)} with ${entries(step.entries)}`;
    case 'remove':
      return `remove ${value(step.urlKey)}`;
    case 'read':
      return step.view === 'map' ? 'read the map' : 'read the resource';
    case 'read-item':
      return `read ${value(step.urlKey)}`;
    case 'action':
      return `${step.undo ? 'undo' : 'do'} ${step.action}`;
  }
}

function stepLines(step: Step, number: string): readonly string[] {
  if (step.op !== 'concurrent') return [`${number}. ${action(step)}${deviations(step)}`];
  const branches = step.branches.flatMap((branch, index) => {
    const name = String.fromCodePoint(97 + index);
    return branch.flatMap((each, at) => stepLines(each, `   ${number}${name}${at + 1}`));
  });
  return [`${number}. at the same time:`, ...branches];
}

/**
 * A plan as a few lines for people: the start state of each slot, then the steps. Nothing in it can move the cursor or turn the text around.
 * @param missedStarts slots whose start state was not reached; default: none.
 */
export function planLines(plan: Plan, missedStarts: readonly Slot[] = []): readonly string[] {
  const start = (Object.entries(plan.start) as [Slot, readonly Entry[]][]).map(([slot, pairs]) => `start: ${slot} holds ${entries(pairs)}${missedStarts.includes(slot) ? ' (not reached: the target kept something else)' : ''}`);
  return [...start, ...plan.steps.flatMap((step, index) => stepLines(step, String(index + 1)))];
}
