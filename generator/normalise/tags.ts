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
  const tags = readAll(scope, source, names);
  reportCircles(scope, source, tags);
  return tags;
}

/** Each circle once, at the first of its tags in the document. */
function reportCircles(scope: Scope, source: Source, tags: readonly Tag[]): void {
  const parents = new Map(tags.map((tag) => [tag.name, tag.parent]));
  const inCircles = new Map(circlesOf(parents).flatMap((circle) => circle.map((name) => [name, circle])));
  const reported = new Set<readonly string[]>();
  for (const tag of itemsOf(source)) {
    const name = textAt(tag, 'name') ?? '';
    const circle = inCircles.get(name);
    if (circle === undefined || reported.has(circle)) continue;
    reported.add(circle);
    const at = circle.indexOf(name);
    const around = [...circle.slice(at), ...circle.slice(0, at), name].map(quote);
    const message = `The tag ${quote(name)} is inside itself: ${around.join(' in ')}.`;
    report(scope, childOf(tag, 'parent'), { code: 'CW2002', message });
  }
}

/** Follows each parent once. */
function circlesOf(parents: ReadonlyMap<string, string | undefined>): readonly (readonly string[])[] {
  const done = new Set<string>();
  return [...parents.keys()].flatMap((name) => {
    const path = new Set<string>();
    let next: string | undefined = name;
    for (; next !== undefined && !done.has(next) && !path.has(next); next = parents.get(next)) path.add(next);
    for (const each of path) done.add(each);
    const inOrder = [...path];
    return next !== undefined && path.has(next) ? [inOrder.slice(inOrder.indexOf(next))] : [];
  });
}

function readAll(scope: Scope, source: Source, names: ReadonlySet<string | null>): readonly Tag[] {
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
