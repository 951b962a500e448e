/** Builds doc comments and prose from the text of the document. */
import type { Api } from '../api/api.ts';
import { unrefined } from '../api/assertions.ts';
import type { Docs } from '../api/place.ts';
import type { JsonValue } from '../api/json.ts';
import type { Schema } from '../api/schema.ts';
import type { DocComment } from './structures.ts';

/** Returns summary, description, `extra` paragraphs, `@deprecated` and `@see`; `null` if all are empty. */
export function docsOf(docs: Docs, extra: readonly string[] = []): DocComment | null {
  const summary = docs.summary ?? '';
  const description = docs.description === docs.summary ? '' : (docs.description ?? '');
  const text = [summary, description, ...extra].filter((part) => part.trim() !== '').join('\n\n');
  const tags = [
    ...deprecation(docs),
    ...(docs.externalUrl === null ? [] : [{ name: 'see' as const, text: docs.externalUrl }]),
  ];
  return text === '' && tags.length === 0 ? null : { text, tags };
}

/** One sentence for what the type cannot express: format, limits and default. */
export function notesOf(schema: Schema, assumed?: JsonValue): readonly string[] {
  const notes = [...formatNote(schema), ...limitNotes(schema)];
  const given = assumed === undefined ? [] : [`Default: \`${JSON.stringify(assumed)}\`.`];
  const sentence = [...notes, ...given].join(' ');
  return sentence === '' ? [] : [sentence];
}

/** The tag `@deprecated`, with the reason where the document gives one. */
export function deprecation(docs: Docs): NonNullable<DocComment['tags']> {
  if (docs.deprecated === false) return [];
  return [{ name: 'deprecated', text: docs.deprecated === true ? '' : docs.deprecated }];
}

/** Name of the API for use after "the": `Acme Shop API` stays, `Chat` becomes `Chat API`. */
export function apiName({ title }: Pick<Api, 'title'>): string {
  const name = title.trim().replace(/^the\s+/i, '');
  if (name === '') return 'API';
  return /\bapis?\b|openapi/i.test(name) ? name : `${name} API`;
}

function formatNote(noted: Schema): readonly string[] {
  const schema = unrefined(noted);
  if (schema.kind === 'union') return schema.members.flatMap(formatNote);
  const format = schema.kind === 'string' || schema.kind === 'number' ? schema.format : null;
  return format === null || format === 'binary' ? [] : [`Format: ${format}.`];
}

function limitNotes(noted: Schema): readonly string[] {
  const schema = unrefined(noted);
  if (schema.kind === 'union') return schema.members.flatMap(limitNotes);
  if (!('limits' in schema)) return [];
  return Object.entries(schema.limits).map(
    ([name, limit]) =>
      `${sentenceCase(name)}: ${name === 'pattern' ? asCode(String(limit)) : String(limit)}.`,
  );
}

/** A code span. Its marks are longer than any run of backticks in the text. */
function asCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  return longest === 0 ? `${marks}${text}${marks}` : `${marks} ${text} ${marks}`;
}

/** `maxLength` becomes `Max length`. */
function sentenceCase(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
