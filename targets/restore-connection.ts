/** The means to restore what a journal names, from the journal's own words: where the resource was reached, and under which contract. */
import type { Contract } from '../contracts/contract.ts';
import { openConnections } from './connection.ts';
import type { Dispatch } from './dispatch.ts';
import { parseEndpoint } from './endpoint.ts';
import type { RestoreMeans } from './journal/restore-journals.ts';
import { readOn } from './preflight.ts';
import { ALL_KINDS } from './provisioning/kinds/all-kinds.ts';
import { openDoor } from './provisioning/service-door.ts';
import { restoringEditor } from './restoring-editor.ts';
import type { TargetConfig } from './target-config.ts';
import { TargetError } from './target-error.ts';
import { gatherTokens } from './tokens.ts';

export interface RestoreConnection {
  readonly means: RestoreMeans;
  close(): Promise<void>;
}

function contractOf(contracts: readonly Contract[], original: { readonly contract: string }): Contract {
  const contract = contracts.find(({ id }) => id === original.contract);
  if (contract === undefined) throw new TargetError('config', `The journal needs contract ${original.contract}, which is not loaded. Allowed: ${contracts.map(({ id }) => id).join(', ')}. Name its file with --contract.`);
  return contract;
}

/** Open the connections for `restoreJournals`; nothing is sent yet. */
export function openRestoreConnection(config: Pick<TargetConfig, 'contracts' | 'tokens' | 'rate' | 'maxInFlight' | 'timeoutMs' | 'tls'>): RestoreConnection {
  const connections = openConnections(config, gatherTokens(config.tokens));
  const dispatchTo = (origin: string, contract: Contract): Dispatch => connections.dispatch(origin, contract, 'restore');
  return {
    means: {
      connect: async (original) => {
        const contract = contractOf(config.contracts, original);
        const dispatch = dispatchTo(original.origin, contract);
        const route = { base: original.prefix, version: '', projectId: null };
        // A read that fails says why (a wrong token, a deleted resource), which the ladder does not.
        await readOn({ contract, dispatch, endpoint: parseEndpoint(original.origin) }, route, original.resourceId);
        return restoringEditor(contract, config.contracts, dispatch, route, original.resourceId);
      },
      stateMeans: (line) => {
        const contract = contractOf(config.contracts, line);
        return { contract, dispatch: dispatchTo(line.origin, contract), prefix: line.prefix, resourceId: line.resourceId };
      },
      maker: (creation) => {
        const kind = ALL_KINDS.find(({ noun }) => noun === creation.noun);
        if (kind === undefined) throw new TargetError('config', `The journal needs the kind ${creation.noun}, which this version of metaconform cannot make. Allowed: ${ALL_KINDS.map(({ noun }) => noun).join(', ')}. Use the version that made it.`);
        return { kind, door: openDoor(dispatchTo(creation.origin, contractOf(config.contracts, creation)), creation.prefix) };
      },
    },
    close: () => connections.close(),
  };
}
