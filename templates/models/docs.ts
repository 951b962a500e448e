/** Doc comments from what the document says for people. */
import { unrefined, type DocComment, type Docs, type JsonValue, type Schema } from '../../generator/index.ts';
import type { Difference } from './directions.ts';

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

/** Of the type of what is sent: how it is other than what is received. */
export function inputDocs(differences: ReadonlySet<Difference>): DocComment {
  const known = [
    ...(differences.has('value') ? ['values'] : []),
    ...(differences.has('variant') ? ['variants'] : []),
  ];
  const notes = [
    ...(differences.has('server') ? ['what only the server fills in is left out'] : []),
    ...(differences.has('caller') ? ['what is only sent is there'] : []),
    ...(differences.has('default') ? ['what has a default is optional'] : []),
    ...(known.length > 0 ? [`only known ${known.join(' and ')} are allowed`] : []),
  ];
  return { text: `As it is sent: ${notes.join(', ')}.` };
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
  return Object.entries(schema.limits).map(
    ([name, limit]) =>
      `${sentenceCase(name)}: ${name === 'pattern' ? asCode(String(limit)) : String(limit)}.`,
  );
}

/** A pattern may hold what ends a span of code: longer marks do not meet it. */
function asCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  return longest === 0 ? `${marks}${text}${marks}` : `${marks} ${text} ${marks}`;
}

/** `maxLength` → `Max length` */
function sentenceCase(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
