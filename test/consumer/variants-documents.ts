/** Documents with variants and inheritance, each operation read and sent, in every version that can express them. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';

const properties = (names: Readonly<Record<string, JsonObject>>): JsonObject => ({
  type: 'object',
  properties: names,
});
const text: JsonObject = { type: 'string' };
const integer: JsonObject = { type: 'integer' };

/** `Animal ← Cat ← Siamese`, and `Animal ← Dog`. */
function family(reference: (name: string) => JsonObject, discriminator: JsonValue): JsonObject {
  const child = (parent: string, own: string, schema: JsonObject): JsonObject => ({
    allOf: [reference(parent), { ...properties({ [own]: schema }), required: [own] }],
  });
  return {
    Animal: { ...properties({ kind: text }), required: ['kind'], discriminator },
    Cat: child('Animal', 'lives', integer),
    Siamese: child('Cat', 'color', text),
    Dog: child('Animal', 'bark', text),
  };
}

/** Each resource can be read and replaced; its schema is the same both ways. */
function paths(resources: Readonly<Record<string, JsonObject>>): JsonObject {
  const entries = Object.entries(resources).map(([name, schema]) => {
    const content = { 'application/json': { schema } };
    const get = { operationId: `${name}.read`, responses: { 200: { description: 'It.', content } } };
    const put = {
      operationId: `${name}.write`,
      requestBody: { required: true, content },
      responses: { 204: { description: 'Done.' } },
    };
    return [`/${name}`, { get, put }];
  });
  return Object.fromEntries(entries);
}

const component = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function choice(tag: string, variants: Readonly<Record<string, string>>): JsonObject {
  const targets = Object.entries(variants).map(([value, name]) => [value, component(name)['$ref']]);
  return {
    oneOf: Object.values(variants).map(component),
    discriminator: { propertyName: tag, mapping: Object.fromEntries(targets) },
  };
}

const info = { title: 'Variants', version: '1' };

/** OpenAPI 3: the mapping gives variants values of their own. */
export function variantsDocument(version: string): string {
  const mapping = { CAT: 'Cat', SIAM: 'Siamese', DOG: 'Dog' };
  const { discriminator } = choice('kind', mapping);
  return JSON.stringify({
    openapi: version,
    info,
    servers: [{ url: 'https://variants.example' }],
    paths: paths({
      entry: choice('type', { array: 'Folder', file: 'File' }),
      account: choice('view', { public: 'PublicAccount', private: 'PrivateAccount' }),
      owner: component('PublicAccount'),
      animal: component('Animal'),
      cat: component('Cat'),
      cats: { type: 'array', items: component('Cat') },
      siamese: component('Siamese'),
      shelter: properties({
        resident: component('Cat'),
        owner: component('PublicAccount'),
        entries: { type: 'array', items: choice('type', { array: 'Folder', file: 'File' }) },
      }),
      label: {
        oneOf: [component('File'), { type: 'string' }, component('Note')],
        discriminator: {
          propertyName: 'type',
          mapping: { file: '#/components/schemas/File', note: '#/components/schemas/Note' },
        },
      },
    }),
    components: {
      schemas: {
        Folder: { type: 'array', items: properties({ type: text }) },
        File: { ...properties({ type: { type: 'string', enum: ['file'] } }), required: ['type'] },
        Note: { ...properties({ type: text, note: text }), required: ['type', 'note'] },
        PublicAccount: properties({ view: text, name: text }),
        PrivateAccount: properties({ view: text, plan: integer }),
        ...family(component, discriminator ?? {}),
      },
    },
  });
}

/** Swagger 2.0: variants are known by the names of their definitions. */
export function inheritanceDocument(): string {
  const definition = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });
  const resources = Object.entries({
    animal: definition('Animal'),
    cat: definition('Cat'),
    cats: { type: 'array', items: definition('Cat') },
    siamese: definition('Siamese'),
  }).map(([name, schema]) => {
    const get = { operationId: `${name}.read`, responses: { 200: { description: 'It.', schema } } };
    const body = { name: 'body', in: 'body', required: true, schema };
    const put = {
      operationId: `${name}.write`,
      parameters: [body],
      responses: { 204: { description: 'Done.' } },
    };
    return [`/${name}`, { get, put }];
  });
  return JSON.stringify({
    swagger: '2.0',
    info,
    host: 'variants.example',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: Object.fromEntries(resources),
    definitions: family(definition, 'kind'),
  });
}
