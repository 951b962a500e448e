/** The table of keywords, and what derives from it: each keyword is known, walked into, and says its type. */
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { keywords } from '../../generator/api/keywords.ts';
import type { Holding, Keyword } from '../../generator/api/keywords.ts';
import { visitReferences } from '../../generator/load/references.ts';
import { codesOf, modelNamed, readSchemas, saySchema } from './read-api.ts';

/** A value for each assertion that is no plain count; every other one is a count. */
const assertionValues: Readonly<Record<string, JsonValue>> = {
  type: 'string',
  nullable: true,
  enum: ['a'],
  const: 'a',
  required: ['a'],
  dependentRequired: { a: ['b'] },
  pattern: '^a',
  uniqueItems: true,
};

function valueHeld(holds: Holding, schema: JsonValue): JsonValue {
  switch (holds) {
    case 'value':
      return 'a text';
    case 'schema':
    case 'schemaOrList':
      return schema;
    case 'list':
      return [schema];
    case 'map':
      return { a: schema };
    case 'discriminator':
      return { propertyName: 'a' };
  }
}

function valueOf(name: string, { role, holds }: Keyword): JsonValue {
  if (holds !== 'value') return valueHeld(holds, { type: 'boolean' });
  return role === 'assertion' ? (assertionValues[name] ?? 2) : 'a text';
}

const all = [...keywords].map(([name, keyword]) => ({ name, ...keyword }));

/** `minContains` and `maxContains` ask nothing without `contains`, but tell the type all the same. */
const ofType = all.filter(({ type }) => type !== null);

describe('a keyword that belongs to one type, in a schema without `type`', () => {
  it.each(ofType)('$name says that the type is $type', ({ name, ...keyword }) => {
    expect(kindsOf({ [name]: valueOf(name, keyword) })).toEqual([keyword.type]);
  });

  it.each(ofType)('$name says nothing beside a `type`', ({ name, ...keyword }) => {
    expect(saySchema({ [name]: valueOf(name, keyword), type: 'boolean' })).toMatch(/^boolean\b/);
  });

  it('says all of the types where the keywords belong to several', () => {
    expect(saySchema({ minLength: 2, maximum: 9 })).toBe('string(minLength 2) | number(maximum 9)');
    expect(saySchema({ minProperties: 1, items: { type: 'string' } })).toBe(
      'Record<string, unknown> | (string)[]',
    );
  });

  it('implies nothing where it asserts nothing', () => {
    expect(saySchema({ uniqueItems: false, minLength: 2 })).toBe('string(minLength 2)');
    expect(kindsOf({ uniqueItems: false })).toEqual(['unknown']);
  });

  it.each([
    [{ format: 'double', minimum: 0, pattern: '^\\d+$' }, 'number(minimum 0)'],
    [{ format: 'date', maxLength: 10 }, 'date(maxLength 10)'],
    [{ format: 'int64' }, 'integer'],
    [{ format: 'of our own', minItems: 1 }, '(unknown)[](minItems 1)'],
  ])('gives way to a format that tells: %j', (schema, said) => {
    expect(saySchema(schema)).toBe(said);
  });

  it('lets a description of an encoding give way to what the value is', () => {
    const schema = { contentMediaType: 'application/json', properties: { a: { type: 'string' } } };
    expect(kindsOf(schema)).toEqual(['object']);
  });
});

it.each(all.filter(({ role }) => role !== 'reference'))('$name is known', ({ name, ...keyword }) => {
  expect(codesOf({ [name]: valueOf(name, keyword) })).not.toContain('CW2004');
});

it.each(all.filter(({ holds }) => holds !== 'value' && holds !== 'discriminator'))(
  '$name is walked into for references',
  ({ name, holds }) => {
    const found: string[] = [];
    visitReferences({
      value: { [name]: valueHeld(holds, { $ref: '#/x' }) },
      slot: { shape: 'one', kind: 'schema' },
      pointer: '',
      onReference: ({ reference }) => found.push(reference),
    });
    expect(found).toEqual(['#/x']);
  },
);

describe('an unknown keyword', () => {
  const messagesOf = (schema: JsonObject) =>
    readSchemas({ A: schema }).diagnostics.map(({ code, message }) => [code, message]);

  it.each([
    ['minLenght', 'Unknown schema keyword `minLenght`. Did you mean `minLength`?'],
    [
      'aditionalProperties',
      'Unknown schema keyword `aditionalProperties`. Did you mean `additionalProperties`?',
    ],
    ['in', 'Unknown schema keyword `in`.'],
    ['sortable', 'Unknown schema keyword `sortable`.'],
    ['a`b\n', "Unknown schema keyword `a'b\\n`."],
  ])('%s is reported, with the nearest known one', (name, message) => {
    expect(messagesOf({ type: 'string', [name]: 1 })).toEqual([['CW2004', message]]);
  });

  it('that starts with x- is an extension', () => {
    expect(messagesOf({ type: 'string', 'x-minLenght': 1 })).toEqual([]);
  });
});

/** The type families of what a component becomes, whatever is asked of it besides. */
function kindsOf(schema: JsonObject): readonly string[] {
  const { schema: read } = modelNamed(readSchemas({ Subject: schema }).api, 'Subject');
  const body = read.kind === 'refined' ? read.schema : read;
  const members = body.kind === 'union' ? body.members : [body];
  return members.map(({ kind }) => (kind === 'record' ? 'object' : kind === 'tuple' ? 'array' : kind));
}
