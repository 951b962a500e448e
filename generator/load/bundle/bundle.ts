/** A document of several files → one tree whose references are local, and where each part of it was written. */
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { isJsonObject } from '../../api/json.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { discoverTargets } from './bundle-discover.ts';
import { nameTargets } from './bundle-names.ts';
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
}

/** Builds a new tree; of what it was given nothing changes. */
export function bundle(request: BundleRequest): Bundled {
  const { files, root, swagger, diagnostics } = request;
  const discovered = discoverTargets({ files, root, swagger });
  const homes = nameTargets({ files, root, discovered });
  const origins = new Map<string, Place>();
  const unresolved = createUnresolved(files);
  const rewriting: Rewriting = { files, swagger, homes, origins, unresolved, count: 0, placed: 0 };
  const start = { rewriting, url: files.rootUrl, source: '', out: '', slot: documentSlot, inlined: [] };
  let tree = rewrite(root, start);
  const ordered = [...homes].sort(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [id, home] of ordered) {
    const target = discovered.targets.get(id);
    if (target === undefined || discovered.aliases.has(id)) continue;
    tree = withMember(tree, homeKeys(home), rewriteTarget(rewriting, target, home));
  }
  unresolved.report(diagnostics);
  return { root: isJsonObject(tree) ? tree : root, origins };
}

function homeKeys(home: string): readonly string[] {
  return home.slice(1).split('/');
}

/** A copy with `value` at the end of `keys`; objects on the way are made where there are none. */
function withMember(tree: JsonValue | undefined, keys: readonly string[], value: JsonValue): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const members = isJsonObject(tree) ? tree : {};
  const inner = Object.hasOwn(members, key) ? members[key] : undefined;
  return { ...members, [key]: withMember(inner, rest, value) };
}
