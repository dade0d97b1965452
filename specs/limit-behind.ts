/** The limit that a class of input leans on: what a refusal of it contradicts. */
import type { Contract, JsonPointer } from '../contracts/contract.ts';

/** The constraint behind a class, null when no single limit is. */
export function limitBehind(cls: string, contract: Contract): JsonPointer | null {
  const [subject, trait = ''] = cls.split(':', 2);
  switch (subject) {
    case 'value':
      if (trait === 'empty') return `${contract.valueSchema}/minLength`;
      return trait.startsWith('longest') ? `${contract.valueSchema}/maxLength` : `${contract.valueSchema}/pattern`;
    case 'key':
      if (trait === 'shortest') return `${contract.keySchema}/minLength`;
      return trait === 'longest' ? `${contract.keySchema}/maxLength` : `${contract.keySchema}/pattern`;
    case 'map':
      return trait.includes('quota') || trait === 'many' ? contract.quota.constraint : null;
    default:
      return null;
  }
}
