/** Reads the tags that the document describes, in its order, and where they stand in one another. */
import type { Tag } from '../api/api.ts';
import { readDocs } from './docs.ts';
import { quote } from './reference.ts';
import type { Scope } from './scope.ts';
import { report } from './scope.ts';
import type { Source } from './source.ts';
import { childOf, itemsOf, textAt } from './source.ts';

export function readTags(scope: Scope, source: Source): readonly Tag[] {
  const names = new Set(itemsOf(source).map((tag) => textAt(tag, 'name')));
  return itemsOf(source).flatMap((tag) => {
    const name = textAt(tag, 'name');
    if (name === null) return [];
    const parent = textAt(tag, 'parent');
    const kind = textAt(tag, 'kind');
    const isKnown = parent !== null && names.has(parent);
    if (parent !== null && !isKnown) {
      report(scope, childOf(tag, 'parent'), {
        code: 'CW2002',
        message: `Unknown parent tag ${quote(parent)}.`,
      });
    }
    return [
      {
        name,
        ...(isKnown ? { parent } : {}),
        ...(kind === null ? {} : { kind }),
        docs: readDocs(tag),
      },
    ];
  });
}

/** Kinds of the registry of OpenAPI that do not group operations. */
const otherKinds: readonly string[] = ['badge', 'audience'];

/** Returns the tags that group an operation: all but badges and audiences. */
export function groupingTags(tags: readonly Tag[], names: readonly string[]): readonly string[] {
  const others = new Set(tags.filter(({ kind = '' }) => otherKinds.includes(kind)).map(({ name }) => name));
  return names.filter((name) => !others.has(name));
}

/** Returns the names of the tags around a tag, the outermost first. A circle ends where it begins. */
export function tagsAround(tags: readonly Tag[], name: string): readonly string[] {
  const parents = new Map(tags.map((tag) => [tag.name, tag.parent]));
  const around: string[] = [];
  for (let next = parents.get(name); next !== undefined; next = parents.get(next)) {
    if (next === name || around.includes(next)) break;
    around.unshift(next);
  }
  return around;
}
