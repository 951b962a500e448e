import { describe, expect, test } from 'vitest';
import { fileScope } from '../../generator/emit/file-scope.ts';
import {
  code,
  comment,
  external,
  key,
  literal,
  member,
  nameOf,
  type,
  value,
} from '../../generator/template/code.ts';
import { smallPlan, symbolOf } from './small-plan.ts';

const plan = smallPlan([
  { identity: 'Pet', file: 'src/models/pet.ts' },
  { identity: 'Pet.Owner', name: 'Owner', file: 'src/models/pet.ts', parent: 'Pet' },
  { identity: 'Pet.Owner.Name', name: 'Name', file: 'src/models/pet.ts', parent: 'Pet.Owner' },
  { identity: 'Pet.Owner.Pet', name: 'Shop', file: 'src/models/pet.ts', parent: 'Pet.Owner' },
  { identity: 'Shop', file: 'src/models/pet.ts' },
  { identity: 'Pet validator', name: 'Pet', file: 'src/models/pet.ts' },
  { identity: 'pet resource', name: 'Pet', file: 'src/resources/pet.ts' },
  { identity: 'checkPet', file: 'src/models/pet.ts' },
  { identity: 'runtime#send', name: 'send', file: 'src/runtime/call.ts' },
  { identity: 'send', file: 'src/resources/pets.ts' },
  { identity: 'Call', file: 'src/models/call.ts' },
  { identity: 'runtime#Call', name: 'Call', file: 'src/runtime/call.ts' },
  { identity: 'list pets', name: 'list', file: 'src/resources/pets.ts' },
  { identity: 'list shops', name: 'list', file: 'src/resources/shops.ts' },
  { identity: 'check a-b1', name: 'check', file: 'src/models/a-b1.ts' },
  { identity: 'check a-b-1', name: 'check', file: 'src/models/a-b-1.ts' },
]);
const [pet, owner, ownerName, hidden, shop] = [
  'Pet',
  'Pet.Owner',
  'Pet.Owner.Name',
  'Pet.Owner.Pet',
  'Shop',
].map(symbolOf);
if (
  pet === undefined ||
  owner === undefined ||
  ownerName === undefined ||
  hidden === undefined ||
  shop === undefined
)
  throw new Error('every name is there');

describe('saying a symbol is its import', () => {
  test('of its type where a type is wanted, of its value where a value is', () => {
    const { imports, textOf } = fileScope(
      'src/a.ts',
      [code`${type(pet)} ${value(symbolOf('checkPet'))}`],
      plan,
    );
    expect(imports).toEqual([
      {
        from: 'src/models/pet.ts',
        isExternal: false,
        names: [
          { name: 'Pet', alias: null, isType: true },
          { name: 'checkPet', alias: null, isType: false },
        ],
      },
    ]);
    expect(textOf(code`a: ${type(pet)}`)).toBe('a: Pet');
  });

  test('of a value where both are wanted', () => {
    const { imports } = fileScope('src/a.ts', [type(pet), value(pet), type(pet)], plan);
    expect(imports[0]?.names).toEqual([{ name: 'Pet', alias: null, isType: false }]);
  });

  test('and of nothing in its own file, or where only its name is said', () => {
    expect(fileScope('src/models/pet.ts', [type(pet)], plan).imports).toEqual([]);
    expect(fileScope('src/a.ts', [nameOf(pet)], plan).imports).toEqual([]);
  });

  test('also of a name of another package, behind those of our own', () => {
    const { imports } = fileScope(
      'src/a.ts',
      [
        external('z', { from: 'zod', range: '1' }),
        external('ZodType', { from: 'zod', range: '1' }, 'type'),
        type(pet),
      ],
      plan,
    );
    expect(imports.map(({ from, isExternal }) => [from, isExternal])).toEqual([
      ['src/models/pet.ts', false],
      ['zod', true],
    ]);
  });

  test('and a symbol that nobody has declared is a fault of the template', () => {
    expect(() => fileScope('src/a.ts', [type(symbolOf('Nobody'))], plan)).toThrow(
      '"Nobody" is used but was never declared',
    );
  });
});

