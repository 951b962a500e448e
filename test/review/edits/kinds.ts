/** The kinds of edits: each adds something to a document. What takes a name away is reported. */
import { pascalCase, splitWords } from '../../../generator/naming/words.ts';
import {
  copyOf,
  isMap,
  listAt,
  mapAt,
  putFirst,
  schemaOwners,
  type FoundOperation,
  type FoundSchema,
  type Json,
  type JsonMap,
} from './document.ts';
import {
  addComponent,
  addOperation,
  addProperty,
  answer,
  freeName,
  properties,
  type Edit,
  type EditContext,
} from './edit.ts';
import { moreKinds } from './more-kinds.ts';
import { reportedKinds } from './reported-kinds.ts';

const json = 'application/json';

function inlineObject({ found, random }: EditContext): FoundSchema | undefined {
  return random.oneOf(found.objects.filter(({ component, name }) => component !== name));
}

function inlineEnum({ found, random }: EditContext): FoundSchema | undefined {
  return random.oneOf(found.enums.filter(({ component, name }) => component !== name));
}

function modelName({ surface, random }: EditContext): string | undefined {
  return random.oneOf([...surface.types.keys()].filter((name) => !name.includes('.')));
}

function parametersOf({ operation }: FoundOperation): Json[] {
  return listAt(operation, 'parameters');
}

function optionalParameter(name: string, schema: Json = { type: 'string' }): JsonMap {
  return { name, in: 'query', required: false, schema };
}

/** Adds the parameter before the others, unless the operation has one of its name. */
function addParameter(to: FoundOperation | undefined, parameter: JsonMap): boolean {
  if (to === undefined) return false;
  const parameters = parametersOf(to);
  if (parameters.some((one) => isMap(one) && one['name'] === parameter['name'])) return false;
  parameters.unshift(parameter);
  return true;
}

function bodyOf({ operation }: FoundOperation): JsonMap | null {
  const body = operation['requestBody'];
  if (!isMap(body) || !isMap(body['content'])) return null;
  const content = body['content'][json];
  return isMap(content) ? content : null;
}

function responseOf({ operation }: FoundOperation): JsonMap | null {
  const responses = operation['responses'];
  const owners = isMap(responses) ? schemaOwners({ responses }) : [];
  return owners[0] ?? null;
}

const growingUnion: Edit = ({ found, random, serial }) => {
  const other: JsonMap = {
    type: 'object',
    properties: { [`other${serial}`]: { type: 'string' } },
    required: [`other${serial}`],
  };
  const nullable = found.objects.filter(({ schema }) => isNullable(schema));
  const [first] = [random.oneOf([...nullable, ...found.unions])];
  if (first === undefined) return false;
  const { schema, replace } = first;
  for (const key of ['oneOf', 'anyOf']) {
    const members = schema[key];
    if (Array.isArray(members)) {
      if (schema['discriminator'] !== undefined) return false;
      members.unshift(other);
      return true;
    }
  }
  const bare = { ...copyOf(schema), type: 'object' };
  replace({ anyOf: [other, bare, { type: 'null' }] });
  return true;
};

function isNullable({ type }: JsonMap): boolean {
  return Array.isArray(type) && type.includes('null');
}

