/** The means to restore what a journal names, from the journal's own words: where the resource was reached, and under which contract. */
import type { Contract } from '../contracts/contract.ts';
import { openConnections } from './connection.ts';
import { parseEndpoint } from './endpoint.ts';
import type { OriginalLine } from './journal/journal-line.ts';
import type { Connect } from './journal/restore-journals.ts';
import { readOn } from './preflight.ts';
import { quietEditor } from './quiet-editor.ts';
import type { TargetConfig } from './target-config.ts';
import { TargetError } from './target-error.ts';
import { gatherTokens } from './tokens.ts';

export interface RestoreConnection {
  readonly connect: Connect;
  close(): Promise<void>;
}

function contractOf(contracts: readonly Contract[], original: OriginalLine): Contract {
  const contract = contracts.find(({ id }) => id === original.contract);
  if (contract === undefined) throw new TargetError('config', `The journal of run ${original.runId} needs contract ${original.contract}, which is not loaded. Allowed: ${contracts.map(({ id }) => id).join(', ')}. Name its file with --contract.`);
  return contract;
}

/** Open the connections for `restoreJournals`; nothing is sent yet. */
export function openRestoreConnection(config: Pick<TargetConfig, 'contracts' | 'tokens' | 'rate' | 'maxInFlight' | 'timeoutMs' | 'tls'>): RestoreConnection {
  const connections = openConnections(config, gatherTokens(config.tokens));
  return {
    connect: async (original) => {
      const contract = contractOf(config.contracts, original);
      const dispatch = connections.dispatch(original.origin, contract, 'restore');
      const route = { base: original.prefix, version: '', projectId: null };
      // A read that fails says why (a wrong token, a deleted resource), which the ladder does not.
      await readOn({ contract, dispatch, endpoint: parseEndpoint(original.origin) }, route, original.resourceId);
      return quietEditor(contract, dispatch, route, original.resourceId);
    },
    close: () => connections.close(),
  };
}
