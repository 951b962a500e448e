/** Hashes that manifest and journal hold: of texts, and of the sources of texts. */
import { hash } from 'node:crypto';
import type { PackagePlan } from '../plan/package-plan.ts';
import type { PlannedSymbol } from '../template/plan.ts';

/** Lower-case hexadecimal. A text is hashed as UTF-8, as it is written to disk. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** Validates a hash that was read from a file. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** SHA-256 of the source of a text as JSON, in which a symbol is its final name, its meaning and its file. */
export function hashOf(content: unknown, plan: PackagePlan): string {
  return sha256(
    JSON.stringify(content, (_key, part: unknown) =>
      isPlannedSymbol(part) ? qualifiedName(part, plan) : part,
    ),
  );
}

function isPlannedSymbol(part: unknown): part is PlannedSymbol {
  return (
    typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'symbol' && !('as' in part)
  );
}

function qualifiedName({ identity }: PlannedSymbol, plan: PackagePlan): string {
  const symbol = plan.symbols.get(identity);
  if (symbol === undefined) return identity;
  const own = `${plan.paths.get(symbol.file) ?? ''}#${symbol.meaning}:${symbol.name}`;
  if (symbol.parent === null) return own;
  return `${qualifiedName({ kind: 'symbol', identity: symbol.parent }, plan)}.${own}`;
}
