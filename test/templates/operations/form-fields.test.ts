/** Forms of schemas that have no fields, or not in all cases: they compile, and are reported. */
import { describe, expect, it } from 'vitest';
import { complaints, packageOf, type Bodies } from './bodies.ts';

const object = { type: 'object', properties: { a: { type: 'string' } } };
const text = { type: 'string', minLength: 1 };

const withoutFields: Readonly<Record<string, object>> = {
  text,
  name: { $ref: '#/components/schemas/Text' },
  number: { type: 'integer', format: 'int32' },
  boolean: { type: 'boolean' },
  constant: { const: 7 },
  choice: { type: 'string', enum: ['a', 'b'] },
  either: { anyOf: [text, { type: 'number' }] },
  file: { type: 'string', format: 'binary' },
  refined: { type: 'string', not: { const: 'x' } },
};

const withFields: Readonly<Record<string, object>> = {
  nullable: { anyOf: [object, { type: 'null' }] },
  nullableName: { $ref: '#/components/schemas/Maybe' },
  objectOrText: { oneOf: [object, text] },
  nested: {
    oneOf: [
      { $ref: '#/components/schemas/Maybe' },
      { type: 'object', required: ['b'], properties: { b: text } },
    ],
  },
  map: { type: 'object', additionalProperties: text },
  refinedObject: { ...object, not: { required: ['b'] } },
  anything: {},
};

const schemas = { Text: text, Maybe: { anyOf: [object, { type: 'null' }] } };

const mediaTypes = { form: 'application/x-www-form-urlencoded', parts: 'multipart/form-data' };

/** Each schema as the only body of an operation, and beside JSON. */
const bodiesOf = (cases: Readonly<Record<string, object>>): Bodies =>
  Object.fromEntries(
    Object.entries(cases).flatMap(([id, schema]) =>
      Object.entries(mediaTypes).flatMap(([name, mediaType]) => [
        [`${name}_${id}`, { [mediaType]: { schema } }],
        [`${name}_${id}_json`, { [mediaType]: { schema }, 'application/json': { schema } }],
      ]),
    ),
  );

describe('a form', () => {
  it('takes any fields where its schema has none, and says so', async () => {
    const { files, result } = await packageOf(bodiesOf(withoutFields), '3.1.0', schemas);
    expect(await complaints(files)).toBe('');
    expect(result.diagnostics.filter(({ code }) => code === 'CW2067')).toHaveLength(
      4 * Object.keys(withoutFields).length,
    );
    const bodies = [...files.values()].filter((text) => text.includes('body: Record<string, unknown>;'));
    expect(bodies).not.toHaveLength(0);
  });

  it('has the fields of the alternatives that are objects, and no null', async () => {
    const { files, result } = await packageOf(bodiesOf(withFields), '3.1.0', schemas);
    expect(await complaints(files)).toBe('');
    expect(result.diagnostics.filter(({ code }) => code === 'CW2067')).toEqual([]);
  });

  it('cannot be a list, which is a body of parts', async () => {
    const list = { schema: { type: 'array', items: object } };
    const { result } = await packageOf({
      form: { [mediaTypes.form]: list },
      parts: { 'multipart/mixed': list },
    });
    expect(
      result.diagnostics.filter(({ code }) => code === 'CW2067').map(({ place }) => place?.pointer),
    ).toEqual(['/paths/~1form/post/requestBody/content/application~1x-www-form-urlencoded/schema']);
  });
});
