/** x-pagination and the shapes that look like it: what a list in pages is read as, and what is told where it is none. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../generator/api/api.ts';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { operationNamed, read } from './read-api.ts';

interface List {
  readonly extension?: JsonValue;
  /** Names of query parameters, with their types. */
  readonly parameters?: Readonly<Record<string, JsonObject>>;
  /** The properties of a page. */
  readonly page?: Readonly<Record<string, JsonObject>>;
  /** In place of the page. */
  readonly answer?: JsonObject;
  readonly headers?: JsonObject;
  readonly method?: string;
  readonly root?: JsonObject;
  readonly others?: JsonObject;
}

interface ReadList {
  readonly pagination: Operation['pagination'];
  readonly told: readonly string[];
  readonly help: readonly string[];
}

const text = { type: 'string' };
const number = { type: 'integer' };
const flag = { type: 'boolean' };
const guests = {
  type: 'array',
  items: { type: 'object', required: ['id'], properties: { id: text } },
};

function readList(list: List): ReadList {
  const { parameters = {}, page = {}, headers = {}, method = 'get', root = {}, others = {} } = list;
  const operation = {
    operationId: 'guests.list',
    parameters: Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query', schema })),
    responses: {
      '200': {
        headers,
        content: {
          'application/json': { schema: list.answer ?? { type: 'object', properties: page } },
        },
      },
    },
    ...(list.extension === undefined ? {} : { 'x-pagination': list.extension }),
  };
  const { api, diagnostics } = read({
    openapi: '3.1.1',
    info: { title: 'Test', version: '1' },
    paths: { '/guests': { [method]: operation }, ...others },
    ...root,
  });
  const own = diagnostics.filter(({ code }) => code.startsWith('CW206'));
  return {
    pagination: operationNamed(api, 'guests.list').pagination,
    help: own.map(({ help }) => help ?? ''),
    told: own.map(({ code, message, place }) =>
      `${code} ${message} ${place?.pointer.split('/get')[1] ?? ''}`.trim(),
    ),
  };
}

const cursorPage = {
  data: guests,
  meta: { type: 'object', properties: { next: { type: ['string', 'null'] } } },
};

