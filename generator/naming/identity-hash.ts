/** A short name for an identity, for the rare case that words cannot tell two things apart. */
import { createHash } from 'node:crypto';

/** Six hexadecimal digits that depend on the identity alone: never on order or neighbours. */
export function identityHash(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 6);
}
