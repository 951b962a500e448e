import { beforeAll, describe, expect, it } from 'vitest';
import { validatorsOf, type ValidatedPackage } from '../../support/validators-of.ts';

let made: ValidatedPackage;

beforeAll(async () => {
  made = await validatorsOf({
    Pet: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 2 },
        size: { enum: ['small', 'large'] },
        toys: { type: 'array', items: { type: 'string' }, default: [] },
      },
    },
  });
});

describe('the validator of a model', () => {
  it('gives the value itself, its defaults filled in, and none of them twice', () => {
    const pet = made.validator('Pet');
    const first = { name: 'Ada' };
    const second = { name: 'Bob' };
    expect(pet.parse(first)).toBe(first);
    pet.parse(second);
    expect(first).toEqual({ name: 'Ada', toys: [] });
    expect(Reflect.get(first, 'toys')).not.toBe(Reflect.get(second, 'toys'));
  });

  it('throws every issue, with paths and descriptions, and never the content', () => {
    const wrong = { name: 7, toys: ['ball', 'secret', 3] };
    expect(() => made.validator('Pet').parse(wrong)).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        message: '/name: expected string, received number (and 1 more)',
        issues: [
          {
            path: ['name'],
            expected: 'string',
            received: 'number',
            message: 'expected string, received number',
          },
          {
            path: ['toys', 2],
            expected: 'string',
            received: 'number',
            message: 'expected string, received number',
          },
        ],
      }),
    );
  });

  it('holds a value to bounds and closed enums only where it is told to be exact', () => {
    const pet = made.validator('Pet');
    const loose = { name: 'A', size: 'huge', toys: [] };
    expect(pet.is(loose)).toBe(true);
    expect(pet.is(loose, { exact: true })).toBe(false);
    expect(() => pet.assert(loose)).not.toThrow();
    expect(() => pet.assert(loose, { exact: true })).toThrow('/name: expected at least 2 characters');
    const result = pet.safeParse(loose, { exact: true });
    expect(result.ok ? [] : result.issues.map(({ expected }) => expected)).toEqual([
      'at least 2 characters',
      'one of "small","large"',
    ]);
  });

  it('calls a value without its defaults none, and changes nothing to find out', () => {
    const value = { name: 'Ada' };
    expect(made.validator('Pet').is(value)).toBe(false);
    expect(value).toEqual({ name: 'Ada' });
  });

  it('is a Standard Schema of version 1, which is never asynchronous', () => {
    const standard = made.validator('Pet')['~standard'];
    expect(standard).toMatchObject({ version: 1, vendor: 'clientwright' });
    expect(standard.validate({ name: 'Ada' })).toMatchObject({ value: { name: 'Ada', toys: [] } });
    expect(standard.validate({})).toMatchObject({ issues: [{ path: ['name'] }] });
  });

  it('says what may be given where that is less than what comes out', () => {
    const text = made.files.get('src/models/pet.ts') ?? '';
    expect(text).toContain("interface Wire extends Omit<Pet, 'toys'> {\n    toys?: string[];\n  }");
    expect(text).toContain('export const Pet: Validator<Pet, Pet.Wire>');
  });

  it('has no second type where only what is sent has a default inside', async () => {
    const { files } = await validatorsOf({
      Order: {
        type: 'object',
        properties: { id: { type: 'string' }, hint: { $ref: '#/components/schemas/Hint', writeOnly: true } },
      },
      Hint: { type: 'object', properties: { loud: { type: 'boolean', default: false } } },
    });
    expect(files.get('src/models/order.ts')).not.toContain('Wire');
    expect(files.get('src/models/hint.ts')).toContain("interface Wire extends Omit<Hint, 'loud'>");
  });
});
