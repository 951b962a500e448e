/** Import and export lines of a file: where they lead, and which names they list. */
import { compareText } from '../api/json.ts';
import type { PackagePlan, ResolvedSymbol } from '../plan/package-plan.ts';
import type { CodePart } from '../template/code.ts';
import type { ImportExtension } from '../template/slots.ts';
import type { ReExportStatement } from '../template/structures.ts';

export interface ImportedName {
  /** `*`: the whole module, by its alias. */
  readonly name: string;
  /** Local name; `null` if it is the same. */
  readonly alias: string | null;
  readonly isType: boolean;
}

export interface ImportLine {
  /** Path in the package, or the name of a package. */
  readonly from: string;
  readonly isExternal: boolean;
  readonly names: readonly ImportedName[];
}

export interface SymbolUse {
  readonly symbol: ResolvedSymbol;
  readonly isValue: boolean;
}

export function packageImports(
  uses: readonly SymbolUse[],
  plan: PackagePlan,
  aliases: ReadonlyMap<string, string>,
): readonly ImportLine[] {
  const byFile = Map.groupBy(uses, ({ symbol }) => symbol.file);
  return [...byFile]
    .map(([file, used]) => ({
      from: plan.paths.get(file) ?? '',
      isExternal: false,
      names: mergeNames(
        used.map(({ symbol, isValue }) => ({
          name: symbol.name,
          alias: aliases.get(symbol.identity) ?? null,
          isType: !isValue,
        })),
      ),
    }))
    .sort(byOrigin);
}

export function externalImports(parts: readonly CodePart[]): readonly ImportLine[] {
  const externals = parts.filter((part) => part.kind === 'external');
  return [...Map.groupBy(externals, ({ from }) => from)]
    .map(([from, used]) => ({
      from,
      isExternal: true,
      names: mergeNames(used.map(({ name, as }) => ({ name, alias: null, isType: as === 'type' }))),
    }))
    .sort(byOrigin);
}

/** Merges a type and a value of one name into one import of a value. */
function mergeNames(names: readonly ImportedName[]): readonly ImportedName[] {
  const merged = new Map<string, ImportedName>();
  for (const imported of names) {
    const known = merged.get(imported.name);
    merged.set(imported.name, known?.isType === false ? known : imported);
  }
  return [...merged.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function byOrigin(a: ImportLine, b: ImportLine): number {
  return a.from < b.from ? -1 : 1;
}

/** One line for each file, names sorted, then the whole file as a namespace. A type and a value of one name are exported together. */
export function reExportLines(statement: ReExportStatement, plan: PackagePlan): readonly ImportLine[] {
  const byFile = new Map<string, Map<string, ImportedName>>();
  const modules: ImportLine[] = [];
  for (const { identity } of statement.symbols) {
    const symbol = plan.symbols.get(identity);
    if (symbol === undefined)
      throw new Error(`The symbol "${identity}" is exported again but was never declared.`);
    const path = plan.paths.get(symbol.file) ?? '';
    if (symbol.isModule) {
      const whole = { name: '*', alias: symbol.name, isType: symbol.meaning === 'type' };
      modules.push({ from: path, isExternal: false, names: [whole] });
      continue;
    }
    const names = byFile.get(path) ?? new Map<string, ImportedName>();
    const isType = symbol.meaning === 'type' && names.get(symbol.name)?.isType !== false;
    names.set(symbol.name, { name: symbol.name, alias: null, isType });
    byFile.set(path, names);
  }
  const lines = [...byFile].map(([from, names]) => ({
    from,
    isExternal: false,
    names: [...names.values()].sort(byName),
  }));
  return [...lines, ...modules].toSorted((a, b) => compareText(a.from, b.from));
}

function byName(a: ImportedName, b: ImportedName): number {
  return a.name < b.name ? -1 : 1;
}

/** `('src/client.ts', 'src/models/pet.ts', 'js')` → `./models/pet.js` */
export function relativeSpecifier(from: string, to: string, extension: ImportExtension): string {
  const fromSteps = from.split('/').slice(0, -1);
  const toSteps = to.split('/');
  let shared = 0;
  while (shared < fromSteps.length && fromSteps[shared] === toSteps[shared]) shared += 1;
  const up = fromSteps.slice(shared).map(() => '..');
  const steps = [...(up.length === 0 ? ['.'] : up), ...toSteps.slice(shared)];
  return steps.join('/').replace(/\.ts$/, extension === 'none' ? '' : `.${extension}`);
}

/** Paths in the package of a runtime module's relative imports. */
export function importedPaths(path: string, text: string): readonly string[] {
  const folder = path.split('/').slice(0, -1);
  return [...text.matchAll(/from '(\.[^']+)\.[jt]s'/g)].map(([, specifier = '']) => {
    const steps = [...folder];
    for (const step of specifier.split('/')) {
      if (step === '..') steps.pop();
      else if (step !== '.') steps.push(step);
    }
    return `${steps.join('/')}.ts`;
  });
}
