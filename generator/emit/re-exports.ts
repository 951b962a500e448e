/** Groups the symbols that a file hands on by the file that they come from. */
import type { PackagePlan } from '../plan/package-plan.ts';
import type { ReExportStatement } from '../template/structures.ts';
import type { ImportedName, ImportLine } from './file-scope.ts';

/** One line a file, names sorted; a type and a value of one name are handed on together. */
export function reExportLines(statement: ReExportStatement, plan: PackagePlan): readonly ImportLine[] {
  const byFile = new Map<string, Map<string, ImportedName>>();
  for (const { identity } of statement.symbols) {
    const symbol = plan.symbols.get(identity);
    if (symbol === undefined)
      throw new Error(`The symbol "${identity}" is handed on but was never declared.`);
    const path = plan.paths.get(symbol.file) ?? '';
    const names = byFile.get(path) ?? new Map<string, ImportedName>();
    const isType = symbol.meaning === 'type' && names.get(symbol.name)?.isType !== false;
    names.set(symbol.name, { name: symbol.name, alias: null, isType });
    byFile.set(path, names);
  }
  return [...byFile]
    .map(([from, names]) => ({ from, isExternal: false, names: [...names.values()].sort(byName) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function byName(a: ImportedName, b: ImportedName): number {
  return a.name < b.name ? -1 : 1;
}