describe('x-pagination', () => {
  it('says where the cursor is and which parameter takes it', () => {
    const { pagination, told } = readList({
      extension: { style: 'cursor', parameter: 'after', items: '/data', next: '/meta/next' },
      parameters: { after: text },
      page: cursorPage,
    });
    expect(told).toEqual([]);
    expect(pagination).toMatchObject({
      method: 'list all',
      items: ['data'],
      next: { kind: 'cursor', parameter: 'after', cursor: ['meta', 'next'] },
      more: null,
      total: null,
    });
  });

  it('names the method', () => {
    const extension = { style: 'link', method: 'everyGuest' };
    expect(readList({ extension, answer: guests }).pagination).toMatchObject({
      method: 'everyGuest',
      items: [],
      next: { kind: 'link' },
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'the last item',
      { style: 'last-item', parameter: 'after', next: '/id' },
      { kind: 'last-item', parameter: 'after', cursor: ['id'] },
    ],
    ['a count of items', { style: 'offset', parameter: 'skip' }, { kind: 'offset', parameter: 'skip' }],
    [
      'a number of the page',
      { style: 'page', parameter: 'skip', first: 0 },
      { kind: 'page', parameter: 'skip', first: 0 },
    ],
    ['an address', { style: 'url', next: '/meta/next' }, { kind: 'url', url: ['meta', 'next'] }],
  ])('has a style for %s', (_, extension, next) => {
    const { pagination, told } = readList({
      extension: { items: '/data', ...extension },
      parameters: { after: text, skip: number },
      page: cursorPage,
    });
    expect(told).toEqual([]);
    expect(pagination?.next).toEqual(next);
  });

  it.each<[string, JsonObject, string]>([
    ['another style', { style: 'token' }, '/style'],
    [
      'a parameter that is not there',
      { parameter: 'cursor' },
      'parameter names "cursor", which is not a query parameter of the operation. /x-pagination/parameter',
    ],
    [
      'items that are no list',
      { items: '/meta' },
      'items must be a pointer to a list in the response. /x-pagination/items',
    ],
    ['items that lead nowhere', { items: '/date' }, 'items must be'],
    [
      'a cursor that leads nowhere',
      { next: '/meta/last' },
      'next leads nowhere: it must point to the string or number for the next page. /x-pagination/next',
    ],
    ['a cursor of another type', { parameter: 'skip' }, 'next is not a value that "skip" accepts'],
    [
      'more that is no yes or no',
      { more: '/meta/next' },
      'more must point to a boolean in the answer. /x-pagination/more',
    ],
    ['a total that is no number', { total: '/data' }, 'total must point to a number'],
    ['no parameter', { parameter: null }, 'parameter is missing: the name of a query parameter'],
    ['no pointer to the cursor', { next: null }, 'next must be a JSON pointer'],
    [
      'a method that is no name',
      { method: 'list; process.exit()' },
      'method must be a name such as listAll.',
    ],
    [
      'a key of another style',
      { first: 1 },
      'first has no effect with the style cursor. /x-pagination/first',
    ],
    ['a key that does not exist', { limit: 'size' }, 'Unknown key "limit" in this extension.'],
    [
      'an offset that is no number',
      { style: 'offset', parameter: 'after' },
      'parameter must be the name of an integer parameter.',
    ],
    [
      'a first page that is neither 0 nor 1',
      { style: 'page', parameter: 'skip', first: 2 },
      'first must be 0 or 1.',
    ],
    ['no address', { style: 'url', next: '/data' }, 'next must point to a string'],
  ])('is refused at its place: %s', (_, change, told) => {
    const cursor = { style: 'cursor', parameter: 'after', next: '/meta/next' };
    const { told: messages } = readList({
      extension: { items: '/data', ...cursor, ...change },
      parameters: { after: text, skip: number },
      page: cursorPage,
    });
    expect(messages.join('\n')).toContain(told);
    expect(messages.every((message) => message.startsWith('CW2060'))).toBe(true);
  });

  it('needs one answer in JSON', () => {
    const { pagination, told } = readList({ extension: { style: 'link' }, method: 'get', answer: {} });
    expect(pagination).toBeNull();
    expect(told).toEqual(['CW2060 items must be a pointer to a list in the response. /x-pagination']);
  });

  it.each([
    ['cursor'],
    [true],
    [null],
    [{}],
    [{ limit: 'size', offset: 'from' }],
    [{ style: 'limitOffset', items: '/items', limitParam: 'limit' }],
    [{ style: 'cursor', inputs: [{ name: 'cursor' }], outputs: {} }],
    [{ style: { type: 'cursor' }, cursorParam: 'cursor' }],
  ])('is ignored with a warning where another tool has written it: %j', (extension) => {
    const page = { items: guests, next_cursor: text };
    const { pagination, told } = readList({ extension, parameters: { cursor: text }, page });
    expect(told).toEqual([
      'CW2062 This x-pagination is that of another tool: its keys are not those that clientwright reads. /x-pagination',
    ]);
    expect(pagination?.isDetected).toBe(true);
  });
});

describe('a list whose pages have numbers', () => {
  const total = { type: 'integer', description: 'Total number of pages.' };

  it.each<[string, List, string, object]>([
    [
      'without anything that ends it',
      { parameters: { page: number }, page: { items: guests } },
      '"guests.list" takes "page", but nothing in its response ends the list: no method returns all items.',
      { style: 'page', parameter: 'page', items: '/items' },
    ],
    [
      'that is the whole response',
      { parameters: { page_number: { type: 'integer', minimum: 0 } }, answer: guests },
      '"guests.list" takes "page_number", but nothing in its response ends the list: no method returns all items.',
      { style: 'page', parameter: 'page_number', first: 0 },
    ],
    [
      'with a total of something',
      { parameters: { page: number, limit: number }, page: { items: guests, total } },
      '"guests.list" takes "page", but "/total" may count items or pages: no method returns all items.',
      { style: 'page', parameter: 'page', items: '/items', totalItems: '/total' },
    ],
  ])('is reported with the overlay that declares it: %s', (_, list, message, pagination) => {
    const { pagination: found, told, help } = readList(list);
    expect(found).toBeNull();
    expect(told).toEqual([`CW2066 ${message}`]);
    const line = help[0]?.split('overlay: - ')[1] ?? '';
    expect(JSON.parse(line)).toEqual({
      target: "$.paths['/guests'].get",
      update: { 'x-pagination': pagination },
    });
  });

  it.each<[string, List]>([
    ['where recognition is switched off', { root: { 'x-pagination': false } }],
    ['where the operation is declared to be no list in pages', { extension: false }],
    ['for a parameter that is no number', { parameters: { page: text } }],
    ['for another method', { method: 'post' }],
    ['for a response without a list', { page: { total: number } }],
  ])('is not reported %s', (_, list) => {
    const { told } = readList({ parameters: { page: number }, page: { items: guests, total }, ...list });
    expect(told).toEqual([]);
  });
});

describe('a list that looks as if it came in pages', () => {
  it.each<[string, List, JsonObject]>([
    [
      'next_cursor and cursor',
      { parameters: { cursor: text }, page: { items: guests, next_cursor: text } },
      { kind: 'cursor', parameter: 'cursor', cursor: ['next_cursor'] },
    ],
    [
      'nextPageToken and pageToken',
      { parameters: { pageToken: text }, page: { guests, nextPageToken: text } },
      { kind: 'cursor', parameter: 'pageToken', cursor: ['nextPageToken'] },
    ],
    [
      'a cursor in a part of its own',
      {
        parameters: { after: text },
        page: { guests, pageInfo: { type: 'object', properties: { endCursor: text, hasNextPage: flag } } },
      },
      { kind: 'cursor', parameter: 'after', cursor: ['pageInfo', 'endCursor'] },
    ],
    [
      'has_more and starting_after',
      { parameters: { starting_after: text }, page: { data: guests, has_more: flag } },
      { kind: 'last-item', parameter: 'starting_after', cursor: ['id'] },
    ],
    [
      'next as an address',
      { page: { results: guests, next: { type: ['string', 'null'], format: 'uri' } } },
      { kind: 'url', url: ['next'] },
    ],
    [
      'page and total_pages',
      { parameters: { page: number }, page: { items: guests, total_pages: number } },
      { kind: 'page', parameter: 'page', first: 1 },
    ],
    [
      'page and last_page',
      {
        parameters: { page: number },
        page: { data: guests, meta: { type: 'object', properties: { last_page: number } } },
      },
      { kind: 'page', parameter: 'page', first: 1 },
    ],
    [
      'page, pageSize and totalItems',
      {
        parameters: { page: { type: 'integer', minimum: 0 }, pageSize: number },
        page: { items: guests, totalItems: number },
      },
      { kind: 'page', parameter: 'page', first: 0 },
    ],
    [
      'page and a total that counts items by its description',
      {
        parameters: { page: number, per_page: number },
        page: { items: guests, total: { ...number, description: 'Total number of guests.' } },
      },
      { kind: 'page', parameter: 'page', first: 1 },
    ],
    [
      'offset, limit and total',
      { parameters: { offset: number, limit: number }, page: { items: guests, total: number } },
      { kind: 'offset', parameter: 'offset' },
    ],
    [
      'a number of the page beside a text of almost the same name',
      {
        parameters: { Page: text, page: number },
        page: { items: guests, TotalPages: text, total_pages: number },
      },
      { kind: 'page', parameter: 'page', first: 1 },
    ],
    [
      'a cursor beside a flag of almost the same name',
      { parameters: { Cursor: flag, cursor: text }, page: { items: guests, next_cursor: text } },
      { kind: 'cursor', parameter: 'cursor', cursor: ['next_cursor'] },
    ],
    ['a header Link', { answer: guests, headers: { Link: { schema: text } } }, { kind: 'link' }],
  ])('is read by %s', (_, list, next) => {
    const { pagination, told } = readList(list);
    expect(pagination?.next).toEqual(next);
    expect(pagination?.isDetected).toBe(true);
    expect(told).toEqual([]);
  });

  it.each<[string, List]>([
    ['a cursor that no parameter takes', { page: { items: guests, next_cursor: text } }],
    [
      'a cursor of another type',
      { parameters: { cursor: flag }, page: { items: guests, next_cursor: text } },
    ],
    ['no list', { parameters: { cursor: text }, page: { next_cursor: text } }],
    [
      'two lists of which neither is the list',
      { parameters: { cursor: text }, page: { cats: guests, dogs: guests, next_cursor: text } },
    ],
    ['has_more alone', { page: { data: guests, has_more: flag } }],
    ['an offset without a total', { parameters: { offset: number, limit: number }, page: { items: guests } }],
    ['next as some text', { page: { items: guests, next: text } }],
    ['a POST', { method: 'post', parameters: { cursor: text }, page: { items: guests, next_cursor: text } }],
    ['a plain list', { answer: guests }],
  ])('is none: %s', (_, list) => {
    expect(readList(list)).toMatchObject({ pagination: null, told: [] });
  });

  it.each<[string, List]>([
    ['at the operation', { extension: false }],
    ['for the whole document', { root: { 'x-pagination': false } }],
  ])('is none where the document says so: %s', (_, list) => {
    const shape = { parameters: { cursor: text }, page: { items: guests, next_cursor: text } };
    expect(readList({ ...shape, ...list })).toMatchObject({ pagination: null, told: [] });
  });

  it('takes no name that an operation has', () => {
    const { pagination } = readList({
      answer: guests,
      headers: { Link: { schema: text } },
      others: { '/all': { get: { operationId: 'guests.listAll', responses: {} } } },
    });
    expect(pagination?.method).toBe('list all items');
  });
});
