/** A union with a discriminator and one object: its tag is one that the API adds to, as with two objects. */
import { expect, it } from 'vitest';
import { complaintsOf } from '../../support/compile.ts';
import { withFolder } from '../../support/generated-package.ts';
import { issuesIn, validatorsOf } from '../../support/validators-of.ts';

const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
};
const texts = { type: 'array', items: { type: 'string' } };
const ref = { $ref: '#/components/schemas/Cat' };
const discriminator = { propertyName: 'kind', mapping: { cat: ref.$ref } };

const later = { kind: 'dog', lives: 'many' };

it.each<[string, object, unknown]>([
  ['alone', { oneOf: [ref], discriminator }, undefined],
  ['beside a list', { oneOf: [ref, texts], discriminator }, ['Tom']],
  ['beside a text', { anyOf: [ref, { type: 'string' }], discriminator }, 'Tom'],
  ['beside null', { oneOf: [ref, { type: 'null' }], discriminator }, null],
  ['that may be null', { type: ['object', 'null'], oneOf: [ref], discriminator }, null],
  ['beside a list and null', { oneOf: [ref, texts, { type: 'null' }], discriminator }, null],
  ['in a union of its own', { anyOf: [{ oneOf: [ref], discriminator }, texts] }, ['Tom']],
  ['in a member of allOf', { allOf: [{ oneOf: [ref], discriminator }] }, undefined],
])('one object %s: a later variant passes', async (_, schema, other) => {
  const owner = (pet: object): object => ({ type: 'object', properties: { pet, pets: texts } });
  const made = await validatorsOf({ Cat: cat, Pet: schema, Owner: owner(schema) });
  const [pet, holder] = [made.validator('Pet'), made.validator('Owner')];
  for (const value of [later, { kind: 'cat', lives: 9 }, ...(other === undefined ? [] : [other])]) {
    expect(issuesIn(pet, value)).toEqual([]);
    expect(issuesIn(holder, { pet: value })).toEqual([]);
  }
  expect(issuesIn(pet, { kind: 'cat', lives: 'nine' })).toEqual(['/lives: integer']);
  expect(issuesIn(holder, { pet: {} })).toEqual(['/pet/kind: one of "cat"']);
  expect(issuesIn(holder, { pet: later }, { exact: true })).toEqual(['/pet/kind: one of "cat"']);
});

it('the type keeps the later variant apart', async () => {
  const made = await validatorsOf({ Cat: cat, Pet: { oneOf: [ref, texts], discriminator } });
  const caller = `
    import type { Pet, LaterVariant } from './index.js';
    export function describePet(pet: Pet): string {
      if (Array.isArray(pet)) return pet.join();
      if (pet.kind === 'cat') return String(pet.lives?.toFixed());
      const later: LaterVariant<'kind'> = pet;
      return String(later['lives']);
    }`;
  await withFolder(new Map([...made.files, ['src/caller.ts', caller]]), async (folder) => {
    expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
  });
});

it('a discriminator that gives the one object no value is not used', async () => {
  const schema = { oneOf: [cat], discriminator: { propertyName: 'kind' } };
  const { validator } = await validatorsOf({ Pet: schema });
  expect(issuesIn(validator('Pet'), { kind: 'anything', lives: 1 })).toEqual([]);
  expect(issuesIn(validator('Pet'), { kind: 'anything', lives: 'x' })).toEqual(['/lives: integer']);
});
