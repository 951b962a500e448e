/** Reads titles, descriptions, examples and other annotations, and the tags that the document describes. */
import type { Tag } from '../api/api.ts';
import { withSortedKeys } from '../api/hash.ts';
import { type JsonObject, type JsonValue, sortedBy } from '../api/json.ts';
import { type Docs, noDocs, pointerKeys } from '../api/place.ts';
import { splitWords } from '../naming/words.ts';
import { nestsTooDeep } from './schema/accepts.ts';
import { quote, report, type Scope } from './scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, memberOf, type Source, textAt } from './source.ts';

/** The docs of any OpenAPI object that has `summary`, `description`, `deprecated` or `externalDocs`. */
export function readDocs(source: Source): Docs {
  return {
    summary: filledText(source, 'summary'),
    description: filledText(source, 'description'),
    deprecated: readDeprecated(source),
    externalUrl: textAt(childOf(source, 'externalDocs'), 'url'),
    ...readNotes(source),
  };
}

type Notes = Pick<Docs, 'externalDescription' | 'examples' | 'extensions'>;

/** The members of docs that are absent where the document has nothing for them. */
function readNotes(source: Source): Notes {
  const externalDescription = filledText(childOf(source, 'externalDocs'), 'description');
  const examples = readExamples(source);
  const extensions = entriesOf(source).filter(([name]) => name.startsWith('x-'));
  return {
    ...(externalDescription === null ? {} : { externalDescription }),
    ...(examples.length === 0 ? {} : { examples }),
    ...(extensions.length === 0
      ? {}
      : {
          extensions: Object.fromEntries(
            extensions.flatMap(([name, { value }]) => sortedValue(value).map((each) => [name, each])),
          ),
        }),
  };
}

/** Values of `example`, of the list `examples` of a schema, and of the named `examples` of other objects. */
export function readExamples(source: Source): readonly JsonValue[] {
  const several = childOf(source, 'examples');
  // `dataValue` is the value before it is serialised (OpenAPI 3.2); `serializedValue` is its text on the wire.
  const named = entriesOf(several).map(([, example]) =>
    childOf(example, hasKey(example, 'dataValue') ? 'dataValue' : 'value'),
  );
  const all = [childOf(source, 'example'), ...itemsOf(several), ...named];
  return all.flatMap(({ value }) => sortedValue(value));
}

function sortedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(sortedBy(Object.entries(object), ([key]) => key));
}

/** Returns the value with sorted keys; empty if it is absent or nested too deeply. */
function sortedValue(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined || nestsTooDeep(value) ? [] : [withSortedKeys(value)];
}

/** Reads the docs of a schema. Its `title` is the summary, unless it only repeats the schema's name. */
export function readSchemaDocs(source: Source): Docs {
  const title = filledText(source, 'title');
  const repeats = title !== null && sameWords(title, pointerKeys(source.pointer).at(-1) ?? '');
  return { ...readDocs(source), summary: repeats ? null : title };
}

/** Prefers each text of `over`, and falls back to that of `under`. */
export function mergeDocs(over: Docs, under: Docs): Docs {
  if (under === noDocs) return over;
  const extensions = { ...under.extensions, ...over.extensions };
  return {
    ...under,
    ...over,
    summary: over.summary ?? under.summary,
    description: over.description ?? under.description,
    deprecated: over.deprecated === false ? under.deprecated : over.deprecated,
    externalUrl: over.externalUrl ?? under.externalUrl,
    ...(Object.keys(extensions).length === 0 ? {} : { extensions: sortedObject(extensions) }),
  };
}

function filledText(source: Source, key: string): string | null {
  const text = textAt(source, key);
  return text === null || text.trim() === '' ? null : text;
}

function readDeprecated(source: Source): boolean | string {
  if (memberOf(source.value, 'deprecated') !== true) return false;
  return filledText(source, 'x-deprecated-reason') ?? true;
}

function sameWords(left: string, right: string): boolean {
  return wordsKey(left) === wordsKey(right);
}

function wordsKey(text: string): string {
  return splitWords(text)
    .map((word) => word.toLowerCase())
    .join('');
}

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
