/** Keywords that judge values besides their type, as they are read by default. */
import { describe, expect, it } from 'vitest';
import { codesOf, modelNames, readPaths, readSchemas, sayModel, saySchema } from './read-api.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const ifThen = 'number + conditional(number(minimum 5), number(multipleOf 5), unknown)';
const card = { type: 'object', properties: { number: { type: 'string' } } };

describe('a keyword that the type does not say', () => {
  it.each([
    ['not', { type: 'string', not: { enum: ['a', 'b'] } }, 'string + not("a" | "b")'],
    ['if', { type: 'number', if: { minimum: 5 }, then: { multipleOf: 5 } }, ifThen],
    ['contains', { type: 'array', contains: { const: 1 } }, '(unknown)[] + contains(1, 1, null)'],
    [
      'minContains',
      { type: 'array', contains: { const: 1 }, minContains: 2, maxContains: 3 },
      '(unknown)[] + contains(1, 2, 3)',
    ],
    [
      'dependentRequired',
      { type: 'object', dependentRequired: { a: ['b', 'c'] } },
      'Record<string, unknown> + dependentRequired(a, [b, c])',
    ],
    [
      'dependentSchemas',
      { type: 'object', dependentSchemas: { a: { minProperties: 2 } } },
      'Record<string, unknown> + dependentSchema(a, Record<string, unknown>)',
    ],
    [
      'dependencies of earlier drafts',
      { type: 'object', dependencies: { a: ['b'], c: false } },
      'Record<string, unknown> + dependentRequired(a, [b]) + dependentSchema(c, never)',
    ],
    [
      'a second pattern',
      {
        allOf: [
          { type: 'string', pattern: '^a' },
          { type: 'string', pattern: 'z$' },
        ],
      },
      'string(pattern ^a) + matches(string(pattern z$))',
    ],
  ])('is asked besides: %s', (_, schema, expected) => {
    expect(saySchema(schema)).toBe(expected);
    expect(codesOf(schema)).toEqual([]);
  });

  it.each([
    ['not: false', { type: 'string', not: false }, 'string'],
    ['then and else without if', { type: 'string', then: false, else: false }, 'string'],
    ['if without then and else', { type: 'string', if: false }, 'string'],
    ['minContains: 0', { type: 'array', contains: {}, minContains: 0 }, '(unknown)[]'],
    ['any propertyNames', { properties: {}, propertyNames: { type: 'string' } }, 'Record<string, unknown>'],
    ['any unevaluatedItems', { type: 'array', unevaluatedItems: true }, '(unknown)[]'],
  ])('is left out where it asks nothing: %s', (_, schema, expected) => {
    expect(saySchema(schema)).toBe(expected);
  });

  it('is never where not refuses everything', () => {
    expect(saySchema({ not: {} })).toBe('never');
  });

  it('is asked of null too where the type allows it', () => {
    expect(saySchema({ type: ['string', 'null'], not: { type: 'null' } })).toBe('string | null + not(null)');
  });
});

describe('what a refined schema is called', () => {
  it('is what it would be called without: it is one model with its body', () => {
    const { api } = readSchemas({
      Order: { properties: { card: { ...card, not: { required: ['name'] } } } },
    });
    expect(modelNames(api)).toEqual(['Order', 'Order.card']);
    expect(sayModel(api, 'Order.card')).toBe('{ number?: string } + not({ name: unknown })');
  });

  it('is nothing of its own beside a reference', () => {
    const schema = { ...ref('Card'), dependentRequired: { a: ['b'] } };
    expect(saySchema(schema, { Card: card })).toBe('Card + dependentRequired(a, [b])');
  });

  it('makes no models of what only judges', () => {
    const inner = {
      properties: { kind: { enum: ['a', 'b'] }, of: { properties: { x: { type: 'string' } } } },
    };
    const { api } = readSchemas({ Order: { ...card, if: inner, then: { ...inner, required: ['kind'] } } });
    expect(modelNames(api)).toEqual(['Order']);
  });

  it('keeps the models that judge in use', () => {
    const schema = { type: 'string', not: ref('Word') };
    const content = { 'application/json': { schema } };
    const { api } = readPaths(
      { '/a': { get: { responses: { 200: { description: '', content } } } } },
      { schemas: { Word: { type: 'string', maxLength: 2 } } },
    );
    expect(api.models.map(({ usage }) => usage.response)).toEqual([true]);
  });

  it('joins what is refined in each member of allOf', () => {
    const { api } = readSchemas({
      Base: { ...card, dependentRequired: { number: ['name'] } },
      Child: { allOf: [ref('Base'), { properties: { name: { type: 'string' } }, minProperties: 1 }] },
    });
    expect(sayModel(api, 'Child')).toBe(
      '{ name?: string; number?: string } + dependentRequired(number, [name])',
    );
  });
});

