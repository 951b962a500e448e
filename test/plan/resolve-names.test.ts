import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityHash } from '../../generator/naming/identifier.ts';
import { resolveNames, type NameRequests } from '../../generator/plan/resolve-names.ts';
import type { PlannedSymbol, SymbolRequest } from '../../generator/template/plan.ts';

type Wish = Partial<SymbolRequest> & { readonly identity: string };

function request(wish: Wish): SymbolRequest {
  return {
    file: { kind: 'file', identity: 'file' },
    name: wish.identity,
    meaning: 'type',
    isPublic: true,
    ...wish,
  };
}

function symbol(identity: string): PlannedSymbol {
  return { kind: 'symbol', identity };
}

/** Names by identity. */
function namesOf(
  wishes: readonly Wish[],
  given: Partial<NameRequests> = {},
): Readonly<Record<string, string>> {
  const symbols = new Map(wishes.map((wish) => [wish.identity, request(wish)]));
  const { names } = resolveNames({ symbols, taken: new Set(), ledger: new Map(), ...given });
  return Object.fromEntries(names);
}

describe('a name', () => {
  test('has the case of what it means, unless its template says otherwise', () => {
    expect(
      namesOf([
        { identity: 'a', name: 'pet owner' },
        { identity: 'b', name: 'check pet', meaning: 'value' },
        { identity: 'c', name: 'pet list', meaning: 'value', case: 'pascal' },
      ]),
    ).toEqual({ a: 'PetOwner', b: 'checkPet', c: 'PetList' });
  });

  test.each(['2fa', '名前', 'string', ''])('of %j is an identifier', (name) => {
    expect(namesOf([{ identity: 'a', name }])['a']).toMatch(/^[A-Za-z_$][\w$]*$/);
  });

  test('leaves the names of the platform and of the runtime alone', () => {
    const names = namesOf(
      [
        { identity: 'a', name: 'promise', alternatives: ['promise model'] },
        { identity: 'b', name: 'api error', alternatives: ['api error model'] },
      ],
      { taken: new Set(['ApiError']) },
    );
    expect(names).toEqual({ a: 'PromiseModel', b: 'ApiErrorModel' });
  });

  test('leaves alone what the code of its template calls something else', () => {
    expect(
      namesOf([
        { identity: 'a', name: 'out', meaning: 'value', avoid: ['out'], alternatives: ['out value'] },
      ]),
    ).toEqual({ a: 'outValue' });
  });

  test('that is a member may be a reserved word, but never makes a promise of its object', () => {
    const member = { meaning: 'value', isMember: true, isPublic: false } as const;
    const names = namesOf([
      { ...member, identity: 'a', name: 'delete' },
      { ...member, identity: 'b', name: 'then', alternatives: ['then call'] },
    ]);
    expect(names).toEqual({ a: 'delete', b: 'thenCall' });
  });

  test("that `await` or an object has a use for is nobody's, as a member or as an export", () => {
    const wishes = (name: string): readonly Wish[] => [
      { identity: 'a', name, meaning: 'value' },
      { identity: 'b', name, meaning: 'value', isMember: true, isPublic: false },
    ];
    for (const name of ['then', 'constructor']) {
      expect(namesOf(wishes(name))).toEqual({ a: `${name}_`, b: `${name}_` });
      const ledger = new Map([['a', name]]);
      expect(namesOf(wishes(name), { ledger })['a']).toBe(`${name}_`);
    }
    expect(namesOf(wishes('default'))).toEqual({ a: 'default_', b: 'default' });
  });

  test('in letters that no name has is made of its own hash', () => {
    const names = namesOf([
      { identity: 'a', name: 'клиенты', meaning: 'value' },
      { identity: 'b', name: '客户' },
    ]);
    expect(names).toEqual({ a: `x${identityHash('клиенты')}`, b: `X${identityHash('客户')}` });
  });

  test('that is a sentence is cut, and told apart', () => {
    const [a, b] = ['one', 'two'].map(
      (end) => namesOf([{ identity: 'a', name: `${'word '.repeat(99)}${end}` }])['a'],
    );
    expect(a).toMatch(/^(?:Word){30}_[0-9a-f]{6}$/);
    expect(a).not.toBe(b);
  });
});

