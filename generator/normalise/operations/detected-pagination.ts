/** Detects pagination by shapes that many APIs share, where both a parameter and the response match. */
import type { NextPage, Pagination, Parameter } from '../../api/api.ts';
import type { ObjectSchema, Property, Schema } from '../../api/schema.ts';
import { splitWords } from '../../naming/words.ts';
import {
  canCarry,
  itemOf,
  type ModelLookup,
  onlySuccessSchemas,
  type OperationContext,
  resolveModel,
} from './extension.ts';

type Detected = Omit<Pagination, 'method' | 'isDetected'>;

/** Returns `null` where nothing is certain. Only GET is considered: a guess must not repeat a POST. */
export function detectPagination(context: OperationContext): Detected | null {
  return inEveryAnswer(context, pagesOf);
}

/**
 * Returns the pagination of a list whose pages have numbers, where it is not certain what ends it.
 *
 * `total` may be the number of items or of pages, and a list with a parameter `page` may always be whole.
 */
export function probablePagination(context: OperationContext): Detected | null {
  return inEveryAnswer(context, probablePagesOf);
}

function inEveryAnswer(
  context: OperationContext,
  find: (answer: Schema, context: OperationContext) => Detected | null,
): Detected | null {
  const answers = context.operation.method === 'get' ? onlySuccessSchemas(context.operation) : [];
  const [first = null, ...others] = answers.map((answer) => find(answer, context));
  // The server may send any of the media types: their pages must follow one another in the same way.
  return others.every((other) => canonicalPages(other) === canonicalPages(first)) ? first : null;
}

function canonicalPages(detected: Detected | null): string {
  return JSON.stringify(detected);
}

function pagesOf(answer: Schema, { operation, lookup }: OperationContext): Detected | null {
  const shape = resolveModel(answer, lookup);
  const base = { more: null, total: null, totalItems: null, place: operation.place };
  if (shape.kind === 'array')
    return hasLinkHeader(operation) ? { ...base, items: [], next: { kind: 'link' } } : null;
  const page = pageOf(answer, { operation, lookup });
  if (page === null) return null;
  const found = byCursor(page) ?? byLastItem(page) ?? byUrl(page) ?? byPage(page) ?? byOffset(page);
  return found === null ? null : { ...base, items: page.items, ...found };
}

function probablePagesOf(answer: Schema, { operation, lookup }: OperationContext): Detected | null {
  const page = pageOf(answer, { operation, lookup });
  const next = page === null ? null : pageNumber(page);
  if (page === null || next === null) return null;
  const totalItems = numberOf(page, ['total']);
  return { more: null, total: null, totalItems, place: operation.place, items: page.items, next };
}

/** `null`: the answer is no list, and no object with one list. */
function pageOf(
  answer: Schema,
  { operation, lookup }: Pick<OperationContext, 'operation' | 'lookup'>,
): Page | null {
  const shape = resolveModel(answer, lookup);
  const items = shape.kind === 'array' ? [] : shape.kind === 'object' ? listIn(shape, lookup) : null;
  if (items === null) return null;
  return {
    items,
    parameters: operation.parameters.filter(({ location }) => location === 'query'),
    properties: shape.kind === 'object' ? pageProperties(shape, lookup) : [],
    item: itemOf(answer, items, lookup),
    lookup,
  };
}

interface Page {
  /** Keys to the list. */
  readonly items: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly properties: readonly PageProperty[];
  readonly item: Schema | null;
  readonly lookup: ModelLookup;
}

