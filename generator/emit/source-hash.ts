/** What stands for the text of a file before it is printed: a hash of all that the text depends on. */
import type { PackagePlan } from '../plan/package-plan.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import { sha256 } from './sha256.ts';

/** SHA-256 of the content as JSON, every symbol by its final name, its meaning and its file. */
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
