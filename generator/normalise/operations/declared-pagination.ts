/** Turns `x-pagination` into how the pages of a list follow one another. */
import type { NextPage, Pagination, Parameter } from '../../api/api.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, hasKey, objectOf, textAt } from '../source.ts';
import type { Extension } from './extension.ts';
import { pointerAt, reportExtension, reportOtherKeys } from './extension.ts';
import { answerOf, canCarry, itemOf, kindAt } from './page-shape.ts';
import type { Waiting } from './answer-values.ts';
import { resolveModel, schemaAt } from './answer-values.ts';

/** As written; `method` is null where the document gives it no name. */
export type DeclaredPagination = Omit<Pagination, 'method' | 'isDetected'> & {
  readonly method: string | null;
};

type Style = NextPage['kind'];

const styles: readonly Style[] = ['cursor', 'last-item', 'offset', 'page', 'url', 'link'];

/** The keys that mean something for each style, besides those that all of them have. */
const keysOfStyle: Readonly<Record<Style, readonly string[]>> = {
  cursor: ['parameter', 'next'],
  'last-item': ['parameter', 'next'],
  offset: ['parameter', 'total'],
  page: ['parameter', 'total', 'first'],
  url: ['next'],
  link: [],
};
const keysOfAll = ['style', 'items', 'more', 'method'];

interface Reading {
  readonly extension: Extension;
  readonly waiting: Waiting;
  readonly answer: Schema;
  readonly items: readonly string[];
}

/** `null`, and reported, where it does not fit the operation. */
export function readPagination(scope: Scope, waiting: Waiting): DeclaredPagination | null {
  const source = childOf(waiting.source, 'x-pagination');
  const extension: Extension = { scope, source, code: 'CW2060' };
  const answer = answerOf(waiting.operation);
  if (objectOf(source) === null || answer === null) {
    const problem = answer === null ? 'needs one success, in JSON' : 'must be an object, or false';
    reportExtension(extension, `x-pagination ${problem}.`);
    return null;
  }
  reportIdleKeys(extension);
  const items = readItems(extension, answer, waiting);
  const reading = items === null ? null : { extension, waiting, answer, items };
  const next = reading === null ? null : readNext(reading);
  if (reading === null || next === null) return null;
  return {
    method: readMethod(extension),
    items: reading.items,
    next,
    more: readKeys(reading, 'more', 'boolean'),
    total: readKeys(reading, 'total', 'number'),
    place: placeOf(scope, source),
  };
}

/** A key that does nothing is a mistake: of its name, or of the style. */
function reportIdleKeys(extension: Extension): void {
  const all = Object.values(keysOfStyle).flat();
  reportOtherKeys(extension, [...keysOfAll, ...all]);
  const style = styleOf(extension);
  const idle = style === null ? [] : all.filter((key) => !keysOfStyle[style].includes(key));
  for (const key of new Set(idle)) {
    if (hasKey(extension.source, key))
      reportExtension(extension, `${key} has no effect with the style ${style}.`, key);
  }
}

/** `null`, and reported by `readNext`: there is none of the known. */
function styleOf({ source }: Extension): Style | null {
  const text = textAt(source, 'style');
  return styles.find((style) => style === text) ?? null;
}

function readMethod(extension: Extension): string | null {
  if (!hasKey(extension.source, 'method')) return null;
  const method = textAt(extension.source, 'method');
  if (method !== null && /^[a-z][A-Za-z0-9]*$/.test(method)) return method;
  reportExtension(extension, 'method must be a name such as listAll.', 'method');
  return null;
}

/** An empty pointer, or none, where the answer is the list itself. */
function readItems(extension: Extension, answer: Schema, { lookup }: Waiting): readonly string[] | null {
  const text = textAt(extension.source, 'items') ?? '';
  const items = text === '' || text.startsWith('/') ? pointerKeys(text) : null;
  if (items !== null && itemOf(answer, items, lookup) !== null) return items;
  reportExtension(extension, 'items must be a pointer to a list in the response.', 'items');
  return null;
}

function readNext(reading: Reading): NextPage | null {
  const style = styleOf(reading.extension);
  switch (style) {
    case 'cursor':
    case 'last-item':
      return readCursor(reading, style);
    case 'offset':
    case 'page':
      return readCount(reading, style);
    case 'url':
      return readUrl(reading);
    case 'link':
      return { kind: 'link' };
    case null:
      reportExtension(reading.extension, `style must be one of ${styles.join(', ')}.`, 'style');
      return null;
  }
}

function readUrl(reading: Reading): NextPage | null {
  const url = readKeys(reading, 'next', 'string');
  if (!hasKey(reading.extension.source, 'next'))
    reportExtension(reading.extension, 'next is missing: a pointer to the URL of the next page.');
  return url === null ? null : { kind: 'url', url };
}

/** What the next page goes on from has to be of the type that the parameter is of. */
function readCursor(reading: Reading, kind: 'cursor' | 'last-item'): NextPage | null {
  const { extension, waiting, answer, items } = reading;
  const parameter = readParameter(reading);
  const cursor = pointerAt(extension, 'next');
  const from = kind === 'cursor' ? answer : itemOf(answer, items, waiting.lookup);
  const schema = from === null || cursor === null ? null : schemaAt(from, cursor, waiting.lookup);
  if (parameter === null || cursor === null) {
    if (!hasKey(extension.source, 'next'))
      reportExtension(extension, 'next is missing: a pointer to the value of the parameter.');
    return null;
  }
  if (schema === null || !canCarry(parameter, schema, waiting.lookup)) {
    const problem =
      schema === null ? 'leads nowhere' : `is not a value that ${quote(parameter.name)} accepts`;
    reportExtension(
      extension,
      `next ${problem}: it must point to the string or number for the next page.`,
      'next',
    );
    return null;
  }
  return { kind, parameter: parameter.name, cursor };
}

function readCount(reading: Reading, kind: 'offset' | 'page'): NextPage | null {
  const { extension, waiting } = reading;
  const parameter = readParameter(reading);
  if (parameter === null) return null;
  const schema = resolveModel(parameter.schema, waiting.lookup);
  if (schema.kind !== 'number' || !schema.integer) {
    reportExtension(extension, 'parameter must be the name of an integer parameter.', 'parameter');
    return null;
  }
  if (kind === 'offset') return { kind, parameter: parameter.name };
  const { value: first = 1 } = childOf(extension.source, 'first');
  if (first === 0 || first === 1) return { kind, parameter: parameter.name, first };
  reportExtension(extension, 'first must be 0 or 1.', 'first');
  return null;
}

function readParameter({ extension, waiting }: Reading): Parameter | null {
  const name = textAt(extension.source, 'parameter');
  const found = waiting.operation.parameters.find((one) => one.location === 'query' && one.name === name);
  if (found === undefined) {
    const problem = name === null ? 'is missing: the name of' : `names ${quote(name)}, which is not`;
    reportExtension(extension, `parameter ${problem} a query parameter of the operation.`, 'parameter');
  }
  return found ?? null;
}

function readKeys(reading: Reading, key: string, kind: Schema['kind']): readonly string[] | null {
  const { extension, waiting, answer } = reading;
  if (!hasKey(extension.source, key)) return null;
  const path = pointerAt(extension, key);
  if (path === null || kindAt(answer, path, waiting.lookup) === kind) return path;
  reportExtension(extension, `${key} must point to a ${kind} in the answer.`, key);
  return null;
}
