import { beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf } from '../../support/compile.ts';
import { withFolder } from '../../support/generated-package.ts';
import { issuesIn, validatorsOf, type ValidatedPackage } from '../../support/validators-of.ts';

let made: ValidatedPackage;

const alternative = (kind: string, rest: Readonly<Record<string, unknown>>): unknown => ({
  type: 'object',
  required: ['kind', ...Object.keys(rest)],
  properties: { kind: { const: kind }, ...rest },
});

beforeAll(async () => {
  made = await validatorsOf({
    Cat: alternative('cat', { lives: { type: 'integer' } }),
    Dog: alternative('dog', { bark: { type: 'string' } }),
    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
    Owner: {
      type: 'object',
      properties: {
        pet: {
          oneOf: [
            { $ref: '#/components/schemas/Cat' },
            { $ref: '#/components/schemas/Dog' },
            { type: 'null' },
          ],
        },
      },
    },
  });
});

describe('a union whose alternatives have a tag', () => {
  it('is checked by the alternative that the tag names, whose issues are the only ones', () => {
    expect(made.files.get('src/models/pet.ts')).toContain("switch (tagOf(value, 'kind')) {");
    expect(issuesIn(made.validator('Pet'), { kind: 'cat' })).toEqual(['/lives: integer']);
    expect(issuesIn(made.validator('Owner'), { pet: { kind: 'dog' } })).toEqual(['/pet/bark: string']);
    expect(issuesIn(made.validator('Owner'), { pet: null })).toEqual([]);
  });

  it('takes a variant that came later from a server, and none where it is to be exact', () => {
    const later = { kind: 'parrot', words: 3 };
    expect(made.validator('Pet').parse(later)).toBe(later);
    expect(issuesIn(made.validator('Owner'), { pet: later })).toEqual([]);
    expect(issuesIn(made.validator('Pet'), later, { exact: true })).toEqual(['/kind: one of "cat","dog"']);
  });

  it('takes a later value of the enumeration that is the tag of one alternative', async () => {
    const tagged = (values: readonly string[], more: object): object => ({
      type: 'object',
      required: ['result'],
      properties: { result: { enum: values }, ...more },
    });
    const { validator } = await validatorsOf({
      Email: { oneOf: [{ $ref: '#/components/schemas/Known' }, { $ref: '#/components/schemas/Unknown' }] },
      Known: tagged(['good', 'bad'], { free: { type: 'boolean' } }),
      Unknown: tagged(['unknown'], { free: { type: 'null' } }),
    });
    expect(issuesIn(validator('Email'), { result: 'later', free: true })).toEqual([]);
    expect(issuesIn(validator('Email'), { result: 'later', free: 'yes' })).toEqual(['/free: boolean']);
    expect(issuesIn(validator('Email'), { result: 'unknown', free: true })).toEqual(['/free: null']);
    expect(issuesIn(validator('Email'), {})).toEqual(['/result: one of "good","bad"']);
    expect(issuesIn(validator('Email'), { result: 'later' }, { exact: true })).toHaveLength(1);
  });

  it('takes a later value of the enumerations that are the tags of several alternatives', async () => {
    const tagged = (values: readonly string[], more: object): object => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: values }, ...more },
    });
    const { validator } = await validatorsOf({
      Cats: tagged(['cat', 'lion'], { lives: { type: 'integer' } }),
      Dogs: tagged(['dog', 'wolf'], { lives: { type: 'string' } }),
      Pet: { oneOf: [{ $ref: '#/components/schemas/Cats' }, { $ref: '#/components/schemas/Dogs' }] },
    });
    expect(issuesIn(validator('Pet'), { kind: 'fox', lives: 9 })).toEqual([]);
    expect(issuesIn(validator('Pet'), { kind: 'fox', lives: 'nine' })).toEqual([]);
    expect(issuesIn(validator('Pet'), { kind: 'fox', lives: true })).toHaveLength(1);
    expect(issuesIn(validator('Pet'), { kind: 'lion', lives: 'nine' })).toEqual(['/lives: integer']);
    expect(issuesIn(validator('Pet'), { kind: 'fox' }, { exact: true })).toHaveLength(1);
  });

  it.each<[string, boolean]>([
    ['each variant lists all tags', false],
    ['their base lists all tags', true],
  ])('takes a variant that came later where %s', async (_, isInherited) => {
    const kind = { type: 'string', enum: ['cat', 'dog'] };
    const refs = ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const mapping = { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' };
    const tagged = { type: 'object', required: ['kind'], properties: { kind } };
    const discriminator = { propertyName: 'kind', mapping };
    const base = isInherited ? { allOf: [{ $ref: '#/components/schemas/Pet' }] } : tagged;
    const { validator } = await validatorsOf({
      Pet: { ...(isInherited ? tagged : { oneOf: refs }), discriminator },
      Cat: { ...base, properties: { kind, lives: { type: 'integer' } } },
      Dog: { ...base, properties: { kind, bark: { type: 'string' } } },
    });
    expect(issuesIn(validator('Pet'), { kind: 'parrot' })).toEqual([]);
    expect(issuesIn(validator('Pet'), { kind: 'cat', lives: 'nine' })).toEqual(['/lives: integer']);
    expect(issuesIn(validator('Cat'), { kind: 'dog' })).toEqual(isInherited ? ['/kind: "cat"'] : []);
  });

  it('takes nothing without a tag', () => {
    for (const wrong of [{}, { kind: 7 }, { kind: null }]) {
      expect(issuesIn(made.validator('Pet'), wrong)).toEqual(['/kind: one of "cat","dog"']);
    }
    expect(issuesIn(made.validator('Pet'), 'cat')).toEqual(['/: object']);
  });

  it('is told apart by its tag in the type too, and what came later is left', async () => {
    const caller = `
      import type { Pet, LaterVariant } from './index.js';
      export function describePet(pet: Pet): string {
        switch (pet.kind) {
          case 'cat': return pet.lives.toFixed();
          case 'dog': return pet.bark;
          default: {
            const later: LaterVariant<'kind'> = pet;
            const kind: string = pet.kind;
            return kind + String(later['words']);
          }
        }
      }`;
    await withFolder(new Map([...made.files, ['src/caller.ts', caller]]), async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
    });
  });

  it('and its validator check each other: a misspelt member does not compile', async () => {
    const cat = made.files.get('src/models/cat.ts') ?? '';
    const misspelt = cat.replace('value.lives', 'value.livse');
    expect(misspelt).not.toBe(cat);
    await withFolder(new Map([...made.files, ['src/models/cat.ts', misspelt]]), async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toContain("'livse' does not exist");
    });
  });
});
