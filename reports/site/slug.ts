import { createHash } from 'node:crypto';

/** What tells two targets of similar names apart in a path. */
function mark(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}

/**
 * A name as part of a path and of an address, on every file system: small letters, digits, dots, dashes, and a `_` for each space. What that loses is told by a short hash, so
 * that two names never share one.
 */
export function slug(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-').replaceAll(' ', '_').replaceAll(/[^\w.-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 60);
  const isWhole = plain !== '' && plain === name.replaceAll(' ', '_') && !name.includes('_');
  return isWhole ? plain : `${plain === '' ? 'target' : plain}-${mark(name)}`;
}
