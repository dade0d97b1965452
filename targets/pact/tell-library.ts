/** Tells the Pact library what an interaction is: plain data in, its builder's calls out. */
import type { PactV4 } from '@pact-foundation/pact';
import type { Contract } from '../../contracts/contract.ts';
import { escapePattern } from '../../contracts/escape-pattern.ts';
import type { PactHeader, PactInteraction, PactValue } from '../../contracts/pact/interaction.ts';

type Builder = InstanceType<typeof PactV4>;
/** An interaction that the library knows all of, ready to be run. */
export type ToldInteraction = ReturnType<ReturnType<ReturnType<ReturnType<Builder['addInteraction']>['uponReceiving']>['withRequest']>['willRespondWith']>;

/** A matcher in the library's own JSON form. */
type LibraryMatcher = { readonly 'pact:matcher:type': string; readonly [name: string]: unknown };

/** JSON content types, with or without parameters. */
const JSON_TYPE = '^application/(?:[\\w.+-]+\\+)?json(?:\\s*;.*)?$';

function regex(pattern: string, example: string): LibraryMatcher {
  return { 'pact:matcher:type': 'regex', regex: pattern, value: example };
}

/** An answer's value for the library; an object without a matcher of its own may hold more members than it names. */
export function libraryValue(value: PactValue): unknown {
  switch (value.kind) {
    case 'exactly': return { 'pact:matcher:type': 'equality', value: value.value };
    case 'type': return { 'pact:matcher:type': 'type', value: value.example };
    case 'integer': return { 'pact:matcher:type': 'integer', value: value.example };
    case 'regex': return regex(value.regex, value.example);
    case 'object': return Object.fromEntries(Object.entries(value.members).map(([name, member]) => [name, libraryValue(member)]));
  }
}

function header(value: PactHeader): string | LibraryMatcher {
  return typeof value === 'string' ? value : regex(value.regex, value.example);
}

/** The path: any id to a mock, the target's to a verifier, which takes it from what the provider state answers. */
function path(contract: Contract, { path: template, exampleId }: PactInteraction['request']): LibraryMatcher {
  const place = `{${contract.resource.parameter}}`;
  const [before = '', after = ''] = template.split(place);
  return {
    ...regex(`^${escapePattern(before)}[^/]+${escapePattern(after)}$`, template.replace(place, exampleId)),
    'pact:generator:type': 'ProviderState', expression: `${before}\${${contract.resource.parameter}}${after}`,
  };
}

/** The library's types know numbers and matchers of their own make only; their JSON form is what its native part reads. */
function asLibraryType<Type>(value: unknown): Type {
  return value as Type;
}

/** Add an interaction to a pact; what is returned runs it against a mock server. */
export function tellLibrary(pact: Builder, contract: Contract, interaction: PactInteraction): ToldInteraction {
  const { request, response } = interaction;
  let told = pact.addInteraction();
  for (const { name, parameters } of interaction.states) told = told.given(name, asLibraryType<Record<string, never>>(parameters));
  told = told.uponReceiving(interaction.description).reference('metaconform', 'kind', interaction.kind).reference('metaconform', 'operation', interaction.operation);
  for (const { document, lines, section } of interaction.sources) told = told.reference('documents', document, lines === undefined ? section ?? '' : `lines ${lines}`);
  return told.withRequest(request.method, asLibraryType<string>(path(contract, request)), (builder) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, header(value)]));
    builder.headers(asLibraryType<Record<string, string>>(headers));
    if (request.body !== null && 'json' in request.body) builder.jsonBody(request.body.json);
    else if (request.body !== null) builder.xmlBody(request.body.xml);
  }).willRespondWith(asLibraryType<number>(response.statuses.length === 1 ? response.statuses[0] : { 'pact:matcher:type': 'statusCode', value: response.statuses[0], status: response.statuses }), (builder) => {
    if (response.body === null) return;
    builder.headers(asLibraryType<Record<string, string>>({ 'Content-Type': regex(JSON_TYPE, 'application/json') }));
    builder.jsonBody(libraryValue(response.body));
  });
}
