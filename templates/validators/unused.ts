/** Leaves out functions that nothing in their file calls and no other file may. */
import type { Code, PlannedSymbol, Statement } from '../../generator/index.ts';

/**
 * The statements that are exported, or used by one that stays.
 *
 * What is nested in a property that only the other side sends is checked by nobody.
 */
export function withoutUnused(statements: readonly Statement[]): readonly Statement[] {
  const byName = new Map(statements.flatMap((statement) => ownName(statement, statement)));
  const used = new Set<Statement>();
  const pending = statements.filter((statement) => statement.kind === 'reexport' || statement.exported);
  for (let statement = pending.pop(); statement !== undefined; statement = pending.pop()) {
    if (used.has(statement)) continue;
    used.add(statement);
    const names = codeOf(statement).flatMap(symbolsIn);
    pending.push(...names.flatMap(({ identity }) => byName.get(identity) ?? []));
  }
  return statements.filter((statement) => used.has(statement));
}

function ownName<T>(statement: Statement, content: T): readonly (readonly [string, T])[] {
  return statement.kind === 'reexport' ? [] : [[statement.name.identity, content]];
}

function codeOf(statement: Statement): readonly Code[] {
  switch (statement.kind) {
    case 'function':
      return statement.body;
    case 'const':
      return [statement.value];
    case 'interface':
    case 'type':
    case 'namespace':
    case 'reexport':
      return [];
  }
}

function symbolsIn({ parts }: Code): readonly PlannedSymbol[] {
  return parts.flatMap((part) => (part.kind === 'symbol' ? [part.symbol] : []));
}
