import type { Contract } from '../../contracts/contract.ts';
import { ConfigError } from '../config-error.ts';

/**
 * The contracts that `--only` leaves; all of them when it names none.
 * @throws {ConfigError} KIND_UNKNOWN.
 */
export function chosenContracts(contracts: readonly Contract[], only: readonly string[]): readonly Contract[] {
  const ids = contracts.map(({ id }) => id);
  const strange = only.find((id) => !ids.includes(id));
  if (strange !== undefined) throw new ConfigError('KIND_UNKNOWN', `--only: there is no contract ${JSON.stringify(strange)}; there are ${ids.join(', ')}.`);
  return only.length === 0 ? contracts : contracts.filter(({ id }) => only.includes(id));
}
