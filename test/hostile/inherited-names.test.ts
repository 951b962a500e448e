/** Names that every object inherits, in every place of a document: each is a name like any other. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import type { ValidationIssue, Validator } from '../../templates/runtime/files/validation.ts';
import { folderWith } from '../cli/run-main.ts';
import { complaintsOf } from '../support/compile.ts';
import { generatePackage } from '../support/generated-package.ts';
import { inheritedNames, inheritedNamesDocument, membersNamed } from './inherited-names.ts';
import { importFiles } from '../support/imported-package.ts';

type Call = (parameters?: unknown) => Promise<unknown>;

type Entry = Made['validators'] & { readonly createClient: (options: object) => Made['client'] };

interface Made {
  readonly validators: Readonly<Record<string, Validator<unknown>>>;
  readonly client: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly folder: string;
}

/** Requests so far, and the next answers; `{}` after them. */
const server: { requests: Request[]; answers: unknown[] } = { requests: [], answers: [] };

async function fetch(url: string, init: RequestInit): Promise<Response> {
  server.requests.push(new Request(url, init));
  return Response.json(server.answers.shift() ?? {});
}

async function packageWith(types?: RepresentedTypes): Promise<Made> {
  const options = types === undefined ? {} : { types };
  const { files, result } = await generatePackage({ spec: inheritedNamesDocument, options });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const folder = await folderWith(Object.fromEntries(files));
  const entry = await importFiles<Entry>(files);
  const credentials = Object.fromEntries(inheritedNames.map((name) => [optionOf(name), `secret ${name}`]));
  return { validators: entry, client: entry.createClient({ fetch, maxRetries: 0, ...credentials }), folder };
}

/** What the client calls the option of a security scheme of that name. */
function optionOf(scheme: string): string {
  const plain = scheme.replaceAll('_', '');
  return inheritedNames.includes(plain) ? `${plain}Credential` : plain;
}

/** All that objects inherit, and what these functions have themselves. */
function inherited(): readonly string[] {
  const members = inheritedNames.map((name): object => Object(Reflect.get(Object.prototype, name)));
  return [Object.prototype, ...members].flatMap(Object.getOwnPropertyNames);
}

const before = inherited();

afterEach(() => {
  server.requests = [];
  server.answers = [];
});

/** As JSON writes it: own properties, `__proto__` among them. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const all = (content: unknown): Record<string, unknown> => membersNamed(() => content);

/** The argument of a call with one content for every parameter; of the names, only `__proto__` is no key. */
function argumentOf(location: string, content: unknown): Record<string, unknown> {
  const keys = inheritedNames.map((name) => (name === '__proto__' ? `${location}Proto` : name));
  return Object.fromEntries(keys.map((name) => [name, content]));
}

const ways: readonly [string, RepresentedTypes | undefined][] = [
  ['as JSON has them', undefined],
  ['with bigint and Date', { int64: 'bigint', dateTime: 'Date' }],
  ['with text and Date', { int64: 'string', dateTime: 'Date' }],
];

