/** Policies that are missing. */
import type { Cloud } from '../cloud.ts';
import { impliedRoles } from '../identity.ts';
import type { Caller } from '../identity.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { Parsed } from '../parts.ts';
import { resourceKind } from '../services.ts';
import type { Resource } from '../store.ts';

/** Who a request without a valid token comes from when nobody asks: the first user, with every role. */
export function trusted({ identity }: Cloud): Caller {
  const [user] = identity.users;
  if (user === undefined) throw new Error('The cloud has no users.');
  return { user, project: user.project, roles: impliedRoles('admin') };
}

/** The resource that a path names, whoever asks. */
export function findForAnybody({ cloud, contract, resourceId }: Parsed): Resource | undefined {
  const id = kindOf(contract).readId(resourceId);
  return id === null ? undefined : cloud.store.find(resourceKind(contract), id);
}
