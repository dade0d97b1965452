/** The path and method to what they ask for. */
import { optionsPage, otherVersionPage } from '../pages/versions.ts';
import type { Arrived, Match, Page, Segment } from '../parts.ts';
import { matchRoute } from '../routes.ts';

function pageMatch(page: Page, service: string): Match {
  return { service, version: '', projectId: null, parameters: new Map(), destination: { kind: 'page', page } };
}

/** Where a request goes, null for nowhere: a known path asked with a method it does not have goes nowhere too. */
export function route({ cloud, raw }: Arrived, segments: readonly Segment[]): Match | null {
  const matches = cloud.routes.flatMap((line) => {
    const match = matchRoute(line, segments);
    return match === null ? [] : [{ line, match }];
  });
  const wanted = matches.find(({ line }) => line.method === raw.method);
  if (wanted !== undefined) return wanted.match;
  if (matches.length > 0) return raw.method === 'OPTIONS' ? pageMatch(optionsPage, matches[0]!.match.service) : null;
  const first = segments[0]?.text ?? '';
  const known = cloud.routes.some((line) => line.prefix[0] === first);
  return known || ['', '.', '..'].includes(first) ? null : pageMatch(otherVersionPage, 'compute');
}

/** The key as it was decoded with the path. */
export function decodeKey(segment: Segment): string {
  return segment.text;
}