describe('a name that means two things in a file', () => {
  test('is imported under another where the file declares it', () => {
    const send = value(symbolOf('runtime#send'));
    const { imports, textOf } = fileScope('src/resources/pets.ts', [send], plan);
    expect(imports[0]?.names).toEqual([{ name: 'send', alias: 'runtimeSend', isType: false }]);
    expect(textOf(code`${send}()`)).toBe('runtimeSend()');
  });

  test('is one import for a type and a value of the name', () => {
    const both = [type(pet), value(symbolOf('Pet validator'))];
    const { imports, textOf } = fileScope('src/resources/pet.ts', both, plan);
    expect(imports[0]?.names).toEqual([{ name: 'Pet', alias: 'ImportedPet', isType: false }]);
    expect(both.map((each) => textOf(each))).toEqual(['ImportedPet', 'ImportedPet']);
  });

  test('says which file each is of where two are imported', () => {
    const lists = [value(symbolOf('list pets')), value(symbolOf('list shops'))];
    const { textOf } = fileScope('src/client.ts', lists, plan);
    expect(lists.map((list) => textOf(list))).toEqual(['petsList', 'shopsList']);
  });

  test('has a hash where two files have the same words', () => {
    const checks = [value(symbolOf('check a-b1')), value(symbolOf('check a-b-1'))];
    const { textOf } = fileScope('src/models/m.ts', checks, plan);
    const names = checks.map((check) => textOf(check));
    expect(new Set(names).size).toBe(2);
    expect(names.join(' ')).toMatch(/^aB1Check_\w{6} aB1Check_\w{6}$/);
    expect(fileScope('src/models/m.ts', checks.toReversed(), plan).textOf(checks[0] ?? code``)).toBe(
      names[0],
    );
  });

  test('is that of the document, and the runtime gives way, where both are imported', () => {
    const names = [type(symbolOf('Call')), type(symbolOf('runtime#Call'))];
    const { textOf } = fileScope('src/resources/calls.ts', names, plan);
    expect(names.map((name) => textOf(name))).toEqual(['Call', 'RuntimeCall']);
  });
});

describe('a nested name', () => {
  test('is said with its path, and imported by the first step of it', () => {
    const { imports, textOf } = fileScope('src/a.ts', [type(ownerName)], plan);
    expect(imports[0]?.names.map(({ name }) => name)).toEqual(['Pet']);
    expect(textOf(type(ownerName))).toBe('Pet.Owner.Name');
  });

  test.each([
    ['Pet', 'Owner.Name'],
    ['Pet.Owner', 'Name'],
  ])('is said without what it shares with %s around it', (within, text) => {
    expect(fileScope('src/models/pet.ts', [type(ownerName)], plan).textOf(type(ownerName), within)).toBe(
      text,
    );
  });

  test('is said whole where a nearer one would hide it', () => {
    const { textOf } = fileScope('src/models/pet.ts', [type(shop), type(hidden)], plan);
    expect(textOf(type(hidden), 'Pet.Owner')).toBe('Shop');
    expect(textOf(type(owner), 'Pet')).toBe('Owner');
  });
});

describe('text of the document is encoded for where it stands', () => {
  const { textOf } = fileScope('src/a.ts', [], plan);

  test.each([
    [literal("it's"), String.raw`'it\'s'`],
    [literal({ a: ['</script>'] }), String.raw`{ a: ['<\/script>'] }`],
    [key('a-b'), "'a-b'"],
    [key('__proto__'), "['__proto__']"],
    [member(code`pet`, 'name'), 'pet.name'],
    [member(code`pet`, "x'y"), String.raw`pet['x\'y']`],
    [member(code`pet`, 'class'), 'pet.class'],
    [member(code`pet`, '__proto__'), "pet['__proto__']"],
    [comment('a */ b\nc'), String.raw`/** a *\/ b c */`],
  ])('%#', (fragment, text) => {
    expect(textOf(fragment)).toBe(text);
  });
});
