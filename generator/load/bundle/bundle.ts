/** A document of several files → one tree whose references are local, and where each part of it was written. */
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { isJsonObject } from '../../api/json.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { discoverTargets } from './bundle-discover.ts';
import type { Discovered, Target } from './bundle-discover.ts';
import { nameTargets } from './bundle-names.ts';
import type { ComponentPointers } from './bundle-names.ts';
import { rewrite, rewriteTarget } from './bundle-rewrite.ts';
import type { Rewriting } from './bundle-rewrite.ts';
import type { BundleFiles } from './bundle-files.ts';
import { createUnresolved } from './unresolved.ts';
import { documentSlot } from '../grammar.ts';
import type { Origins } from '../origins.ts';

export interface BundleRequest {
  readonly files: BundleFiles;
  readonly root: JsonObject;
  readonly swagger: boolean;
  readonly diagnostics: DiagnosticCollector;
}

export interface Bundled {
  readonly root: JsonObject;
  readonly origins: Origins;
  /** Where references stand that name nothing: each was reported. */
  readonly dangling: readonly Place[];
}

/** Builds a new tree; of what it was given nothing changes. */
export function bundle(request: BundleRequest): Bundled {
  const { files, root, swagger, diagnostics } = request;
  const discovered = discoverTargets({ files, root, swagger });
  const componentPointers = nameTargets({ files, root, discovered });
  const origins = new Map<string, Place>();
  const unresolved = createUnresolved(files);
  const rewriting: Rewriting = {
    files,
    swagger,
    componentPointers,
    origins,
    unresolved,
    count: 0,
    placed: 0,
  };
  const start = { rewriting, url: files.rootUrl, source: '', out: '', slot: documentSlot, inlined: [] };
  let tree = rewrite(root, start);
  for (const [section, ids] of bySection(discovered, componentPointers)) {
    const members = ids.map(({ target, componentPointer }) => [
      stepsOf(componentPointer).at(-1) ?? componentPointer,
      rewriteTarget(rewriting, target, componentPointer),
    ]);
    tree = withMembers(tree, stepsOf(section), Object.fromEntries(members));
  }
  const dangling = unresolved.report(diagnostics);
  return { root: isJsonObject(tree) ? tree : root, origins, dangling };
}

interface Placed {
  readonly target: Target;
  readonly componentPointer: string;
}

/** Returns the additions to each section, by name. Targets that a component stands for are already in place. */
function bySection(
  { targets, aliases }: Discovered,
  componentPointers: ComponentPointers,
): ReadonlyMap<string, readonly Placed[]> {
  const sections = new Map<string, Placed[]>();
  for (const [id, componentPointer] of [...componentPointers].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    const target = targets.get(id);
    if (target === undefined || aliases.has(id)) continue;
    const section = componentPointer.slice(0, componentPointer.lastIndexOf('/'));
    const placed = sections.get(section);
    if (placed === undefined) sections.set(section, [{ target, componentPointer }]);
    else placed.push({ target, componentPointer });
  }
  return sections;
}

function stepsOf(componentPointer: string): readonly string[] {
  return componentPointer.slice(1).split('/');
}

/** A copy with `added` in the object at the end of `keys`; objects on the way are made where there are none. */
function withMembers(tree: JsonValue | undefined, keys: readonly string[], added: JsonObject): JsonObject {
  const [key, ...rest] = keys;
  const members = isJsonObject(tree) ? tree : {};
  if (key === undefined) return { ...members, ...added };
  const inner = Object.hasOwn(members, key) ? members[key] : undefined;
  return { ...members, [key]: withMembers(inner, rest, added) };
}
