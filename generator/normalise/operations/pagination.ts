/** Adds to operations how the pages of their lists follow one another: from `x-pagination`, or detected. */
import type { NextPage, Operation, Pagination, Parameter } from '../../api/api.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { camelCase, splitWords } from '../../naming/words.ts';
import { placeOf, quote, report, type Scope } from '../scope.ts';
import { childOf, hasKey, objectOf, type Source, textAt } from '../source.ts';
import {
  canCarry,
  type Extension,
  type ExtensionInput,
  itemOf,
  kindAt,
  onlySuccessSchema,
  type OperationContext,
  pointerAt,
  reportExtension,
  reportOtherKeys,
  resolveModel,
  schemaAt,
} from './extension.ts';
import { detectPagination } from './detected-pagination.ts';
import { suggestOverlay } from './suggested-pagination.ts';

/** Adds pagination: the declared one, else a detected one unless the root has `x-pagination: false`. */
export function withPagination(
  scope: Scope,
  { operations, sources, models }: ExtensionInput,
): readonly Operation[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const lookup = (id: string) => byId.get(id);
  const root: Source = { value: scope.document.root, pointer: '' };
  const detects = childOf(root, 'x-pagination').value !== false;
  const taken = new Set(operations.map(({ path }) => nameIn(path, path.at(-1) ?? '')));
  return operations.map((operation) => {
    const source = sources.get(operation.id);
    if (source === undefined) return operation;
    const list: ListInput = { context: { operation, source, operations, sources, lookup }, detects, taken };
    return { ...operation, pagination: paginationOf(scope, list) };
  });
}

interface ListInput {
  readonly context: OperationContext;
  readonly detects: boolean;
  /** Names of all operations, with the path of their resource. */
  readonly taken: ReadonlySet<string>;
}

function paginationOf(scope: Scope, { context, detects, taken }: ListInput): Pagination | null {
  const { operation, source } = context;
  const isFree = (method: string): boolean => !taken.has(nameIn(operation.path, method));
  const extension = childOf(source, 'x-pagination');
  if (isForeign(extension)) {
    const message =
      'This x-pagination is that of another tool: its keys are not those that clientwright reads.';
    report(scope, extension, { code: 'CW2062', message });
  } else if (extension.value !== undefined) {
    const declared = extension.value === false ? null : readPagination(scope, context);
    if (declared === null) return null;
    const { method, ...rest } = declared;
    if (method !== null && !isFree(method)) {
      const message = `Another operation of the resource has the name ${quote(method)}.`;
      report(scope, extension, { code: 'CW2060', message });
    }
    return { ...rest, isDetected: false, method: method ?? methodFor(operation, isFree) };
  }
  const detected = detects ? detectPagination(context) : null;
  if (detected === null && detects && extension.value === undefined) suggestOverlay(scope, context);
  return detected === null ? null : { ...detected, isDetected: true, method: methodFor(operation, isFree) };
}

/**
 * Other tools use an extension of the same name.
 *
 * A key that is not ours, beside a style that is not ours or without any key that is, is one of theirs.
 */
function isForeign(extension: Source): boolean {
  if (extension.value === undefined || extension.value === false) return false;
  if (objectOf(extension) === null || !hasKey(extension, 'style')) return true;
  const keys = Object.keys(objectOf(extension) ?? {}).filter(
    (key) => key !== 'style' && !key.startsWith('x-'),
  );
  const own = keys.filter((key) => [...keysOfAll, ...Object.values(keysOfStyle).flat()].includes(key));
  const isOwnStyle = styles.some((style) => style === textAt(extension, 'style'));
  return own.length < keys.length && (!isOwnStyle || own.length === 0);
}

/** `list` becomes `list all`; a name with `all` becomes `… items`. */
function methodFor({ path }: Operation, isFree: (method: string) => boolean): string {
  const verb = path.at(-1) ?? '';
  const hasAll = splitWords(verb).some((word) => word.toLowerCase() === 'all');
  const names = hasAll ? [`${verb} items`] : [`${verb} all`, `${verb} all items`];
  return names.find(isFree) ?? `${verb} of all pages`;
}

