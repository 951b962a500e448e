/** Objects from other files → the component that each becomes: named after what it is, never after who came first. */
import { hashText } from '../../api/hash.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { decodeFragment, pointerKeys, pointerStep } from '../../api/place.ts';
import { type BundleFiles, type Discovered, findTarget, type Target } from './bundle-discover.ts';
import { memberOf, referenceIn } from '../references.ts';

export interface NameRequest {
  readonly files: BundleFiles;
  readonly root: JsonObject;
  readonly discovered: Discovered;
}

/** Target id → pointer of its component in the bundled tree. */
export type ComponentPointers = ReadonlyMap<string, string>;

interface Candidate {
  readonly id: string;
  readonly target: Target;
  readonly names: readonly string[];
  level: number;
}

/** All that share a name give it up together: keeping it for one of them would depend on the others. */
export function nameTargets(request: NameRequest): ComponentPointers {
  const componentPointers = new Map<string, string>();
  for (const candidates of bySection(request, componentPointers)) {
    const section = candidates[0]?.target.section ?? [];
    settleNames(candidates, ownNames(request, section));
    for (const { id, names, level } of candidates)
      componentPointers.set(id, pointerTo([...section, names[level] ?? id]));
  }
  return componentPointers;
}

/** Targets that a component of the entry file stands for are settled at once; the others are grouped. */
function bySection(
  { discovered, files }: NameRequest,
  componentPointers: Map<string, string>,
): Iterable<Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const [id, target] of discovered.targets) {
    const names = candidateNames(target, files);
    const aliases = [...(discovered.aliases.get(id) ?? [])].sort();
    const alias = aliases.find((name) => name === names[0]) ?? aliases[0];
    if (alias !== undefined) componentPointers.set(id, pointerTo([...target.section, alias]));
    else
      groups.set(target.section.join('/'), [
        ...(groups.get(target.section.join('/')) ?? []),
        { id, target, names, level: 0 },
      ]);
  }
  return groups.values();
}

function settleNames(candidates: readonly Candidate[], taken: ReadonlySet<string>): void {
  for (
    let clashes = clashesIn(candidates, taken);
    clashes.length > 0;
    clashes = clashesIn(candidates, taken)
  ) {
    for (const candidate of clashes) candidate.level += 1;
  }
}

/** The last name of each holds a hash of its address and is left as it is. */
function clashesIn(candidates: readonly Candidate[], taken: ReadonlySet<string>): readonly Candidate[] {
  const users = new Map<string, number>();
  for (const { names, level } of candidates) {
    const name = names[level] ?? '';
    users.set(name, (users.get(name) ?? 0) + 1);
  }
  return candidates.filter(({ names, level }) => {
    const name = names[level] ?? '';
    return level < names.length - 1 && (taken.has(name) || (users.get(name) ?? 0) > 1);
  });
}

/** From the name that reads best to the one that is certainly its own. */
function candidateNames({ url, pointer }: Target, files: BundleFiles): readonly string[] {
  const address = addressOf(url, files);
  const path = pathSegments(address);
  const file = path.at(-1) ?? 'file';
  const keys = pointerKeys(pointer);
  const name = keys.at(-1) ?? file;
  const owner = keys.length === 0 ? path.at(-2) : file;
  const whole = [...path, ...keys.slice(0, -1), ...(keys.length === 0 ? [] : [name])].join('_');
  const beside = owner === undefined ? [] : [`${owner}_${name}`];
  const own = `${whole}_${hashText(JSON.stringify([address, pointer]))}`;
  return [name, ...beside, whole, own].map(componentName);
}

/**
 * Identifies a file, wherever the checkout lies: `./…` below the entry file's folder, so that
 * a wider root renames nothing there, `/…` elsewhere below the root, and the whole URL on the web.
 */
function addressOf(url: string, { rootUrl, reachUrl }: BundleFiles): string {
  const folder = new URL('.', rootUrl).href;
  if (url.startsWith(folder)) return `./${url.slice(folder.length)}`;
  return url.startsWith(reachUrl) ? `/${url.slice(reachUrl.length)}` : url;
}

/** Folders and base name; of a file from the web those of its path alone. */
function pathSegments(address: string): readonly string[] {
  return (URL.parse(address)?.pathname ?? address)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment, index, all) =>
      index === all.length - 1 ? segment.replace(/\.(?:json|ya?ml)$/i, '') : segment,
    );
}

/** Component names are of `[A-Za-z0-9._-]` (OpenAPI 3.1, section 4.8.7.1); other characters become `_`. */
function componentName(text: string): string {
  return decodeFragment(text)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .replaceAll(/^_+(?=.)|(?<=[^_])_+$/g, '');
}

function pointerTo(keys: readonly string[]): string {
  return keys.map(pointerStep).join('');
}

/** The names in a section of the entry file, which may itself have been moved to another file. */
function ownNames({ files, root }: NameRequest, section: readonly string[]): ReadonlySet<string> {
  let at: JsonValue | undefined = root;
  let url = files.rootUrl;
  for (const key of section) {
    at = memberOf(at, key);
    const reference = isJsonObject(at) ? referenceIn(at) : null;
    const found = reference === null ? null : findTarget(files, reference, url);
    if (found !== null) ({ value: at, url } = found);
  }
  return new Set(isJsonObject(at) ? Object.keys(at) : []);
}
