/** Bytes to the hash that manifest and journal know them by. */
import { hash } from 'node:crypto';

/** Lower-case hexadecimal; a text is hashed as the UTF-8 that is written to disk. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** Guards a hash that was read from a file. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
