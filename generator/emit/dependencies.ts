/** Adds the npm packages that the code imports to the `package.json`. */
import { isJsonObject, type JsonObject, type JsonValue } from '../api/json.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { PackagePlan } from '../plan/package-plan.ts';
import { packageOf, type Dependency, type DependencyKind } from '../template/code.ts';
import { fragmentsOf } from './file-scope.ts';
import type { RenderedFile } from './files.ts';

/** The same files, with the dependencies of all in the manifest. Contradictory ranges are reported. */
export function addDependencies(
  files: readonly RenderedFile[],
  plan: PackagePlan,
  diagnostics: DiagnosticCollector,
): readonly RenderedFile[] {
  const all = [...plan.additions.dependencies, ...files.flatMap(dependenciesOf)];
  const needed = merge(all, diagnostics);
  if (needed.length === 0) return files;
  if (plan.slots.package.manifest === null) {
    const packages = needed.map(({ name, range }) => `${name}@${range}`).join(' ');
    diagnostics.report({ code: 'CW4010', message: `The generated code imports packages: ${packages}` });
    return files;
  }
  return files.map((file) => {
    if (file.path !== plan.slots.package.manifest || file.content.kind !== 'json') return file;
    const { value } = file.content;
    if (!isManifest(value)) return file;
    return { ...file, content: { kind: 'json', value: withDependencies(value, needed) } };
  });
}

function dependenciesOf({ content }: RenderedFile): readonly Dependency[] {
  if (content.kind !== 'code') return [];
  const parts = fragmentsOf(content.statements).flatMap((fragment) => fragment.parts);
  return parts.flatMap((part) =>
    part.kind === 'external' && part.dependency !== null ? [part.dependency] : [],
  );
}

interface NeededPackage {
  readonly name: string;
  readonly range: string;
  readonly kind: DependencyKind;
}

/** Kinds by strength: if templates request one package in two kinds, the earlier kind is used. */
const kinds: readonly DependencyKind[] = ['dependency', 'peer', 'optional', 'dev'];

function merge(
  dependencies: readonly Dependency[],
  diagnostics: DiagnosticCollector,
): readonly NeededPackage[] {
  const byName = Map.groupBy(dependencies, ({ from }) => packageOf(from));
  const needed = [...byName].map(([name, all]): NeededPackage => {
    const ranges = [...new Set(all.map(({ range }) => range))].toSorted();
    if (ranges.length > 1) {
      const message = `Templates need the package ${JSON.stringify(name)} in different ranges: ${ranges.join(', ')}.`;
      diagnostics.report({ code: 'CW4009', message });
    }
    const wanted = new Set(all.map(({ kind = 'dependency' }) => kind));
    return { name, range: ranges[0] ?? '*', kind: kinds.find((kind) => wanted.has(kind)) ?? 'dependency' };
  });
  return needed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function withDependencies(manifest: JsonObject, needed: readonly NeededPackage[]): JsonObject {
  const of = (...wanted: readonly DependencyKind[]): readonly (readonly [string, string])[] =>
    needed.filter(({ kind }) => wanted.includes(kind)).map(({ name, range }) => [name, range] as const);
  const optional = of('optional').map(([name]) => [name, { optional: true }] as const);
  const sections: readonly (readonly [string, readonly (readonly [string, JsonValue])[]])[] = [
    ['dependencies', of('dependency')],
    ['peerDependencies', of('peer', 'optional')],
    ['peerDependenciesMeta', optional],
    // The package's own type check needs them too.
    ['devDependencies', of('dev', 'peer', 'optional')],
  ];
  const added = sections
    .filter(([, entries]) => entries.length > 0)
    .map(([section, entries]) => [
      section,
      sorted({ ...objectAt(manifest, section), ...Object.fromEntries(entries) }),
    ]);
  return { ...manifest, ...Object.fromEntries(added) };
}

function objectAt(manifest: JsonObject, section: string): JsonObject {
  const found = manifest[section];
  return found !== undefined && isJsonObject(found) ? found : {};
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isManifest(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