describe('names of properties', () => {
  it('are asked besides where the object has named ones', () => {
    const schema = { ...card, propertyNames: { maxLength: 8 } };
    expect(sayModel(readSchemas({ O: schema }).api, 'O')).toBe(
      '{ number?: string } + propertyNames(string(maxLength 8))',
    );
  });
});

describe('unevaluated keys', () => {
  it('are those of the whole object where its parts are joined', () => {
    const schema = { allOf: [ref('Card')], properties: { name: {} }, unevaluatedProperties: false };
    expect(sayModel(readSchemas({ Card: card, O: schema }).api, 'O')).toBe(
      '{ name?: unknown; number?: string; ...never }',
    );
  });

  it('depend on what matches where the parts may come together', () => {
    const schema = {
      anyOf: [ref('Card'), { required: ['iban'], properties: { iban: {} } }],
      unevaluatedProperties: false,
    };
    const { api } = readSchemas({ Card: card, O: schema });
    expect(sayModel(api, 'O')).toBe(
      'Card | O.iban + unevaluatedProperties([when(Card, [names([number])], []), when({ iban: unknown }, [names([iban])], [])], never)',
    );
  });

  it.each<[string, object, string]>([
    [
      'if',
      { if: { required: ['number'] }, then: { properties: { iban: {} } } },
      'when({ number: unknown }, [names([iban])], [])',
    ],
    [
      'dependentSchemas',
      { dependentSchemas: { number: { properties: { iban: {} } } } },
      'when({ number: unknown }, [names([iban])], [])',
    ],
  ])('depend on what holds beside %s', (_, condition, expected) => {
    const schema = { ...card, ...condition, unevaluatedProperties: false };
    const said = sayModel(readSchemas({ O: schema }).api, 'O');
    expect(said).toContain(`unevaluatedProperties([names([number]), ${expected}], never)`);
    expect(said).not.toContain('...never');
  });

  it('of a member of allOf are open to what the other members say, as closed objects are', () => {
    const { api, codes } = readSchemas({
      Base: { anyOf: [card, { properties: { iban: {} } }], unevaluatedProperties: false },
      Child: { allOf: [ref('Base'), { properties: { name: {} } }] },
    });
    expect(sayModel(api, 'Base')).toContain('unevaluatedProperties');
    expect(sayModel(api, 'Child')).not.toContain('unevaluatedProperties');
    expect(codes).toContain('CW2013');
  });

  it('are all spoken of where additionalProperties is written', () => {
    const schema = { not: { minProperties: 9 }, additionalProperties: true, unevaluatedProperties: false };
    expect(saySchema(schema)).not.toContain('unevaluated');
  });
});

describe('unevaluated items', () => {
  it('count after those that a prefix or contains speaks of', () => {
    const schema = { type: 'array', prefixItems: [{}], contains: { const: 1 }, unevaluatedItems: false };
    expect(saySchema(schema)).toBe(
      '[unknown?, ...unknown] + contains(1, 1, null) + unevaluatedItems([prefix(1), containing(1)], never)',
    );
  });
});