export const kinds: Readonly<Record<string, Edit>> = {
  ...moreKinds,
  ...reportedKinds,
  'a collision with a derived name': (context) => {
    const name = modelName(context);
    if (name === undefined) return false;
    const schema: JsonMap = {
      type: 'object',
      properties: { [`own${context.serial}`]: { type: 'string' } },
      required: [`own${context.serial}`],
    };
    return addComponent(context, name, schema);
  },
  'an operation that derives a name in use': (context) => {
    const name = modelName(context);
    if (name === undefined) return false;
    const schema: JsonMap = {
      type: 'object',
      properties: { [`a${context.serial}`]: { type: 'string' }, b: { type: 'number' } },
    };
    addOperation(context, { operationId: `get${name}`, responses: answer(schema) });
    return true;
  },
  'a twin of a response': (context) => {
    const from = context.random.oneOf(
      context.found.operations.filter((one) => isMap(responseOf(one)?.['schema'])),
    );
    const schema = from === undefined ? undefined : responseOf(from)?.['schema'];
    if (schema === undefined) return false;
    addOperation(context, { operationId: `list${context.serial}Things`, responses: answer(copyOf(schema)) });
    return true;
  },
  'a new user of a shape': (context) => {
    const shape = inlineObject(context);
    const owner = inlineObject(context);
    if (shape === undefined || owner === undefined) return false;
    return addProperty(context, owner, {
      name: shape.name ?? `shape${context.serial}`,
      schema: copyOf(shape.schema),
    });
  },
  'a second use of an enumeration': (context) => {
    const shape = inlineEnum(context);
    const owner = inlineObject(context);
    if (shape === undefined || owner === undefined) return false;
    return addProperty(context, owner, { name: shape.name ?? 'status', schema: copyOf(shape.schema) });
  },
  'a second use of an enumeration, in a parameter': (context) => {
    const shape = inlineEnum(context);
    if (shape === undefined) return false;
    const parameter = optionalParameter(shape.name ?? 'status', copyOf(shape.schema));
    return addParameter(context.random.oneOf(context.found.operations), parameter);
  },
  'a component of equal shape': (context) => {
    const shape = context.random.below(2) === 0 ? inlineObject(context) : inlineEnum(context);
    return (
      shape !== undefined &&
      addComponent(context, shape.name ?? `Shape${context.serial}`, copyOf(shape.schema))
    );
  },
  'a second direction of a model': (context) => {
    const { found, random, serial } = context;
    const from = random.oneOf(found.operations.filter((one) => (bodyOf(one) ?? responseOf(one)) !== null));
    if (from === undefined) return false;
    const [sent, received] = [bodyOf(from)?.['schema'], responseOf(from)?.['schema']];
    if (sent !== undefined && random.below(2) === 0) {
      addOperation(context, { operationId: `getSent${serial}`, responses: answer(copyOf(sent)) });
    } else if (received !== undefined) {
      const body = { content: { [json]: { schema: copyOf(received) } } };
      addOperation(context, {
        method: 'post',
        operationId: `send${serial}`,
        requestBody: body,
        responses: { '204': { description: 'ok' } },
      });
    } else return false;
    return true;
  },
  'a first parameter': ({ found, random }) => {
    const without = found.operations.filter((one) => parametersOf(one).length === 0 && bodyOf(one) === null);
    return addParameter(
      random.oneOf(without),
      optionalParameter(random.oneOf(['timeout', 'signal', 'page.size', 'limit']) ?? 'limit'),
    );
  },
  'a growing union': growingUnion,
  'a case twin of a component': (context) => {
    const { found, random } = context;
    const name = random.oneOf(Object.keys(found.schemas));
    if (name === undefined) return false;
    const twin = random.oneOf([name.toLowerCase(), name.toUpperCase(), `${name}_`]) ?? name;
    if (Object.hasOwn(found.schemas, twin)) return false;
    putFirst(found.schemas, twin, {
      type: 'object',
      properties: { twin: { type: 'string' } },
      required: ['twin'],
    });
    return true;
  },
  'a case twin of a property': (context) => {
    const owner = context.random.oneOf(context.found.objects);
    const name =
      owner === undefined ? undefined : context.random.oneOf(Object.keys(properties(owner.schema)));
    if (owner === undefined || name === undefined) return false;
    const twin = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    return addProperty(context, owner, {
      name: twin,
      schema: { type: 'string', enum: ['a', 'b', context.serial] },
    });
  },
  'a case twin of an operation': (context) => {
    const from = context.random.oneOf(
      context.found.operations.filter(({ operation }) => typeof operation['operationId'] === 'string'),
    );
    if (from === undefined) return false;
    const id = String(from.operation['operationId']);
    const twin = context.random.oneOf([id.toLowerCase(), id.toUpperCase(), `${id}_`]) ?? id;
    if (twin === id) return false;
    addOperation(context, {
      ...tagsOf(from),
      operationId: twin,
      responses: answer({ type: 'object', properties: { [`t${context.serial}`]: { type: 'string' } } }),
    });
    return true;
  },
  'an operation under an id in use': (context) => {
    const from = context.random.oneOf(
      context.found.operations.filter(({ operation }) => typeof operation['operationId'] === 'string'),
    );
    if (from === undefined) return false;
    addOperation(context, {
      ...tagsOf(from),
      operationId: String(from.operation['operationId']),
      responses: answer({ type: 'string' }),
    });
    return true;
  },
  'a dotted or bracketed parameter': ({ found, random }) => {
    const to = random.oneOf(found.operations.filter((one) => parametersOf(one).some(isMap)));
    const beside = to === undefined ? undefined : random.oneOf(parametersOf(to).filter(isMap));
    if (beside === undefined || typeof beside['name'] !== 'string') return false;
    const words = splitWords(beside['name']);
    const [first = 'page', ...rest] = words.length > 1 ? words : [...words, 'size'];
    const name = random.oneOf([
      [first, ...rest].join('.'),
      `${first}[${rest.join('_')}]`,
      [first, ...rest].join('-'),
      [first, ...rest].join(':'),
      pascalCase(words),
    ]);
    return addParameter(to, optionalParameter(name ?? 'x.y'));
  },
  'an inline schema that becomes a component': (context) => {
    const shape = inlineObject(context);
    if (shape === undefined) return false;
    const name = freeName(context.found, shape.name ?? `Moved${context.serial}`);
    if (name === null) return false;
    putFirst(context.found.schemas, name, copyOf(shape.schema));
    shape.replace({ $ref: `#/components/schemas/${name}` });
    return true;
  },
  'a nested enumeration that becomes a model': (context) => {
    const shape = inlineEnum(context);
    if (shape === undefined) return false;
    const name = freeName(context.found, shape.name ?? `Moved${context.serial}`);
    if (name === null) return false;
    putFirst(context.found.schemas, name, copyOf(shape.schema));
    shape.replace({ $ref: `#/components/schemas/${name}` });
    return true;
  },
  'a property of one user of a shape': (context) =>
    addProperty(context, inlineObject(context), {
      name: `more${context.serial}`,
      schema: { type: 'string' },
    }),
  'a property with an object': (context) => {
    const schema: JsonMap = {
      type: 'object',
      properties: { id: { type: 'string' }, kind: { type: 'string', enum: ['a', 'b'] } },
    };
    const name = context.random.oneOf(['details', 'status', 'item', 'data']) ?? 'data';
    return addProperty(context, context.random.oneOf(context.found.objects), { name, schema });
  },
  'a value of an enumeration': ({ found, random, serial }) => {
    const to = random.oneOf(found.enums);
    if (to === undefined) return false;
    listAt(to.schema, 'enum').unshift(`added_${serial}`);
    // Names that are fewer than the values are those of none.
    if (Array.isArray(to.schema['x-enum-varnames']))
      listAt(to.schema, 'x-enum-varnames').unshift(`Added${serial}`);
    return true;
  },
  'another media type': ({ found, random }) => {
    const to = random.oneOf(
      found.operations
        .flatMap(({ operation }) => [
          operation['requestBody'],
          ...Object.values(isMap(operation['responses']) ? operation['responses'] : {}),
        ])
        .filter(isMap)
        .filter((owner) => isMap(owner['content'])),
    );
    if (to === undefined) return false;
    const content = mapAt(to, 'content');
    const type =
      random.oneOf([
        json,
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/vnd.api+json',
        'application/octet-stream',
      ]) ?? json;
    if (Object.hasOwn(content, type)) return false;
    putFirst(content, type, {
      schema:
        type.includes('text') || type.includes('octet')
          ? { type: 'string' }
          : { type: 'object', properties: { added: { type: 'string' } } },
    });
    return true;
  },
  'another response': ({ found, random, serial }) => {
    const to = random.oneOf(found.operations);
    if (to === undefined) return false;
    const responses = mapAt(to.operation, 'responses');
    const status = random.oneOf(['404', '409', '422', '500']) ?? '404';
    if (Object.hasOwn(responses, status)) return false;
    putFirst(responses, status, {
      description: 'no',
      content: {
        [json]: {
          schema: {
            type: 'object',
            properties: { [`code${serial}`]: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    });
    return true;
  },
};

function tagsOf({ operation }: FoundOperation): JsonMap {
  return operation['tags'] === undefined ? {} : { tags: copyOf(operation['tags']) };
}