/** A property of a page beside its items. */
interface PageProperty {
  /** `next_cursor` and `nextCursor` are `nextcursor`. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly schema: Schema;
  readonly description: string;
}

type Found = Pick<Pagination, 'next'> & Partial<Pick<Pagination, 'more' | 'total' | 'totalItems'>>;

/** Names of cursors, and of the parameters that take them. */
const cursors: readonly (readonly [string, readonly string[]])[] = [
  ['nextcursor', ['cursor', 'nextcursor', 'after', 'startcursor', 'pagecursor']],
  ['nextpagetoken', ['pagetoken', 'nextpagetoken']],
  ['nexttoken', ['nexttoken']],
  ['nextpagecursor', ['pagecursor', 'cursor']],
  ['endcursor', ['after', 'cursor']],
  ['continuationtoken', ['continuationtoken']],
  ['nextcontinuationtoken', ['continuationtoken']],
  ['nextmarker', ['marker']],
];

function byCursor(page: Page): Found | null {
  for (const [name, names] of cursors) {
    const cursor = propertyOf(page, [name]);
    const parameter = cursor && parameterOf(page, names, (one) => canCarry(one, cursor.schema, page.lookup));
    if (cursor && parameter)
      return { next: { kind: 'cursor', parameter: parameter.name, cursor: cursor.keys }, more: moreOf(page) };
  }
  return null;
}

/** Detects Stripe's style: the next page starts after the id of the last item. */
function byLastItem(page: Page): Found | null {
  const more = moreOf(page);
  const item = page.item === null ? null : resolveModel(page.item, page.lookup);
  const id = item?.kind === 'object' ? item.properties.find(({ name }) => name === 'id') : undefined;
  if (more === null || id === undefined) return null;
  const parameter = parameterOf(page, ['startingafter'], (one) => canCarry(one, id.schema, page.lookup));
  if (parameter === null) return null;
  return { next: { kind: 'last-item', parameter: parameter.name, cursor: ['id'] }, more };
}

function byUrl(page: Page): Found | null {
  const names = ['nexturl', 'nextlink', 'odatanextlink', 'nextpageurl'];
  const property =
    propertyOf(page, names, ({ kind }) => kind === 'string') ?? propertyOf(page, ['next'], isUrl);
  if (property === null) return null;
  return { next: { kind: 'url', url: property.keys } };
}

function byPage(page: Page): Found | null {
  const next = pageNumber(page);
  const total = numberOf(page, ['totalpages', 'pagecount', 'numpages', 'lastpage', 'pages']);
  const totalItems = total === null ? itemsOfAllPages(page) : null;
  const more = moreOf(page);
  if (next === null || (total === null && totalItems === null && more === null)) return null;
  return { next, total, totalItems, more };
}

/** Names of the number of all items. `total` alone may count pages: its description decides. */
const itemCounts = ['totalitems', 'totalcount', 'totalresults', 'totalrecords', 'totalelements'];

function itemsOfAllPages(page: Page): readonly string[] | null {
  const total = propertyOf(page, ['total']);
  const isOfItems = total !== null && countsItems(total.description);
  return numberOf(page, isOfItems ? [...itemCounts, 'total'] : itemCounts);
}

/** `Total number of results`, but not `Total number of pages` or `Results per page`. */
function countsItems(description: string): boolean {
  return /\b(?:number|count) of\b/i.test(description) && !/\bpages?\b/i.test(description);
}

function pageNumber(page: Page): NextPage | null {
  const parameter = integerOf(page, ['page', 'pagenumber', 'pageno', 'pagenum']);
  if (parameter === null) return null;
  const schema = resolveModel(parameter.schema, page.lookup);
  const least = schema.kind === 'number' ? schema.limits.minimum : undefined;
  const first = parameter.default === 0 || (parameter.default === undefined && least === 0) ? 0 : 1;
  return { kind: 'page', parameter: parameter.name, first };
}

function byOffset(page: Page): Found | null {
  const parameter = integerOf(page, ['offset']);
  const total = numberOf(page, ['total', 'totalcount', 'totalitems', 'totalresults']);
  const more = moreOf(page);
  if (parameter === null || integerOf(page, ['limit']) === null || (total === null && more === null))
    return null;
  const next: NextPage = { kind: 'offset', parameter: parameter.name };
  return { next, total, more };
}

const listNames = ['items', 'data', 'results', 'records', 'entries', 'values', 'objects'];

/** Returns the keys of the list: the only one, or the one with a customary name. */
function listIn({ properties }: ObjectSchema, lookup: ModelLookup): readonly string[] | null {
  const lists = properties.filter(({ schema }) => resolveModel(schema, lookup).kind === 'array');
  const named = listNames.flatMap((name) => lists.filter((list) => plain(list.name) === name));
  const [list] = lists.length === 1 ? lists : named;
  return list === undefined ? null : [list.name];
}

/** Names of objects that describe a page. */
const containers = new Set([
  'meta',
  'metadata',
  'responsemetadata',
  'pagination',
  'paging',
  'pageinfo',
  'page',
  'links',
  'cursors',
]);

/** Returns the response's own properties first, then those of its parts. */
function pageProperties(answer: ObjectSchema, lookup: ModelLookup): readonly PageProperty[] {
  const own = answer.properties.map((property) => pageProperty(property, []));
  const inside = answer.properties.flatMap((container) => {
    const schema = resolveModel(container.schema, lookup);
    if (!containers.has(plain(container.name)) || schema.kind !== 'object') return [];
    return schema.properties.map((property) => pageProperty(property, [container.name]));
  });
  return [...own, ...inside];
}

function pageProperty({ name, schema, docs }: Property, path: readonly string[]): PageProperty {
  const description = docs.description ?? schema.docs.description ?? '';
  return { name: plain(name), keys: [...path, name], schema, description };
}

/** Types decide among properties of one name, such as `total` and `Total`. */
function propertyOf(
  { properties, lookup }: Page,
  names: readonly string[],
  isOfType: (schema: Schema) => boolean = () => true,
): PageProperty | null {
  return (
    properties.find(({ name, schema }) => names.includes(name) && isOfType(resolveModel(schema, lookup))) ??
    null
  );
}

function moreOf(page: Page): readonly string[] | null {
  const names = ['hasmore', 'hasnextpage', 'hasnext'];
  return propertyOf(page, names, ({ kind }) => kind === 'boolean')?.keys ?? null;
}

function numberOf(page: Page, names: readonly string[]): readonly string[] | null {
  return propertyOf(page, names, ({ kind }) => kind === 'number')?.keys ?? null;
}

/** The same holds for parameters: a text `Page` beside an integer `page` is not the number of a page. */
function parameterOf(
  { parameters }: Page,
  names: readonly string[],
  isOfType: (parameter: Parameter) => boolean,
): Parameter | null {
  const byName = names.flatMap((name) => parameters.filter((one) => plain(one.name) === name));
  return byName.find(isOfType) ?? null;
}

function integerOf(page: Page, names: readonly string[]): Parameter | null {
  return parameterOf(page, names, ({ schema: given }) => {
    const schema = resolveModel(given, page.lookup);
    return schema.kind === 'number' && schema.integer;
  });
}

function isUrl(text: Schema): boolean {
  return text.kind === 'string' && ['uri', 'url', 'uri-reference'].includes(text.format ?? '');
}

function hasLinkHeader({ responses }: OperationContext['operation']): boolean {
  const success = responses.find(({ status }) => status.startsWith('2'));
  return success?.headers.some(({ name }) => name.toLowerCase() === 'link') ?? false;
}

function plain(name: string): string {
  return splitWords(name).join('').toLowerCase();
}
