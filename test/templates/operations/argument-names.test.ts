/** The keys of a call's argument: no parameter that is added makes a key send another one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation, Parameter, ParameterLocation } from '../../../generator/api/api.ts';
import { noDocs } from '../../../generator/api/place.ts';
import { isIdentifier } from '../../../generator/naming/identifier.ts';
import { Registry } from '../../../generator/plan/registry.ts';
import { resolveNames, type ChangedName } from '../../../generator/plan/resolve-names.ts';
import { declareArguments } from '../../../templates/operations/arguments.ts';

type Wire = `${ParameterLocation} ${string}`;

interface Named {
  /** From each key of the argument to the parameter that it sends. */
  readonly sent: ReadonlyMap<string, Wire>;
  readonly changed: readonly ChangedName[];
  readonly ledger: ReadonlyMap<string, string>;
}

/** The argument of an operation with these parameters, in the order of the API, over an earlier ledger. */
function argumentOf(wires: readonly Wire[], ledger: ReadonlyMap<string, string> = new Map()): Named {
  const operation = operationWith(wires);
  const registry = new Registry(ledger);
  const file = registry.file({ identity: 'file', path: 'file.ts' });
  const parent = registry.symbol({ identity: 'type', file, name: 'parameters', meaning: 'type' });
  const symbols = declareArguments({ operation, file, parent }, registry);
  const { names, changed } = resolveNames({ symbols: registry.symbols, taken: new Set(), ledger });
  const keys = [...symbols].map(([{ location, name }, { identity }]): [string, Wire] => [
    names.get(identity) ?? '',
    `${location} ${name}`,
  ]);
  const kept = [...symbols.values()].map(({ identity }) => [identity, names.get(identity) ?? ''] as const);
  return { sent: new Map(keys), changed, ledger: new Map([...kept, ['operation.call:list', 'list']]) };
}

function operationWith(wires: readonly Wire[]): Operation {
  const place = { file: 'spec.json', pointer: '' };
  return {
    id: 'list',
    path: ['list'],
    method: 'get',
    url: '/',
    parameters: wires.map(parameterOf).toSorted(byLocation),
    requestBody: null,
    responses: [],
    security: [],
    servers: [],
    tags: [],
    pagination: null,
    longPoll: null,
    waiters: [],
    docs: noDocs,
    place,
  };
}

const locations: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];

function parameterOf(wire: Wire): Parameter {
  const location = locations.find((each) => wire.startsWith(each)) ?? 'query';
  const place = { file: 'spec.json', pointer: `/${wire}` };
  return {
    name: wire.slice(location.length + 1),
    location,
    required: false,
    schema: { kind: 'unknown', docs: noDocs, place },
    default: undefined,
    style: 'form',
    explode: true,
    allowReserved: false,
    mediaType: null,
    docs: noDocs,
    place,
  };
}

function byLocation(a: Parameter, b: Parameter): number {
  const difference = locations.indexOf(a.location) - locations.indexOf(b.location);
  return difference === 0 ? (a.name < b.name ? -1 : 1) : difference;
}

function keysOf(
  wires: readonly Wire[],
  ledger?: ReadonlyMap<string, string>,
): Readonly<Record<string, Wire>> {
  return Object.fromEntries(argumentOf(wires, ledger).sent);
}

describe('a parameter', () => {
  test.each([
    ['query pageSize', 'pageSize'],
    ['query page_size', 'page_size'],
    ['query page.size', 'pageSize'],
    ['header X-Request-ID', 'xRequestId'],
    ['query ids[]', 'ids'],
    ['query 2fa', '_2fa'],
    ['query delete', 'delete'],
    ['query then', 'then'],
  ] as const)('%s has the key %s', (wire, key) => {
    expect(keysOf([wire])).toEqual({ [key]: wire });
  });

  test('is never called as the body, also where there is none yet', () => {
    expect(keysOf(['query body'])).toEqual({ queryBody: 'query body' });
  });

  test('never sets the prototype of the argument', () => {
    expect(keysOf(['query __proto__'])).toEqual({ queryProto: 'query __proto__' });
  });
});