describe('where two want one name', () => {
  test('the better claim keeps it; the other takes a longer one of its own', () => {
    expect(
      namesOf([
        { identity: 'a', name: 'pet', claim: 0, alternatives: ['pet response'] },
        { identity: 'z', name: 'pet', claim: 2 },
      ]),
    ).toEqual({ a: 'PetResponse', z: 'Pet' });
  });

  test('among equals it is who writes it so already, then the smaller identity', () => {
    const names = namesOf([
      { identity: 'a', name: 'PET' },
      { identity: 'b', name: 'Pet' },
      { identity: 'c', name: 'pet' },
    ]);
    expect(names).toEqual({ a: `Pet_${identityHash('a')}`, b: 'Pet', c: `Pet_${identityHash('c')}` });
  });

  test('and none is longer, a hash of the identity tells them apart, never a counter', () => {
    const names = namesOf([
      { identity: 'a', name: 'pet' },
      { identity: 'b', name: 'pet', alternatives: ['Pet'] },
    ]);
    expect(names).toEqual({ a: 'Pet', b: `Pet_${identityHash('b')}` });
  });

  test('every changed name is told with the one that was wanted, and who has that', () => {
    const symbols = new Map(
      ['a', 'b', 'c'].map((identity) => [identity, request({ identity, name: 'pet' })]),
    );
    const { changed } = resolveNames({ symbols, taken: new Set(), ledger: new Map() });
    const why = { kind: 'taken', by: symbols.get('a') };
    expect(changed).toEqual([
      { request: symbols.get('b'), wanted: 'Pet', got: `Pet_${identityHash('b')}`, why },
      { request: symbols.get('c'), wanted: 'Pet', got: `Pet_${identityHash('c')}`, why },
    ]);
  });

  test('a name that is kept by the ledger is told no more', () => {
    const symbols = new Map(['a', 'b'].map((identity) => [identity, request({ identity, name: 'pet' })]));
    const { names } = resolveNames({ symbols, taken: new Set(), ledger: new Map() });
    expect(resolveNames({ symbols, taken: new Set(), ledger: names }).changed).toEqual([]);
  });

  test('they may both have it in files of their own, where nobody else sees it', () => {
    const local = { name: 'pet', isPublic: false } as const;
    const names = namesOf([
      { ...local, identity: 'a' },
      { ...local, identity: 'b', file: { kind: 'file', identity: 'other' } },
    ]);
    expect(names).toEqual({ a: 'Pet', b: 'Pet' });
  });
});

describe('nested names', () => {
  const nested = { isPublic: false, parent: symbol('pet') } as const;

  test('are free in each namespace, but never that of what they are in', () => {
    const names = namesOf([
      { identity: 'pet', name: 'pet' },
      { identity: 'owner', name: 'owner' },
      { ...nested, identity: 'pet/owner', name: 'owner' },
      { ...nested, identity: 'pet/pet', name: 'pet', alternatives: ['pet value'] },
    ]);
    expect(names).toEqual({ pet: 'Pet', owner: 'Owner', 'pet/owner': 'Owner', 'pet/pet': 'PetValue' });
  });
});

describe('a symbol that goes by the name of another', () => {
  test('gets that, whatever became of it', () => {
    const wishes: readonly Wish[] = [
      { identity: 'a', name: 'pet' },
      { identity: 'b', name: 'pet' },
      { identity: 'b.value', name: 'other', meaning: 'value' },
    ];
    const names = namesOf(wishes, { likes: new Map([['b.value', symbol('b')]]) });
    expect(names['b.value']).toBe(names['b']);
    expect(names['b']).not.toBe('Pet');
  });
});

describe('the ledger', () => {
  const wishes: readonly Wish[] = [
    { identity: 'a', name: 'pet', claim: 5 },
    { identity: 'b', name: 'pet' },
  ];

  test('keeps a name, also against a better claim', () => {
    expect(namesOf(wishes, { ledger: new Map([['b', 'Pet']]) })).toEqual({
      a: `Pet_${identityHash('a')}`,
      b: 'Pet',
    });
  });

  test('is where people rename', () => {
    expect(namesOf(wishes, { ledger: new Map([['a', 'Animal']]) })).toEqual({ a: 'Animal', b: 'Pet' });
  });

  test.each(['', 'a b', '1', 'class', "x'; call(); '", '__proto__ x'])(
    'is not believed where it says %j',
    (name) => {
      expect(namesOf(wishes, { ledger: new Map([['a', name]]) })['a']).toBe('Pet');
    },
  );

  test('has no say in names that nobody outside writes', () => {
    const hidden = [{ identity: 'a', name: 'pet', isPublic: false }];
    expect(namesOf(hidden, { ledger: new Map([['a', 'Animal']]) })).toEqual({ a: 'Pet' });
  });
});

describe('the order in which symbols are declared', () => {
  const wish = fc.record({
    identity: fc.stringMatching(/^[a-e]{1,3}$/),
    name: fc.constantFrom('pet', 'Pet', 'PET', 'owner', 'class', 'promise', '名'),
    claim: fc.constantFrom(0, 1),
    isPublic: fc.boolean(),
    alternatives: fc.constantFrom([], ['pet response'], ['owner']),
  });
  const wishLists = fc.uniqueArray(wish, { selector: ({ identity }) => identity, maxLength: 12 });

  test('changes no name, and no two symbols share one', () => {
    const shuffled = wishLists.chain((wishes) =>
      fc.tuple(fc.constant(wishes), fc.shuffledSubarray(wishes, { minLength: wishes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([wishes, reordered]) => {
        const names = namesOf(wishes);
        expect(namesOf(reordered)).toEqual(names);
        expect(new Set(Object.values(names)).size).toBe(wishes.length);
      }),
    );
  });

  test('and running again with the ledger of the first run changes none either', () => {
    fc.assert(
      fc.property(wishLists, (wishes) => {
        const names = namesOf(wishes);
        expect(namesOf(wishes, { ledger: new Map(Object.entries(names)) })).toEqual(names);
      }),
    );
  });
});
