/** The findings of a pre-flight, for people. */
import type { KnownCaller } from '../specs/known-callers.ts';
import type { FamilyReach } from '../specs/preflight/family-reach.ts';
import type { ContractPreflight, Preflight } from '../specs/preflight/preflight.ts';
import { clipped, printable } from './printable.ts';

const MAX_TEXT = 300;

/** The credential that makes a caller out of nothing; `owner` is needed always. */
const NOT_GIVEN: readonly (readonly [caller: string, flags: string])[] = [
  ['owner', '--token or --os-cloud'], ['admin', '--admin-token or --admin-os-cloud'], ['stranger', '--stranger-token or --stranger-os-cloud'],
];

function whoIs({ by, user, project, roles, from, expiresAt }: KnownCaller): string {
  const who = [user ?? (by === 'access key' ? 'the owner of the access key' : 'whoever the token is of'), ...(project === null ? [] : [`in project ${project}`])].join(' ');
  const more = [...(roles.length === 0 ? [] : [`roles ${roles.join(', ')}`]), from, ...(expiresAt === null ? [] : [`token until ${expiresAt}`])];
  return [who, ...more].join('; ');
}

function callerLines({ callers, contracts }: Preflight): readonly string[] {
  const given = callers.map((each) => [each.caller, whoIs(each)] as const);
  const isUsed = (name: string): boolean => name !== 'admin' || contracts.length > 0;
  const absent = NOT_GIVEN.filter(([name]) => isUsed(name) && !callers.some(({ caller }) => caller === name)).map(([name, flags]) => [name, `not given: ${flags}`] as const);
  return [...given, ...absent].map(([name, text]) => `  ${name.padEnd(8)}  ${text}`);
}

function placeLine({ contract, endpoint, routes, resources, sacrificial, maxItems, microversions }: ContractPreflight): string {
  const others = routes.slice(1);
  return [
    `  ${contract}  ${endpoint}`, `${resources.length === 1 ? 'resource' : 'resources'} ${resources.join(', ')}${sacrificial ? ' (sacrificial)' : ''}`,
    ...(others.length === 0 ? [] : [`also by ${others.map((route) => (route === '' ? 'the bare endpoint' : route)).join(', ')}`]),
    ...(microversions === null ? [] : [`microversions ${microversions.min} to ${microversions.max}`]),
    maxItems === null ? 'no item limit announced' : `at most ${maxItems} items`,
  ].join('; ');
}

function familyText({ family, plans, random }: FamilyReach): string {
  if (family === 'concurrency') return `races of ${plans} kinds`;
  return `${family} ${plans}${random ? '+' : ''}`;
}

/** What would allow more, each with the families it would allow more of. */
function lackLines(families: readonly FamilyReach[]): readonly string[] {
  const lacks = [...new Set(families.flatMap(({ moreWith }) => moreWith))];
  return lacks.map((words) => {
    const which = families.filter(({ moreWith }) => moreWith.includes(words)).map(({ family, plans }) => (plans === 0 ? family : `more of ${family}`));
    return `${which.join(', ')} with ${words}`;
  });
}

function contractLines(each: ContractPreflight): readonly string[] {
  const possible = each.families.filter(({ plans }) => plans > 0);
  const lacks = lackLines(each.families);
  return [
    placeLine(each),
    `    plans     ${possible.map(familyText).join(', ')}; about ${each.requests} requests`,
    ...lacks.map((line, index) => `    ${index === 0 ? 'not here' : '        '}  ${line}`),
  ];
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

/** The table: who, where, what, what not and why, how much. `+` marks families of which random plans follow the list. */
export function preflightLines(preflight: Preflight): readonly string[] {
  const { name, contracts, notApplicable, readOnly, provisioned, requests, estimate } = preflight;
  const written = provisioned ? 'resources were made, nothing else was written' : `nothing was written${readOnly ? ', and nothing will be (--read-only)' : ''}`;
  return [
    `pre-flight of ${name}: ${requests} requests, ${written}`,
    'callers', ...callerLines(preflight),
    'contracts', ...contracts.flatMap(contractLines), ...notApplicable.map(({ contract, reason }) => `  ${contract}  not tried: ${reason}`),
    `about ${estimate.requests} requests in ${duration(estimate.seconds)}; more where something is found`,
  ].map((line) => printable(clipped(line, MAX_TEXT)));
}
