/** A document in which text stands wherever an extension or a keyword names what is written elsewhere. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { pointerStep } from '../../generator/api/place.ts';

/** What is named is there, so that nearly no text is refused. */
export function namingDocument(text: string): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1.0.0' },
    paths: {
      '/pages': { get: pages(text) },
      '/states': { get: states(text) },
      '/acceptors': { get: acceptors(text) },
      '/pollings': { get: pollings(text) },
      '/windows': { get: windows(text) },
      '/events': { get: events(text) },
    },
    components: { schemas: schemas(text) },
  };
}

function pages(text: string): JsonObject {
  const properties: JsonObject = { list: { type: 'array', items: {} }, next: { type: 'string' } };
  return {
    operationId: 'pets.pages',
    'x-pagination': { style: 'cursor', parameter: text, items: '/list', next: `/next${pointerStep(text)}` },
    parameters: [{ name: text, in: 'query', schema: { type: 'string' } }],
    responses: success(object({ ...properties, next: object({ [text]: { type: 'string' } }) })),
  };
}

function states(text: string): JsonObject {
  return {
    operationId: 'pets.states',
    'x-terminal': {
      method: 'waitUntilStated',
      pointer: pointerStep(text),
      message: pointerStep(text),
      success: [text],
      pending: ['other'],
    },
    responses: success(object({ [text]: { enum: [text, 'other'] } })),
  };
}

function acceptors(text: string): JsonObject {
  const condition = `$response.body#/state == '${text.replaceAll("'", "''")}'`;
  return {
    operationId: 'pets.acceptors',
    'x-waiters': {
      PetAccepted: {
        acceptors: [
          { state: 'success', criteria: [{ condition }, { condition: '$response.body#/age > 1' }] },
        ],
      },
    },
    responses: success(object({ state: { type: 'string' }, age: { type: 'integer' } })),
  };
}

function pollings(text: string): JsonObject {
  const successCriteria = [{ condition: "$response.body#/state == 'done'" }];
  return {
    operationId: 'pets.pollings',
    'x-speakeasy-polling': [{ name: text, successCriteria }],
    responses: success(object({ state: { type: 'string' } })),
  };
}

function windows(text: string): JsonObject {
  return {
    operationId: 'pets.windows',
    'x-long-poll': { window: text },
    parameters: [{ name: text, in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } }],
    responses: success(object({ state: { type: 'string' } })),
  };
}

function events(text: string): JsonObject {
  const event = (name: string): JsonObject => ({
    ...object({ event: { const: name }, data: { type: 'string' } }),
    required: ['event', 'data'],
  });
  const schema: JsonObject = {
    oneOf: [event(text), event('other')],
    discriminator: { propertyName: 'event' },
  };
  return {
    operationId: 'pets.events',
    responses: {
      200: { description: 'Ok.', content: { 'text/event-stream': { schema, 'x-stream-end': text } } },
    },
  };
}

function schemas(text: string): JsonObject {
  const tagged = (tag: string): JsonObject => ({ ...object({ [text]: { const: tag } }), required: [text] });
  return {
    Later: { oneOf: [tagged(text), tagged('other')], discriminator: { propertyName: text } },
    Refined: {
      ...object({ [text]: { type: 'string' } }),
      patternProperties: { [text]: { type: 'string' } },
      dependentRequired: { [text]: [text] },
      dependentSchemas: { [text]: { required: [text] } },
      propertyNames: { pattern: text },
      not: { const: text },
      if: { properties: { [text]: { pattern: text } } },
      then: { required: [text] },
      unevaluatedProperties: { pattern: text },
    },
    Named: {
      $id: `https://example.com/${text}`,
      $defs: { inner: { $anchor: text, type: 'string' } },
      ...object({ inner: { $ref: `#${text}` } }),
    },
    Dynamic: {
      $id: text,
      ...object({ inner: { $dynamicRef: `#${text}` } }),
      $defs: { inner: { $dynamicAnchor: text, type: 'string' } },
    },
    Bound: { $id: 'bound', $ref: text, $defs: { inner: { $dynamicAnchor: text, type: 'integer' } } },
  };
}

function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties };
}

function success(schema: JsonValue): JsonObject {
  return { 200: { description: 'Ok.', content: { 'application/json': { schema } } } };
}
