/** The parts of a correct cloud. */
import { authenticate, checkProject } from './parts/authenticate.ts';
import { admit, authorize, checkItem, checkMap, checkQuota, checkState, find } from './parts/checks.ts';
import { merge, remove, replace, upsert } from './parts/effects.ts';
import { checkAvailable, negotiate } from './parts/negotiate.ts';
import { parseBody } from './parts/parse-body.ts';
import { meet, receive, split } from './parts/receive.ts';
import { present, respond, respondError, view } from './parts/respond.ts';
import { decodeKey, route } from './parts/route.ts';
import { commit, exclusive, load } from './parts/store-parts.ts';
import { matchKey, validate } from './parts/validate.ts';
import type { Parts } from './parts.ts';

/** What every fault starts from. */
export const correctParts: Parts = {
  meet, receive, split, route, authenticate, negotiate, parseBody, checkProject, checkAvailable, decodeKey, validate, admit, find, authorize, matchKey,
  exclusive, load, checkItem, checkState, merge, replace, upsert, remove, checkMap, checkQuota, commit, present, view, respond, respondError,
};
