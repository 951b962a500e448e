/** More kinds of edits: what an author changes without a thought for names, such as a title, a tag or a reference. */
import { canonicalJson } from '../../../generator/api/hash.ts';
import {
  addComponent,
  addOperation,
  addProperty,
  answer,
  properties,
  type Edit,
  type EditContext,
} from './edit.ts';
import {
  copyOf,
  isMap,
  listAt,
  mapAt,
  putFirst,
  referencesTo,
  type Found,
  type FoundSchema,
  type Json,
  type JsonMap,
} from './document.ts';

const json = 'application/json';

function inlineSchema({ found, random }: EditContext): FoundSchema | undefined {
  return random.oneOf([...found.objects, ...found.enums].filter(({ component, name }) => component !== name));
}

/** Pairs of an object and one that has the same properties and one more. */
function nearlyEqual({ objects }: Found): readonly (readonly [FoundSchema, FoundSchema])[] {
  const keyOf = (names: readonly string[]): string => names.toSorted().join('\n');
  const byNames = Map.groupBy(objects, ({ schema }) => keyOf(Object.keys(properties(schema))));
  return objects.flatMap((larger) => {
    const names = Object.keys(properties(larger.schema));
    return names.flatMap((name) =>
      (byNames.get(keyOf(names.filter((each) => each !== name))) ?? [])
        .filter(({ schema }) => isEqualWithout(schema, larger.schema, name))
        .map((smaller) => [smaller, larger] as const),
    );
  });
}

function isEqualWithout(smaller: JsonMap, larger: JsonMap, name: string): boolean {
  const { [name]: _, ...others } = properties(larger);
  return canonicalJson(smaller) === canonicalJson({ ...larger, properties: others });
}

