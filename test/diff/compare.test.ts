import { describe, expect, test } from 'vitest';
import { isJsonArray, type JsonObject, type JsonValue } from '../../generator/api/json.ts';
import { shop } from '../review/shop.ts';
import { compareDocuments, linesOf } from './compare-documents.ts';
import { edited, partAt } from './edited.ts';
import { integer, object, reference, text } from './kinds/kind.ts';

const schemas = '/components/schemas';

/** Position of the last item. */
function lastOf(list: JsonValue): number {
  return isJsonArray(list) ? list.length - 1 : -1;
}

/** A document whose operation sends a body of this schema. */
function sending(mediaType: string, schema: JsonObject): JsonObject {
  const requestBody = { required: true, content: { [mediaType]: { schema } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Bodies', version: '1' },
    paths: { '/bodies': { put: { requestBody, responses: { 204: { description: 'Done.' } } } } },
  };
}

/** A document whose operations answer with these schemas, by path. */
function answering(
  models: JsonObject,
  answers: Readonly<Record<string, JsonObject>>,
  mediaType = 'application/json',
): JsonObject {
  const paths = Object.entries(answers).map(([path, schema]) => [
    path,
    { get: { responses: { 200: { description: 'Answer.', content: { [mediaType]: { schema } } } } } },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Answers', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: models },
  };
}

/** An answer that is a cat, with one of these tags, or a dog. */
function catsAndDogs(...cats: readonly string[]): JsonObject {
  const variant = (tags: readonly string[]): JsonObject =>
    object({ type: { type: 'string', enum: tags } }, ['type']);
  const Pet = { oneOf: [reference('Cat'), reference('Dog')] };
  return answering({ Cat: variant(cats), Dog: variant(['dog']), Pet }, { '/pet': reference('Pet') });
}

describe('what is the same', () => {
  test('a document equals itself, whatever the order of its keys', async () => {
    const reversed = JSON.stringify(shop, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    );
    const report = await compareDocuments(shop, reversed);
    expect(report).toMatchObject({
      bump: 'none',
      code: 'compiles',
      clients: 'keep working',
      order: 'either',
      changes: [],
    });
  });

  test('an inline schema and a reference to an equal one differ in names only', async () => {
    const inline = partAt(shop, `${schemas}/Order/properties/shipTo`);
    const report = await compareDocuments(
      shop,
      edited(shop, {
        [`${schemas}/Address`]: edited(inline, { '/nullable': undefined }),
        [`${schemas}/Order/properties/shipTo`]: {
          oneOf: [{ $ref: '#/components/schemas/Address' }],
          nullable: true,
        },
      }),
    );
    expect(report.clients).toBe('keep working');
    expect(new Set(report.changes.map(({ kind }) => kind))).toEqual(new Set(['name-changed']));
  });

  test('an argument of another location or case keeps its key', async () => {
    const parameters = '/paths/~1orders/get/parameters';
    const before = edited(shop, {
      [`${parameters}/-`]: { name: 'X-Sort-By', in: 'header', schema: { type: 'string' } },
    });
    const at = `${parameters}/${lastOf(partAt(before, parameters))}`;
    for (const edits of [{ [`${at}/in`]: 'query' }, { [`${at}/name`]: 'X-Sort_By' }]) {
      const report = await compareDocuments(before, edited(before, edits));
      expect(report).toMatchObject({ code: 'compiles', clients: 'break' });
    }
  });

  test('a constant of a base that becomes a list of values is a change of each heir', async () => {
    const heir = (name: string): JsonObject => ({
      allOf: [reference('Base'), object({ [name]: text }, [name])],
    });
    const document = (values: readonly string[]): JsonObject =>
      answering(
        { Base: object({ type: { type: 'string', enum: values } }, ['type']), A: heir('a'), B: heir('b') },
        { '/a': reference('A'), '/b': reference('B') },
      );
    const { changes } = await compareDocuments(document(['a']), document(['a', 'b']));
    const added = changes.filter(({ kind }) => kind === 'value-added');
    expect(added.map(({ subject }) => subject)).toEqual(['A', 'B', 'Base']);
  });

  test('a model that one alternative refuses is refused by the next one too', async () => {
    const owner = (name: string, more: JsonObject = {}): JsonObject =>
      object({ x: reference(name), ...more }, ['x', ...Object.keys(more)]);
    const document = (answer: JsonObject): JsonObject =>
      answering(
        { Old: object({ id: integer }, ['id']), New: object({ id: text }, ['id']) },
        { '/a': answer },
      );
    const before = document({ oneOf: [owner('Old', { y: integer }), owner('Old')] });
    const { changes } = await compareDocuments(before, document(owner('New')));
    const whole = changes.find(({ kind }) => kind === 'type-changed' || kind === 'type-narrowed');
    expect(whole).toMatchObject({ subject: 'A', clientsBreak: true });
  });

  test('a required property with a default must still be sent', async () => {
    const document = (required: readonly string[]): JsonObject =>
      answering({ A: object({ a: { type: 'integer', default: 1 } }, required) }, { '/a': reference('A') });
    expect(await compareDocuments(document(['a']), document([]))).toMatchObject({
      code: 'compiles',
      clients: 'break',
    });
  });

  test('an alternative is not taken for another one with which it shares no property', async () => {
    const document = (schema: JsonObject): JsonObject =>
      answering({ A: { anyOf: [object({ a: schema }), object({ b: text })] } }, { '/a': reference('A') });
    const { code } = await compareDocuments(document(text), document({ type: 'array', items: text }));
    expect(code).toBe('breaks');
  });

  test('one more tag of a variant is a later variant to deployed clients', async () => {
    const { changes } = await compareDocuments(catsAndDogs('cat'), catsAndDogs('cat', 'lion'));
    const breaking = changes.filter(({ clientsBreak }) => clientsBreak).map(({ subject }) => subject);
    expect(breaking).toEqual(['Cat']);
  });

  test.each([
    [{ maxLength: 3 }, ['EUR', 'USD'], 'client-first'],
    [{ maxLength: 3 }, ['EUR', 'points'], 'together'],
    [{ pattern: '^[A-Z]+$' }, ['EUR', 'USD'], 'client-first'],
    [{ pattern: '^[A-Z]+$' }, ['EUR', 'eur'], 'together'],
  ])(
    'text with %j that becomes %j: an old server takes members within its limits',
    async (limits, members, order) => {
      const before = sending('application/json', { type: 'string', ...limits });
      const { changes } = await compareDocuments(
        before,
        sending('application/json', { type: 'string', enum: members }),
      );
      expect(changes.filter(({ path }) => path === 'body')).toMatchObject([{ order }]);
    },
  );

  test('the schema of a body that is bytes, or read as text, concerns no call', async () => {
    const token = (...required: readonly string[]): JsonObject => object({ id: text, at: text }, required);
    for (const document of [
      (schema: JsonObject) => sending('application/jwt', schema),
      (schema: JsonObject) => answering({}, { '/a': schema }, 'text/plain'),
    ]) {
      const report = await compareDocuments(document(token('id')), document(token('at')));
      expect(report).toMatchObject({ clients: 'keep working', order: 'either' });
      expect(report.changes.flatMap(({ operations }) => operations)).toEqual([]);
    }
  });

  test('a union that is no longer open to later variants breaks code that passes one on', async () => {
    const [open, closed] = [catsAndDogs('cat'), catsAndDogs('cat', 'lion')];
    expect(await compareDocuments(open, closed)).toMatchObject({ code: 'breaks' });
    expect(await compareDocuments(closed, open)).toMatchObject({ code: 'breaks' });
  });

  test('an object in place of its variants breaks code that reads them', async () => {
    const tagged = (tag: string): JsonObject => object({ type: { const: tag }, name: text }, ['type']);
    const members = [reference('Cat'), reference('Dog')];
    const models = (pet: JsonObject): JsonObject => ({ Cat: tagged('cat'), Dog: tagged('dog'), Pet: pet });
    const animals = object({ type: { type: 'string', enum: ['bird', 'fish'] } }, ['type']);
    const { code } = await compareDocuments(
      answering(models({ oneOf: members }), { '/pet': reference('Pet') }),
      answering(models(animals), { '/pet': reference('Pet') }),
    );
    expect(code).toBe('breaks');
  });

  test('a path parameter with another name is the same operation', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, {
        '/paths/~1products~1{code}': edited(partAt(shop, '/paths/~1products~1{sku}'), {
          '/get/parameters/0/name': 'code',
        }),
        '/paths/~1products~1{sku}': undefined,
      }),
    );
    expect(linesOf(report.changes)).toEqual([
      'products.retrieve path → code: Parameter renamed from path sku to path code',
    ]);
    expect(report).toMatchObject({
      code: 'breaks',
      clients: 'keep working',
      order: 'either',
      bump: 'major',
    });
  });
});

