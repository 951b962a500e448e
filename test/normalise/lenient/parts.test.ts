/** The lenient reading of parts that write no type, beside parts that do: their keywords only limit values. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/api/json.ts';
import { noDocs } from '../../../generator/api/place.ts';
import type { Schema } from '../../../generator/api/schema.ts';
import { type Part, yieldImpliedTypes } from '../../../generator/normalise/schema/lenient/parts.ts';
import { read, sayModel } from '../read-api.ts';

const common = { docs: noDocs, place: { file: 'spec.json', pointer: '' } };
const text: Schema = { kind: 'string', format: null, limits: {}, ...common };
const short: Schema = { ...text, limits: { maxLength: 2 } };
const small: Schema = { kind: 'number', integer: false, format: null, limits: { maximum: 2 }, ...common };
const nothing: Schema = { kind: 'null', ...common };
const either = (...members: readonly Schema[]): Schema => {
  return { kind: 'union', members, exclusive: false, discriminator: null, ...common };
};
const written = (schema: Schema): Part => ({ schema, implied: 'no' });
const rewrite = (...parts: readonly Part[]) => yieldImpliedTypes(parts, () => null);

describe('a part that implies its type', () => {
  it('has that type where no part writes one', () => {
    expect(rewrite({ schema: short, implied: 'beside' })).toEqual({ schemas: [short], limits: [] });
  });

  it('is left out beside other types', () => {
    expect(rewrite(written(text), { schema: small, implied: 'beside' })).toEqual({
      schemas: [text],
      limits: [],
    });
  });

  it('is one of the schemas where it implies every type that is written', () => {
    const parts = rewrite(written(text), { schema: either(short, small), implied: 'beside' });
    expect(parts).toEqual({ schemas: [text, short], limits: [] });
  });

  it('limits values of its own type where others are written too, such as null', () => {
    const maybe = either(text, nothing);
    const parts = rewrite(written(maybe), { schema: short, implied: 'beside' });
    expect(parts).toEqual({ schemas: [maybe], limits: [new Map([['string', short]])] });
  });

  it('means a type without null in a member of allOf', () => {
    const maybe = either(text, nothing);
    const parts = rewrite(written(maybe), { schema: short, implied: 'member' });
    expect(parts).toEqual({ schemas: [maybe, short], limits: [] });
  });
});

describe('the exact reading of keywords without a type', () => {
  const exact = (Subject: JsonObject): string => {
    const Text = { type: 'string' };
    const Odd = { anyOf: [{ $ref: '#/components/schemas/Odd' }, { type: 'string' }] };
    const components = { schemas: { Text, Odd, Subject } };
    return sayModel(read({ openapi: '3.1.1', components }, { schemas: 'exact' }).api, 'Subject');
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  it.each<[string, JsonObject, string]>([
    ['limits a reference of that type', { ...ref('Text'), maxLength: 2 }, 'string(maxLength 2)'],
    ['passes a reference of another type', { ...ref('Text'), maximum: 2 }, 'Text'],
    [
      'limits one type of several',
      { anyOf: [{ type: 'string' }, { type: 'null' }], maxLength: 2 },
      'string(maxLength 2) | null',
    ],
    [
      'limits constants of one type besides',
      { enum: ['a', 'b'], maxLength: 2 },
      '"a" | "b" + matches(string(maxLength 2))',
    ],
  ])('%s', (_, schema, said) => {
    expect(exact(schema)).toBe(said);
  });

  it('ends at a model that is a union with itself', () => {
    expect(exact({ ...ref('Odd'), maxLength: 2 })).toContain('maxLength 2');
  });

  it('refuses an empty list of alternatives', () => {
    const components = { schemas: { Subject: { anyOf: [] } } };
    const { diagnostics } = read({ openapi: '3.1.1', components }, { schemas: 'exact' });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['CW2002', 'error']]);
  });
});
