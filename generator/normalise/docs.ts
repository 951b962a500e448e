/** Reads what the author wrote for people. */
import type { Docs } from '../api/docs.ts';
import { noDocs } from '../api/docs.ts';
import { pointerKeys } from '../api/place.ts';
import { splitWords } from '../naming/words.ts';
import type { Source } from './source.ts';
import { childOf, memberOf, textAt } from './source.ts';

/** The docs of any OpenAPI object that has `summary`, `description`, `deprecated` or `externalDocs`. */
export function readDocs(source: Source): Docs {
  return {
    summary: filledText(source, 'summary'),
    description: filledText(source, 'description'),
    deprecated: readDeprecated(source),
    externalUrl: textAt(childOf(source, 'externalDocs'), 'url'),
  };
}

/** The docs of a schema: its `title` is the summary, unless it only repeats the name that it stands under. */
export function readSchemaDocs(source: Source): Docs {
  const title = filledText(source, 'title');
  const repeats = title !== null && sameWords(title, pointerKeys(source.pointer).at(-1) ?? '');
  return { ...readDocs(source), summary: repeats ? null : title };
}

/** `over` where it says something, else `under`. */
export function mergeDocs(over: Docs, under: Docs): Docs {
  if (under === noDocs) return over;
  return {
    summary: over.summary ?? under.summary,
    description: over.description ?? under.description,
    deprecated: over.deprecated === false ? under.deprecated : over.deprecated,
    externalUrl: over.externalUrl ?? under.externalUrl,
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