describe('one change has its reach', () => {
  test('a change of a shared model is one change, with all operations and one path', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, { [`${schemas}/Order/properties/payment`]: undefined }),
    );
    const removed = report.changes.filter(({ kind }) => kind === 'property-removed');
    expect(removed).toHaveLength(1);
    expect(removed[0]).toMatchObject({
      subject: 'Order',
      path: 'payment',
      direction: 'response',
      code: 'breaks',
      clientsBreak: false,
    });
    expect(removed[0]?.operations.map(({ call }) => call)).toEqual([
      'orders.create',
      'orders.list',
      'orders.retrieve',
    ]);
    expect(removed[0]?.example).toMatch(/^orders\.\w+ → 20\d → payment$/);
  });

  test('a model in both directions is judged for each', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, {
        [`${schemas}/Line/properties/note`]: { type: 'string' },
        [`${schemas}/Line/required/-`]: 'note',
      }),
    );
    const verdicts = report.changes.map(({ direction, code, clientsBreak, order }) => ({
      direction,
      code,
      clientsBreak,
      order,
    }));
    expect(verdicts).toEqual([
      { direction: 'request', code: 'breaks', clientsBreak: true, order: 'client-first' },
      { direction: 'response', code: 'tests', clientsBreak: false, order: 'server-first' },
    ]);
    expect(report.order).toBe('together');
  });
});

describe('places', () => {
  test('a change has its line in the document and its file in the package', async () => {
    const report = await compareDocuments(shop, edited(shop, { [`${schemas}/OrderStatus/enum/-`]: 'held' }));
    const [change] = report.changes;
    expect(change).toMatchObject({
      kind: 'value-added',
      after: '"held"',
      document: { file: 'new.json' },
      output: { file: 'out/src/models/order-status.ts' },
    });
    expect(change?.document?.line).toBeGreaterThan(1);
  });
});

test('a form of a webhook whose fields are written in another way needs a server that reads it', async () => {
  const webhookWith = (encoding: object): object => ({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    webhooks: {
      tagged: {
        post: {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: { tags: { type: 'array', items: { type: 'string' } } },
                },
                encoding,
              },
            },
          },
        },
      },
    },
  });
  const listed = webhookWith({ tags: { style: 'form', explode: false } });
  const report = await compareDocuments(webhookWith({}), listed);
  expect(report.changes.map(({ kind }) => kind)).toEqual(['encoding-changed']);
  expect(report).toMatchObject({ code: 'compiles', clients: 'break', order: 'together' });
});