export const moreKinds: Readonly<Record<string, Edit>> = {
  'a property that makes an object equal to another': (context) => {
    const pair = context.random.oneOf(nearlyEqual(context.found));
    if (pair === undefined) return false;
    const [smaller, larger] = pair;
    const name = Object.keys(properties(larger.schema)).find(
      (each) => !Object.hasOwn(properties(smaller.schema), each),
    );
    const schema = name === undefined ? undefined : properties(larger.schema)[name];
    if (name === undefined || schema === undefined) return false;
    return addProperty(context, smaller, { name, schema: copyOf(schema) });
  },
  'a reference that becomes an inline schema': ({ found, random }) => {
    const target = random.oneOf(referencesTo(found));
    if (target === undefined) return false;
    const schema = found.schemas[target.component];
    // A schema that refers to itself has no end as an inline schema.
    if (!isMap(schema) || JSON.stringify(schema).includes('"$ref"')) return false;
    target.replace(copyOf(schema));
    return true;
  },
  'a reference within an allOf, for a description': ({ found, random }) => {
    const target = random.oneOf(referencesTo(found));
    if (target === undefined) return false;
    const reference = `#/components/schemas/${target.component}`;
    target.replace({ allOf: [{ $ref: reference }], description: 'What it is here.' });
    return true;
  },
  'a member in the middle of a union': (context) => {
    const { found, random, serial } = context;
    const union = random.oneOf(found.unions);
    const key =
      union === undefined ? undefined : ['oneOf', 'anyOf'].find((each) => Array.isArray(union.schema[each]));
    if (union === undefined || key === undefined) return false;
    const tag = isMap(union.schema['discriminator']) ? union.schema['discriminator'] : null;
    const property = tag === null ? `middle${serial}` : String(tag['propertyName']);
    const name = `Middle${serial}`;
    const constant: JsonMap = { type: 'string', enum: [`middle_${serial}`] };
    const member: JsonMap = { type: 'object', properties: { [property]: constant }, required: [property] };
    if (!addComponent(context, name, member)) return false;
    const members = listAt(union.schema, key);
    members.splice(Math.ceil(members.length / 2), 0, { $ref: `#/components/schemas/${name}` });
    if (tag !== null && isMap(tag['mapping']))
      tag['mapping'][`middle_${serial}`] = `#/components/schemas/${name}`;
    return true;
  },
  'an operation at a path in use': ({ found, random, serial }) => {
    const at = random.oneOf(found.operations);
    const item = at === undefined ? undefined : mapAt(mapAt(found.root, 'paths'), at.path);
    const method =
      item && ['get', 'put', 'post', 'delete', 'patch'].find((each) => !Object.hasOwn(item, each));
    if (at === undefined || item === undefined || method === undefined) return false;
    const parameters = listAt(copyOf(at.operation), 'parameters').filter(
      (each) => isMap(each) && each['in'] === 'path',
    );
    const tags = at.operation['tags'] === undefined ? {} : { tags: copyOf(at.operation['tags']) };
    const schema: JsonMap = { type: 'object', properties: { [`at${serial}`]: { type: 'string' } } };
    putFirst(item, method, { ...tags, parameters, responses: answer(schema) });
    return true;
  },
  'an operation with the noun of another': (context) => {
    const { found, random, serial } = context;
    const from = random.oneOf(found.operations.filter(({ path }) => /\/[a-z_-]+$/.test(path)));
    if (from === undefined) return false;
    const tags = from.operation['tags'] === undefined ? {} : { tags: copyOf(from.operation['tags']) };
    const schema: JsonMap = { type: 'object', properties: { [`noun${serial}`]: { type: 'string' } } };
    const method = random.oneOf(['get', 'post', 'delete']) ?? 'get';
    const paths = mapAt(found.root, 'paths');
    if (Object.hasOwn(paths, `/v9${from.path}`)) return false;
    putFirst(paths, `/v9${from.path}`, {
      [method]: {
        ...tags,
        parameters: [...from.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']): JsonMap => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
        responses: answer({ type: 'array', items: schema }),
      },
    });
    return true;
  },
  'a second tag': ({ found, random, serial }) => {
    const to = random.oneOf(found.operations.filter(({ operation }) => Array.isArray(operation['tags'])));
    if (to === undefined || listAt(to.operation, 'tags').length === 0) return false;
    listAt(to.operation, 'tags').push(`tag ${serial}`);
    listAt(found.root, 'tags').unshift({ name: `tag ${serial}` });
    return true;
  },
  'parameters that move to their path': ({ found, random }) => {
    const only = found.operations.filter(
      ({ path }) => found.operations.filter((each) => each.path === path).length === 1,
    );
    const from = random.oneOf(only.filter(({ operation }) => listAt(operation, 'parameters').length > 0));
    if (from === undefined) return false;
    const item = mapAt(mapAt(found.root, 'paths'), from.path);
    if (item['parameters'] !== undefined) return false;
    item['parameters'] = listAt(from.operation, 'parameters');
    delete from.operation['parameters'];
    return true;
  },
  'a title': (context) => {
    const schema = inlineSchema(context);
    if (schema === undefined || schema.schema['title'] !== undefined) return false;
    schema.schema['title'] = `Titled ${context.serial}`;
    return true;
  },
  'the title of a component': (context) => {
    const schema = inlineSchema(context);
    const name = context.random.oneOf(Object.keys(context.found.schemas));
    if (schema === undefined || name === undefined || schema.schema['title'] !== undefined) return false;
    schema.schema['title'] = name;
    return true;
  },
  'a description of one copy of a shape': (context) => {
    const schema = inlineSchema(context);
    if (schema === undefined) return false;
    schema.schema['description'] = `Described by ${context.serial}.`;
    return true;
  },
  'a header of a response': ({ found, random, serial }) => {
    const to = random.oneOf(found.operations);
    const responses = to?.operation['responses'];
    const response = random.oneOf(isMap(responses) ? Object.values(responses).filter(isMap) : []);
    if (response === undefined || response['$ref'] !== undefined) return false;
    putFirst(mapAt(response, 'headers'), `X-Added-${serial}`, {
      schema: { type: 'string', enum: ['a', 'b'] },
    });
    return true;
  },
  'a deprecation': ({ found, random }) => {
    const to = random.oneOf<JsonMap>([
      ...found.operations.map(({ operation }) => operation),
      ...found.objects.map(({ schema }) => schema),
    ]);
    if (to === undefined || to['deprecated'] === true) return false;
    to['deprecated'] = true;
    return true;
  },
  'names of the members of an enumeration': ({ found, random }) => {
    const to = random.oneOf(found.enums.filter(({ schema }) => schema['x-enum-varnames'] === undefined));
    if (to === undefined) return false;
    to.schema['x-enum-varnames'] = listAt(to.schema, 'enum').map((_, index): Json => `Named${index}`);
    return true;
  },
  'an operation with the body of another': (context) => {
    const { found, random, serial } = context;
    const from = random.oneOf(found.operations.filter(({ operation }) => isMap(operation['requestBody'])));
    if (from === undefined) return false;
    addOperation(context, {
      method: 'post',
      operationId: `repeat${serial}`,
      requestBody: copyOf(from.operation['requestBody'] ?? {}),
      responses: { '202': { description: 'ok', content: { [json]: { schema: { type: 'string' } } } } },
    });
    return true;
  },
};
