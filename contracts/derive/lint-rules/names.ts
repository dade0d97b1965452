/** Rules on names that differ between the parts of a description. */
import { pathParameters } from '../../operations.ts';
import type { ApiOperation } from '../api-operation.ts';
import { actionInProse } from '../derive-paths.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import { isLeftOut, resourceOperation } from '../resource-operation.ts';
import type { ResourceOperation } from '../resource-operation.ts';
import type { ReadDocument } from '../model.ts';

function actions(document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => {
    const outcome = resourceOperation(document, operation);
    const action = isLeftOut(outcome) ? null : actionInProse(outcome);
    if (action === null || isLeftOut(outcome)) return [];
    return [{ line: action.line, endLine: action.endLine, message: `the text names the action ${action.name}, the example on line ${operation.request!.line} ${outcome.request!.split('/')[1]!}` }];
  });
}

/** The text names one action and the example another. */
export const actionDiffers: LintRule = { id: 'action-differs', level: 'error', about: 'The text and the example name different actions.', look: actions };

function headings(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ request, response }) => [
    ...(response?.caption != null && /\brequest\b/i.test(response.caption.text) && !/\bresponse\b/i.test(response.caption.text)
      ? [{ line: response.caption.line, message: `the heading says request, the example on line ${response.line} is the response` }] : []),
    ...(request?.caption != null && /\bresponse\b/i.test(request.caption.text) && !/\brequest\b/i.test(request.caption.text)
      ? [{ line: request.caption.line, message: `the heading says response, the example on line ${request.line} is the request` }] : []),
  ]);
}

/** A heading that says request over a response, or the other way round. */
export const wrongHeading: LintRule = { id: 'wrong-heading', level: 'error', about: 'A heading calls a response a request, or the other way round.', look: headings };

function slashes(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ forms, exampleForms }) => [...forms, ...exampleForms].filter(({ doubleSlash }) => doubleSlash)
    .map(({ line, asWritten }) => ({ line, message: `the path ${asWritten} has two slashes in a row` })));
}

/** Two slashes in a row in a path. */
export const doubleSlash: LintRule = { id: 'double-slash', level: 'error', about: 'A path has two slashes in a row.', look: slashes };

function parameters(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => {
    const named = [...pathParameters(operation.path), ...operation.forms.flatMap(({ project }) => (project === null ? [] : [project]))];
    const listed = operation.parameters.filter(({ place }) => place === 'path');
    const line = operation.forms[0]!.line;
    return [
      ...[...new Set(named)].filter((name) => listed.length > 0 && !listed.some((each) => each.name === name)).map((name) => ({ line, message: `{${name}} of the path is not among the parameters` })),
      ...listed.filter(({ name }) => !named.includes(name)).map((each) => ({ line: each.line, endLine: each.endLine, message: `${each.name} is a parameter of the path and not in it` })),
    ];
  });
}

/** Parameters of the path that no table lists, or that the path does not have. */
export const pathParameterDiffers: LintRule = { id: 'path-parameter-differs', level: 'warning', about: 'The path and the table of its parameters disagree.', look: parameters };

function examplePaths(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ forms, exampleForms, method }) => exampleForms.filter((form) => form.method !== method || !forms.some(({ path }) => path.split('/').length === form.path.split('/').length))
    .map(({ line, method: shown, path }) => ({ line, message: `the example asks for ${shown} ${path}, the description on line ${forms[0]!.line} for ${method} ${forms[0]!.path}` })));
}

/** An example that asks for something else than the description. */
export const exampleRequestDiffers: LintRule = { id: 'example-request-differs', level: 'error', about: 'The request of an example is not the one that is described.', look: examplePaths };

function siblings(document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  const outcomes = operations.map((operation) => resourceOperation(document, operation)).filter((each): each is ResourceOperation => !isLeftOut(each));
  const prefixes = new Map<string, Map<string, number>>();
  for (const { parameter, prefix } of outcomes) {
    const counts = prefixes.get(parameter) ?? new Map<string, number>();
    prefixes.set(parameter, counts.set(prefix, (counts.get(prefix) ?? 0) + 1));
  }
  return outcomes.flatMap(({ operation, prefix, parameter }) => {
    const counts = prefixes.get(parameter)!;
    const [common, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
    return counts.get(prefix)! < count ? [{ line: operation.forms[0]!.line, message: `the path begins with ${prefix}, those of ${count} operations beside it with ${common}` }] : [];
  });
}

/** A path that does not begin as those of its siblings do. */
export const pathDiffersFromSiblings: LintRule = { id: 'path-differs-from-siblings', level: 'error', about: 'One operation has another path to the resource than the rest.', look: siblings };

function titles(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  const seen = new Map<string, ApiOperation>();
  return operations.flatMap((operation) => {
    const { title, titleLine, path, method } = operation;
    const first = seen.get(title);
    if (first === undefined) seen.set(title, operation);
    return first === undefined || (first.path === path && first.method === method) ? [] : [{ line: titleLine, message: `the title stands on line ${first.titleLine} already, over ${first.method} ${first.path}` }];
  });
}

/** One title over two operations. */
export const titleRepeated: LintRule = { id: 'title-repeated', level: 'note', about: 'Two operations have one title.', look: titles };