function nameIn(path: readonly string[], method: string): string {
  return [...path.slice(0, -1), method].map((step) => camelCase(splitWords(step))).join('.');
}

/** Pagination as written; `method` is null where the document omits it. */
type DeclaredPagination = Omit<Pagination, 'method' | 'isDetected'> & {
  readonly method: string | null;
};

type Style = NextPage['kind'];

const styles: readonly Style[] = ['cursor', 'last-item', 'offset', 'page', 'url', 'link'];

/** The keys of each style, in addition to those of all styles. */
const keysOfStyle: Readonly<Record<Style, readonly string[]>> = {
  cursor: ['parameter', 'next'],
  'last-item': ['parameter', 'next'],
  offset: ['parameter', 'total'],
  page: ['parameter', 'total', 'totalItems', 'first'],
  url: ['next'],
  link: [],
};
const keysOfAll = ['style', 'items', 'more', 'method'];

interface Reading {
  readonly extension: Extension;
  readonly context: OperationContext;
  readonly answer: Schema;
  readonly items: readonly string[];
}

/** Reads `x-pagination`; reports and returns `null` where it does not fit the operation. */
function readPagination(scope: Scope, context: OperationContext): DeclaredPagination | null {
  const source = childOf(context.source, 'x-pagination');
  const extension: Extension = { scope, source, code: 'CW2060' };
  const answer = onlySuccessSchema(context.operation);
  if (objectOf(source) === null || answer === null) {
    const problem = answer === null ? 'needs one success, in JSON' : 'must be an object, or false';
    reportExtension(extension, `x-pagination ${problem}.`);
    return null;
  }
  reportIdleKeys(extension);
  const items = readItems(extension, answer, context);
  const reading = items === null ? null : { extension, context, answer, items };
  const next = reading === null ? null : readNext(reading);
  if (reading === null || next === null) return null;
  return {
    method: readMethod(extension),
    items: reading.items,
    next,
    more: readKeys(reading, 'more', 'boolean'),
    total: readKeys(reading, 'total', 'number'),
    totalItems: readKeys(reading, 'totalItems', 'number'),
    place: placeOf(scope, source),
  };
}

/** Reports keys without effect: the name of the key or the style is wrong. */
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

/** Returns `null` for an unknown style, which `readNext` reports. */
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

/** Reads the pointer to the list; without one, the response is the list. */
function readItems(
  extension: Extension,
  answer: Schema,
  { lookup }: OperationContext,
): readonly string[] | null {
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

/** Reads the pointer to the cursor; the parameter must accept its type. */
function readCursor(reading: Reading, kind: 'cursor' | 'last-item'): NextPage | null {
  const { extension, context, answer, items } = reading;
  const parameter = readParameter(reading);
  const cursor = pointerAt(extension, 'next');
  const from = kind === 'cursor' ? answer : itemOf(answer, items, context.lookup);
  const schema = from === null || cursor === null ? null : schemaAt(from, cursor, context.lookup);
  if (parameter === null || cursor === null) {
    if (!hasKey(extension.source, 'next'))
      reportExtension(extension, 'next is missing: a pointer to the value of the parameter.');
    return null;
  }
  if (schema === null || !canCarry(parameter, schema, context.lookup)) {
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
  const { extension, context } = reading;
  const parameter = readParameter(reading);
  if (parameter === null) return null;
  const schema = resolveModel(parameter.schema, context.lookup);
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

function readParameter({ extension, context }: Reading): Parameter | null {
  const name = textAt(extension.source, 'parameter');
  const found = context.operation.parameters.find((one) => one.location === 'query' && one.name === name);
  if (found === undefined) {
    const problem = name === null ? 'is missing: the name of' : `names ${quote(name)}, which is not`;
    reportExtension(extension, `parameter ${problem} a query parameter of the operation.`, 'parameter');
  }
  return found ?? null;
}

function readKeys(reading: Reading, key: string, kind: Schema['kind']): readonly string[] | null {
  const { extension, context, answer } = reading;
  if (!hasKey(extension.source, key)) return null;
  const path = pointerAt(extension, key);
  if (path === null || kindAt(answer, path, context.lookup) === kind) return path;
  reportExtension(extension, `${key} must point to a ${kind} in the answer.`, key);
  return null;
}
