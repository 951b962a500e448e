/** Reads titles, descriptions, examples and other annotations. */
import { type JsonObject, type JsonValue, sortedBy } from '../api/json.ts';
import { type Docs, noDocs } from '../api/docs.ts';
import { withSortedKeys } from '../api/hash.ts';
import { pointerKeys } from '../api/place.ts';
import { splitWords } from '../naming/words.ts';
import { nestsTooDeep } from './schema/accepts.ts';
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