describe('two parameters that could have one key', () => {
  test('in one place: the one that is called so has it', () => {
    expect(keysOf(['query page.size', 'query pageSize'])).toEqual({
      pageSize: 'query pageSize',
      pageDotSize: 'query page.size',
    });
  });

  test('in two places: each says its own', () => {
    expect(keysOf(['query version', 'header version'])).toEqual({
      queryVersion: 'query version',
      headerVersion: 'header version',
    });
  });

  test('one of them in the path: it is as old as the operation, and has the key', () => {
    expect(keysOf(['query id', 'path id'])).toEqual({ id: 'path id', queryId: 'query id' });
  });

  test('and differ in their signs: each spells them', () => {
    expect(keysOf(['query sort[by]', 'query sort.by', 'query sort-by', 'query sort:by'])).toEqual({
      sortBracketBy: 'query sort[by]',
      sortDotBy: 'query sort.by',
      sortDashBy: 'query sort-by',
      sortColonBy: 'query sort:by',
    });
  });

  test('and words cannot tell apart: each has a hash of its identity', () => {
    const keys = Object.keys(keysOf(['query Sort.By', 'query sort.by']));
    expect(keys).toEqual([
      expect.stringMatching(/^sortBy_[0-9a-f]{6}$/),
      expect.stringMatching(/^sortBy_[0-9a-f]{6}$/),
    ]);
  });

  test('are reported, each with the other one', () => {
    const { changed } = argumentOf(['query sort.by', 'query sort-by']);
    expect(changed.map(({ request, why }) => [request.of?.name, why])).toEqual([
      [
        'sort-by',
        {
          kind: 'contested',
          by: expect.objectContaining({ of: expect.objectContaining({ name: 'sort.by' }) }),
        },
      ],
      [
        'sort.by',
        {
          kind: 'contested',
          by: expect.objectContaining({ of: expect.objectContaining({ name: 'sort-by' }) }),
        },
      ],
    ]);
  });
});

describe('a ledger', () => {
  test('keeps the key of a parameter beside one that is called so', () => {
    const { ledger } = argumentOf(['query page.size']);
    expect(keysOf(['query page.size', 'query pageSize'], ledger)).toEqual({
      pageSize: 'query page.size',
      queryPageSize: 'query pageSize',
    });
  });

  test('from before there were keys in it gives those that the order of the parameters gave', () => {
    const ledger = new Map([['operation.call:list', 'list']]);
    expect(keysOf(['query version', 'header version'], ledger)).toEqual({
      version: 'query version',
      headerVersion: 'header version',
    });
  });

  test('knows a header by its name in any case', () => {
    const { ledger } = argumentOf(['header Foo']);
    expect(keysOf(['header foo'], ledger)).toEqual({ Foo: 'header foo' });
  });

  test.each(['body', '__proto__', 'a b'])('is not believed where it says %j', (key) => {
    const [identity = ''] = argumentOf(['query a']).ledger.keys();
    expect(keysOf(['query a'], new Map([[identity, key]]))).not.toHaveProperty([key]);
  });
});

describe('additions', () => {
  /** Few words and many ways to write them, among them names that longer keys of others have. */
  const name = fc
    .tuple(
      fc.constantFrom('', 'query', 'header ', 'X-'),
      fc.constantFrom('sort', 'Sort', 'page'),
      fc.constantFrom('', '.', '-', '_', '[', ' ', ' dot '),
      fc.constantFrom('by', 'By', 'size', '名'),
      fc.constantFrom('', ']', '[]'),
    )
    .map((parts) => parts.join(''));
  const wire = fc
    .tuple(fc.constantFrom<ParameterLocation>('query', 'header', 'cookie'), name)
    .map(([location, text]): Wire => `${location} ${location === 'header' ? text.toLowerCase() : text}`);
  const wires = fc.uniqueArray(wire, { minLength: 1, maxLength: 9 });
  const edits = fc.tuple(
    wires,
    fc.nat(),
    fc.constantFrom<readonly Wire[]>([], ['path sort'], ['path sort-by']),
  );
  const runs = { numRuns: 300, seed: 20261129 };

  test('keep every key of the ledger, step by step, and give no key twice', () => {
    fc.assert(
      fc.property(edits, ([all, , path]) => {
        let before = argumentOf(path);
        for (let count = 1; count <= all.length; count += 1) {
          const after = argumentOf([...path, ...all.slice(0, count)], before.ledger);
          expect(after.sent.size).toBe(path.length + count);
          expect([...after.sent]).toEqual(expect.arrayContaining([...before.sent]));
          before = after;
        }
      }),
      runs,
    );
  });

  test('without a ledger, give a key to another parameter only where that is called so on the wire', () => {
    fc.assert(
      fc.property(edits, ([all, cut, path]) => {
        const before = argumentOf([...path, ...all.slice(0, cut % all.length)]);
        const after = argumentOf([...path, ...all]);
        expect(after.sent.size).toBe(path.length + all.length);
        for (const [key, sent] of before.sent) {
          const now = after.sent.get(key) ?? sent;
          if (now !== sent) expect(now).toMatch(new RegExp(`^\\w+ ${key}$`));
        }
      }),
      runs,
    );
  });

  test('in any order give the same keys, each of them safe', () => {
    fc.assert(
      fc.property(wires, (all) => {
        const keys = keysOf(all);
        expect(keysOf(all.toReversed())).toEqual(keys);
        expect(Object.keys(keys).filter((key) => !isIdentifier(key))).toEqual([]);
      }),
      runs,
    );
  });
});
