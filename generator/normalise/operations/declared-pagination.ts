/** Turns `x-pagination` into how the pages of a list follow one another. */
import type { NextPage, Pagination, Parameter } from '../../api/api.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import { childOf, hasKey, objectOf, textAt } from '../source.ts';
import type { Extension } from './extension.ts';
import { pointerAt, reportExtension, reportOtherKeys } from './extension.ts';
import { answerOf, canCarry, itemOf, kindAt } from './page-shape.ts';
import type { Waiting } from './state-values.ts';
import { resolveModel, schemaAt } from './state-values.ts';

/** As written: without a name for its method, one is made. */
export type DeclaredPagination = Omit<Pagination, 'method'> & { readonly method: string | null };

const keys = ['style', 'parameter', 'items', 'next', 'more', 'total', 'first', 'method'];
const styles = ['cursor', 'last-item', 'offset', 'page', 'url', 'link'];

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
    const problem = answer === null ? 'needs one success, in JSON' : 'has to be an object, or false';
    reportExtension(extension, `x-pagination ${problem}.`);
    return null;
  }
  reportOtherKeys(extension, keys);
  const items = readItems(extension, answer, waiting);
  const reading = items === null ? null : { extension, waiting, answer, items };
  const next = reading === null ? null : readNext(reading);
  if (reading === null || next === null) return null;
  return {
    method: textAt(source, 'method'),
    items: reading.items,
    next,
    more: readKeys(reading, 'more', 'boolean'),
    total: readKeys(reading, 'total', 'number'),
    place: placeOf(scope, source),
  };
}

/** An empty pointer, or none, where the answer is the list itself. */
function readItems(extension: Extension, answer: Schema, { lookup }: Waiting): readonly string[] | null {
  const text = textAt(extension.source, 'items') ?? '';
  const items = text === '' || text.startsWith('/') ? pointerKeys(text) : null;
  if (items !== null && itemOf(answer, items, lookup) !== null) return items;
  reportExtension(extension, 'items has to be a pointer to a list in the answer.', 'items');
  return null;
}

function readNext(reading: Reading): NextPage | null {
  const style = textAt(reading.extension.source, 'style');
  switch (style) {
    case 'cursor':
    case 'last-item':
      return readCursor(reading, style);
    case 'offset':
    case 'page':
      return readCount(reading, style);
    case 'url': {
      const url = readKeys(reading, 'next', 'string');
      if (url === null) reportExtension(reading.extension, 'next has to lead to the URL of the next page.');
      return url === null ? null : { kind: 'url', url };
    }
    case 'link':
      return { kind: 'link' };
    default:
      reportExtension(reading.extension, `style has to be one of ${styles.join(', ')}.`, 'style');
      return null;
  }
}

/** What the next page goes on from has to be of the type that the parameter is of. */
function readCursor(reading: Reading, kind: 'cursor' | 'last-item'): NextPage | null {
  const { extension, waiting, answer, items } = reading;
  const parameter = readParameter(reading);
  const cursor = pointerAt(extension, 'next');
  const from = kind === 'cursor' ? answer : itemOf(answer, items, waiting.lookup);
  const schema = from === null || cursor === null ? null : schemaAt(from, cursor, waiting.lookup);
  if (parameter === null || cursor === null) {
    if (cursor === null) reportExtension(extension, 'next has to lead to what the parameter is given.');
    return null;
  }
  if (schema === null || !canCarry(parameter, schema, waiting.lookup)) {
    reportExtension(extension, 'next has to lead to a text or number as the parameter takes it.', 'next');
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
    reportExtension(extension, 'parameter has to name an integer.', 'parameter');
    return null;
  }
  if (kind === 'offset') return { kind, parameter: parameter.name };
  const { value: first = 1 } = childOf(extension.source, 'first');
  if (first === 0 || first === 1) return { kind, parameter: parameter.name, first };
  reportExtension(extension, 'first has to be 0 or 1.', 'first');
  return null;
}

function readParameter({ extension, waiting }: Reading): Parameter | null {
  const name = textAt(extension.source, 'parameter');
  const found = waiting.operation.parameters.find((one) => one.location === 'query' && one.name === name);
  if (found === undefined)
    reportExtension(extension, 'parameter has to name a parameter of the query.', 'parameter');
  return found ?? null;
}

function readKeys(reading: Reading, key: string, kind: Schema['kind']): readonly string[] | null {
  const { extension, waiting, answer } = reading;
  if (!hasKey(extension.source, key)) return null;
  const path = pointerAt(extension, key);
  if (path === null || kindAt(answer, path, waiting.lookup) === kind) return path;
  reportExtension(extension, `${key} has to lead to a ${kind} in the answer.`, key);
  return null;
}
