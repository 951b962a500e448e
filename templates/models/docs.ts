/** Doc comments from what the document says for people. */
import { unrefined, type DocComment, type Docs, type JsonValue, type Schema } from '../../generator/index.ts';

/** Summary, description, `@deprecated` and `@see`; `null` where the document says nothing. */
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

/** What the type cannot say: format, limits, what the server assumes. */
export function notesOf(schema: Schema, assumed?: JsonValue): readonly string[] {
  const notes = [...formatNote(schema), ...limitNotes(schema)];
  const given = assumed === undefined ? [] : [`Default: \`${JSON.stringify(assumed)}\`.`];
  const sentence = [...notes, ...given].join(' ');
  return sentence === '' ? [] : [sentence];
}

/** `@deprecated`, with what the document says to it. */
export function deprecation(docs: Docs): NonNullable<DocComment['tags']> {
  if (docs.deprecated === false) return [];
  return [{ name: 'deprecated', text: docs.deprecated === true ? '' : docs.deprecated }];
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
  return Object.entries(schema.limits).map(([name, limit]) => `${sentenceCase(name)}: ${String(limit)}.`);
}

/** `maxLength` → `Max length` */
function sentenceCase(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