describe.each(ways)('values %s', (_, types) => {
  let made: Made;
  beforeAll(async () => {
    made = await packageWith(types);
  });

  const parsed = (name: string, value: unknown): unknown =>
    made.validators[name]?.parse(json(value), { exact: true });

  it('compile', async () => {
    expect(await complaintsOf({ folder: made.folder, compiler: 'typescript' })).toBe('');
  });

  it.each<[string, unknown, unknown]>([
    ['Defaults', {}, all('filled')],
    ['Defaults', all('given'), all('given')],
    ['NullableDefaults', {}, all('filled')],
    ['NullableDefaults', all(null), all(null)],
    ['ObjectDefaults', {}, all({ polluted: 'yes' })],
    ['ObjectDefaults', all({}), all({ polluted: 'yes' })],
    ['ObjectDefaults', all({ polluted: 'no' }), all({ polluted: 'no' })],
    ['DeepDefaults', {}, { inner: all('deep') }],
    ['KeyedDefault', {}, { map: all('key') }],
    ['Nested', {}, {}],
    ['Nested', all({}), all({ polluted: 'yes' })],
    ['NullableNested', {}, {}],
    ['NullableNested', all(null), all(null)],
    ['NullableNested', all({}), all({ polluted: 'yes' })],
    ['Lists', {}, {}],
    ['Lists', all([[{}]]), all([[all('filled')]])],
    ['Maps', {}, {}],
    ['Maps', all({}), all({ polluted: 'yes' })],
    ['Patterns', {}, {}],
    ['Patterns', all({}), all({ polluted: 'yes' })],
    ['RequiredModel', all('x'), all('x')],
    ['Limited', {}, {}],
    ['Limited', all('x'), all('x')],
    ['Closed', {}, {}],
    ['Closed', all('x'), all('x')],
    ['Empty', {}, {}],
    ['Dependent', {}, {}],
    ['Sides', { id: 'x' }, { id: 'x' }],
    ['Refined', { id: 'x' }, { id: 'x' }],
    ['Times', {}, {}],
    ['Numbers', {}, {}],
    ['TimeLists', {}, {}],
    ['TimeLists', all([null]), all([null])],
  ])('%s reads %j as %j', (name, value, expected) => {
    expect(textOf(parsed(name, value))).toBe(textOf(expected));
  });

  it.each<[string, unknown, readonly string[]]>([
    ['Defaults', all(1), inheritedNames],
    ['Nested', all([]), inheritedNames],
    ['Maps', all([]), inheritedNames],
    ['Patterns', all([]), inheritedNames],
    ['RequiredModel', {}, inheritedNames],
    ['Limited', all('A'), inheritedNames],
    ['Empty', all(1), inheritedNames],
    ['Dependent', all(1), inheritedNames.map(() => 'needed')],
    ['Refined', { constructor: 'x', id: 'x' }, ['id']],
    ['Refined', all(1), ['']],
  ])('%s refuses %j', (name, value, paths) => {
    const result = made.validators[name]?.safeParse(json(value), { exact: true });
    const found = result?.ok === false ? result.issues.map(({ path }) => path.join('/')) : [];
    expect(found.toSorted()).toEqual(paths.toSorted());
  });

  it.each(inheritedNames.map((tag, index) => [tag, index] as const))('tells by the tag %s', (tag, index) => {
    const tagged = (content: string): unknown => Object.fromEntries([[tag, content]]);
    const filled = (content: string): unknown =>
      Object.fromEntries([
        [tag, content],
        ['name', content],
      ]);
    expect(textOf(parsed(`Tagged${index}`, tagged('cat')))).toBe(textOf(filled('cat')));
    expect(textOf(parsed(`Tagged${index}`, tagged('dog')))).toBe(textOf(filled('dog')));
    expect(made.validators[`Tagged${index}`]?.is({})).toBe(false);
  });

  it('reads and writes what callers have as something else', async () => {
    const text = '2020-01-01T00:00:00.000Z';
    const time = types === undefined ? text : new Date(text);
    const long = { string: '5', bigint: 5n, number: 5 }[types?.int64 ?? 'number'];
    expect(textOf(parsed('Times', all(text)))).toBe(textOf(all(time)));
    expect(textOf(parsed('TimeLists', all([text])))).toBe(textOf(all([time])));
    expect(textOf(parsed('Numbers', all(5)))).toBe(textOf(all(long)));
    const early = types === undefined ? '2020-01-01T00:00:00Z' : time;
    expect(textOf(parsed('TimeDefaults', {}))).toBe(textOf(all(early)));
    await made.client['sent']?.['times']?.({ body: all(time) });
    await made.client['sent']?.['times']?.({ body: {} });
    await made.client['sent']?.['numbers']?.({ body: all(long) });
    await made.client['sent']?.['numbers']?.({ body: {} });
    const bodies = await Promise.all(server.requests.map(async (request) => request.json()));
    expect(textOf(bodies)).toBe(textOf([all(text), {}, all(5), {}]));
  });

  it.each<[string, unknown, (request: Request) => unknown, unknown]>([
    ['query', {}, ({ url }) => new URL(url).search, ''],
    ['query', argumentOf('query', 'x'), pairsOf, inheritedNames.map((name) => `${name}=x`).toSorted()],
    ['exact', {}, ({ url }) => new URL(url).search, ''],
    ['header', {}, headersOf, []],
    ['header', argumentOf('header', 'x'), headersOf, inheritedNames],
    ['cookie', {}, ({ headers }) => headers.get('cookie'), null],
    ['deep', {}, ({ url }) => new URL(url).search, ''],
    [
      'deep',
      argumentOf('query', all('x')),
      pairsOf,
      inheritedNames.flatMap((name) => inheritedNames.map((key) => `${name}[${key}]=x`)).toSorted(),
    ],
    [
      'path',
      argumentOf('path', 'x'),
      ({ url }) => new URL(url).pathname.endsWith(`/path${'/x'.repeat(12)}`),
      true,
    ],
  ])('%s sends %j', async (method, parameters, seen, expected) => {
    await made.client['sent']?.[method]?.(parameters);
    const [request] = server.requests;
    expect(request && seen(request)).toStrictEqual(expected);
  });

  it('refuses a call without the parameters that it needs', async () => {
    await expect(made.client['sent']?.['path']?.({})).rejects.toMatchObject({
      issues: expect.toSatisfy(isAboutEach),
    });
  });

  it.each<[string, unknown, unknown]>([
    ['json', {}, '{}'],
    ['json', all('x'), `{${inheritedNames.map((name) => `"${name}":"x"`).join()}}`],
    ['form', {}, ''],
    ['form', { toString: { a: 'b' } }, 'toString%5Ba%5D=b'],
  ])('%s sends the body %j', async (method, body, expected) => {
    await made.client['sent']?.[method]?.({ body });
    expect(await server.requests[0]?.text()).toBe(expected);
  });

  it('sends the parts of a form', async () => {
    await made.client['sent']?.['multipart']?.({ body: all('x') });
    const text = (await server.requests[0]?.text()) ?? '';
    const parts = [...text.matchAll(/name="(\w+)"\r\nContent-Type: text\/csv\r\n\r\nx/g)];
    expect(parts.map(([, name]) => name)).toStrictEqual(inheritedNames);
  });

  it.each<[string, readonly unknown[], readonly string[], readonly string[]]>([
    ['that have nothing', [{}], [], ['']],
    ['that do not say what is next', [{ valueOf: { toString: ['a'] } }], ['a'], ['']],
    [
      'that lead to another',
      [{ valueOf: { toString: ['a'], constructor: 'next' } }, { valueOf: { toString: ['b'] } }],
      ['a', 'b'],
      ['', '?constructor=next'],
    ],
  ])('goes through pages %s', async (_, answers, items, queries) => {
    server.answers = [...answers];
    // No type is known of a package that is made here.
    const pages = made.client['sent']?.['pagedAll']?.() as unknown as AsyncIterable<unknown>;
    const seen: unknown[] = [];
    for await (const item of pages) seen.push(item);
    expect(seen).toStrictEqual(items);
    expect(server.requests.map(({ url }) => new URL(url).search)).toStrictEqual(queries);
  });

  it('waits, with a window and without', async () => {
    server.answers = [{}, { valueOf: {} }, { valueOf: { toString: 'toString' } }];
    await made.client['waits']?.['retrieve']?.({});
    await made.client['waits']?.['retrieve']?.({ constructor: 2 });
    const settled = await made.client['waits']?.['waitUntilSettled']?.({});
    expect(textOf(settled)).toBe('{"valueOf": {"toString": "toString"}}');
    const queries = server.requests.map(({ url }) => new URL(url).search);
    expect(queries).toStrictEqual(['', '?constructor=2', '?constructor=1']);
  });

  it('sends the credential of each scheme', async () => {
    const { sent, read, waits, ...named } = made.client;
    const methods = Object.values(named).filter((resource) => typeof resource === 'object');
    for (const resource of methods) for (const method of Object.values(resource)) await method();
    const carried = server.requests.flatMap(({ headers }) =>
      inheritedNames.filter((name) => headers.get(`x-${name}`) === `secret ${name}`),
    );
    expect([sent, read, waits].every(Boolean)).toBe(true);
    expect(carried.toSorted()).toStrictEqual(inheritedNames.toSorted());
  });

  it('changes nothing that other objects have', () => {
    expect(inherited()).toStrictEqual(before);
  });
});

/** Tells values apart whose `constructor` and `toString` are their own, which no matcher does. */
function textOf(value: unknown): string {
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${textOf(item)}`);
  return Array.isArray(value) ? `[${members.join()}]` : `{${members.toSorted().join()}}`;
}

function pairsOf({ url }: Request): readonly string[] {
  return [...new URL(url).searchParams].map((pair) => pair.join('=')).toSorted();
}

function headersOf({ headers }: Request): readonly string[] {
  return inheritedNames.filter((name) => headers.get(name) === 'x');
}

function isAboutEach(issues: unknown): boolean {
  const paths = Array.isArray(issues) ? issues.map(({ path }: ValidationIssue) => path.join('/')) : [];
  return paths.toSorted().join() === Object.keys(argumentOf('path', '')).toSorted().join();
}
