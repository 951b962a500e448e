/** A part of a document: some of its paths, and the components that they need. An edit of it costs a tenth. */
import { isMap, type Json, type JsonMap } from './document.ts';
import type { Random } from './random.ts';

/** Sections of `components` that nothing refers to by a pointer. */
const keptSections: ReadonlySet<string> = new Set(['securitySchemes']);

/** Returns the document with at most `most` of its paths, and what these refer to. */
export function partOf(root: JsonMap, random: Random, most: number): JsonMap {
  const paths = isMap(root['paths']) ? Object.keys(root['paths']) : [];
  if (paths.length <= most) return root;
  const start = random.below(paths.length);
  const kept = new Map<string, Set<string>>();
  const pending: Json[] = [];
  const keep = (section: string, key: string): void => {
    const value = isMap(entryAt(root, section)) ? entryAt(entryAt(root, section), key) : undefined;
    if (value === undefined || kept.get(section)?.has(key) === true) return;
    kept.set(section, (kept.get(section) ?? new Set()).add(key));
    pending.push(value);
  };
  // Neighbours share their models, so that a part has as many collisions as the whole.
  for (let index = 0; index < most; index += 1) keep('paths', paths[(start + index) % paths.length] ?? '');
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const [section, key] of referencesIn(value)) keep(section, key);
  }
  return withOnly(root, kept);
}

/** Sections and keys of the pointers in a value: of references, and of a discriminator's mapping. */
function referencesIn(value: Json): readonly (readonly [string, string])[] {
  const texts = new Set(
    [...JSON.stringify(value).matchAll(/"#\/((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text),
  );
  return [...texts].map((text) => {
    const steps = text
      .split('/')
      .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
    const [first = '', second = '', third = ''] = steps;
    return first === 'components' ? [`components/${second}`, third] : [first, second];
  });
}

function withOnly(root: JsonMap, kept: ReadonlyMap<string, ReadonlySet<string>>): JsonMap {
  const only = (section: Json | undefined, name: string): JsonMap =>
    Object.fromEntries(
      Object.entries(isMap(section) ? section : {}).filter(([key]) => kept.get(name)?.has(key) === true),
    );
  const components = Object.entries(isMap(root['components']) ? root['components'] : {}).map(
    ([name, section]) =>
      [name, keptSections.has(name) ? section : only(section, `components/${name}`)] as const,
  );
  return {
    ...root,
    paths: only(root['paths'], 'paths'),
    components: Object.fromEntries(components),
  };
}

function entryAt(owner: Json | undefined, path: string): Json | undefined {
  return path
    .split(path.startsWith('components/') ? '/' : '\n')
    .reduce<Json | undefined>((value, key) => (isMap(value) ? value[key] : undefined), owner);
}
