/** Small templates for each slot, as an author outside of the project writes them. */
import {
  code,
  defineTemplate,
  join,
  key,
  literal,
  modelFile,
  runtimeType,
  runtimeValue,
  type,
  unrefined,
  value,
  type AnyTemplate,
  type Code,
  type Model,
  type Operation,
  type PlannedSymbol,
  type RenderContext,
  type Schema,
  type Statement,
} from '../../generator/clientwright.ts';
import { runtime } from '../../templates/index.ts';

function mapOf<Key, Item>(keys: readonly Key[], make: (key: Key) => Item): (key: Key) => Item {
  const items = new Map(keys.map((each) => [each, make(each)]));
  return (each) => items.get(each) ?? make(each);
}

/** All types in one file, without directions. */
const model = defineTemplate({
  name: 'one-file-of-types',
  slot: 'model',
  declare(api, plan) {
    const file = plan.file({ identity: 'types', path: 'src/types.ts' });
    const symbolOf = mapOf<Model, PlannedSymbol>(api.models, ({ id, name }) =>
      plan.symbol({ identity: `types:${id}`, file, name, meaning: 'type', isPublic: true }),
    );
    const statements = (context: RenderContext): readonly Statement[] =>
      api.models.map((each) => ({
        kind: 'type',
        name: symbolOf(each),
        exported: true,
        type: typeOf(each.schema, context),
      }));
    return {
      slot: { type: symbolOf, typeOf: (schema, _direction, context) => typeOf(schema, context) },
      files: [{ file, render: (context) => ({ kind: 'code', statements: statements(context) }) }],
    };
  },
});

function typeOf(schema: Schema, context: RenderContext): Code {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return type(context.slots.model.type(context.model(body.model), 'response'));
    case 'object':
      return code`{ ${join(
        body.properties.map(
          (each) =>
            code`${key(each.name)}${each.required ? code`` : code`?`}: ${typeOf(each.schema, context)}`,
        ),
        code`; `,
      )} }`;
    case 'array':
      return code`readonly (${typeOf(body.items, context)})[]`;
    case 'enum':
      return join(
        body.members.map((each) => literal(each.value)),
        code` | `,
      );
    case 'string':
      return code`string`;
    case 'number':
      return code`number`;
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'tuple':
    case 'record':
    case 'union':
    case 'intersection':
      return code`unknown`;
  }
}

/** Looks at the kind of a value and at required properties alone. */
const validator = defineTemplate({
  name: 'shallow-parsers',
  slot: 'validator',
  declare(api, plan) {
    const symbolOf = mapOf<Model, PlannedSymbol>(api.models, (each) =>
      plan.symbol({
        identity: `parser:${each.id}`,
        file: modelFile(rootOf(each, api.models), plan),
        name: `${each.name} parser`,
        meaning: 'value',
        isPublic: true,
      }),
    );
    return {
      slot: {
        validator: symbolOf,
        inline: ({ responses }, context) => ({
          statements: responses.map((each) => parser(each.validator, each.schema, context)),
          parameters: null,
        }),
      },
      files: api.models.map((each) => ({
        file: modelFile(rootOf(each, api.models), plan),
        render: (context) => ({
          kind: 'code',
          statements: [parser(symbolOf(each), { ...each.schema, kind: 'model', model: each.id }, context)],
        }),
      })),
    };
  },
});

function rootOf(nested: Model, models: readonly Model[]): Model {
  const parent = models.find(({ id }) => id === nested.parent);
  return parent === undefined ? nested : rootOf(parent, models);
}

function parser(name: PlannedSymbol, schema: Schema, context: RenderContext): Statement {
  const received = context.slots.model.typeOf(schema, 'response', context);
  const issue = code`{ path: [], expected: 'another value', received: typeof value, message: 'is something else' }`;
  const right = code`{ ok: true, value: value as ${received} }`; // the test has looked at it
  return {
    kind: 'const',
    name,
    exported: true,
    type: code`${runtimeType('Parser', context)}<${received}>`,
    value: code`{ safeParse: (value) => ${test(schema, context)} ? ${right} : { ok: false, issues: [${issue}] } }`,
  };
}

function test(schema: Schema, context: RenderContext): Code {
  const body = unrefined(schema);
  if (body.kind === 'model') return test(context.model(body.model).schema, context);
  if (body.kind === 'array') return code`Array.isArray(value)`;
  if (body.kind !== 'object') return code`value !== undefined`;
  const required = body.properties.filter((each) => each.required);
  const present = required.map(({ name }) => code` && ${literal(name)} in value`);
  return code`typeof value === 'object' && value !== null${join(present)}`;
}

/** Functions over `fetch`, without retries; every operation in one resource, `api`. */
const operation = defineTemplate({
  name: 'plain-functions',
  slot: 'operation',
  declare(api, plan) {
    const file = plan.file({ identity: 'api', path: 'src/resources/api.ts' });
    const symbol = (identity: string, name: string, meaning: 'type' | 'value'): PlannedSymbol =>
      plan.symbol({ identity: `api:${identity}`, file, name, meaning });
    const callOf = mapOf<Operation, PlannedSymbol>(api.operations, ({ id }) => symbol(id, id, 'value'));
    const argument = symbol('arguments', 'Arguments', 'type');
    const member = plan.symbol({ identity: 'api', file, name: 'api', meaning: 'value', isMember: true });
    const resource = symbol('resource', 'Api Resource', 'type');
    const bind = symbol('bind', 'bind api', 'value');
    const list = { path: ['api'], members: [member], operations: api.operations, type: resource, bind };
    const statements = (context: RenderContext): readonly Statement[] => [
      { kind: 'type', name: argument, exported: true, type: code`Readonly<Record<string, unknown>>` },
      { kind: 'type', name: resource, exported: true, type: code`ReturnType<typeof ${value(bind)}>` },
      ...api.operations.map((each) => plainFunction(each, { name: callOf(each), argument }, context)),
      {
        kind: 'const',
        name: bind,
        exported: true,
        type: null,
        value: code`(transport: ${runtimeType('Transport', context)}) => ({ ${join(
          api.operations.map(
            (each) =>
              code`${key(context.nameOf(callOf(each)))}: (given: ${type(argument)} = {}) => ${value(callOf(each))}(transport, given)`,
          ),
          code`, `,
        )} })`,
      },
    ];
    return {
      slot: {
        resources: [list],
        call: callOf,
        method: callOf,
        parameters: () => argument,
        properties: () => [],
        result: resultOf,
      },
      files: [{ file, render: (context) => ({ kind: 'code', statements: statements(context) }) }],
    };
  },
});

function resultOf({ responses }: Operation, context: RenderContext): Code {
  const schema = responses[0]?.content[0]?.schema;
  return schema === undefined ? code`undefined` : context.slots.model.typeOf(schema, 'response', context);
}

interface FunctionNames {
  readonly name: PlannedSymbol;
  readonly argument: PlannedSymbol;
}

function plainFunction(
  operation: Operation,
  { name, argument }: FunctionNames,
  context: RenderContext,
): Statement {
  const result = resultOf(operation, context);
  const filled = operation.parameters
    .filter(({ location }) => location === 'path')
    .map((each) => code`.replace(${literal(`{${each.name}}`)}, String(given[${literal(each.name)}]))`);
  return {
    kind: 'function',
    name,
    exported: true,
    parameters: [
      { name: code`transport`, type: runtimeType('Transport', context) },
      { name: code`given`, type: type(argument) },
    ],
    returns: code`Promise<${result}>`,
    body: [
      code`const path = ${literal(operation.url)}${join(filled)};`,
      code`const init = { method: ${literal(operation.method.toUpperCase())} };`,
      code`const sent = transport.fetch(new URL(path, transport.baseUrl).href, init);`,
      code`return sent.then(async (response) => (await response.json()) as ${result});`,
    ],
  };
}

/** A class of nothing but `api`: one function that takes a URL. */
const client = defineTemplate({
  name: 'client-of-a-url',
  slot: 'client',
  declare(_api, plan) {
    const file = plan.file({ identity: 'client', path: 'src/client.ts' });
    const symbol = (name: string, meaning: 'type' | 'value'): PlannedSymbol =>
      plan.symbol({ identity: `client:${name}`, file, name, meaning, isPublic: true });
    const slot = {
      createClient: symbol('connect', 'value'),
      createTransport: symbol('transport for', 'value'),
      client: symbol('Connection', 'type'),
      options: symbol('Connection Options', 'type'),
    };
    const statements = (context: RenderContext): readonly Statement[] => {
      const resources = context.slots.operation.resources.map(
        ({ members, bind }) =>
          code`${key(members.map((each) => context.nameOf(each)).join('_'))}: ${value(bind)}(transport)`,
      );
      const options = { name: code`options`, type: type(slot.options) };
      const definition = code`{ baseUrl: options.baseUrl ?? '', userAgent: 'foreign', securitySchemes: {}, security: [] }`;
      return [
        { kind: 'type', name: slot.options, exported: true, type: runtimeType('TransportOptions', context) },
        {
          kind: 'type',
          name: slot.client,
          exported: true,
          type: code`ReturnType<typeof ${value(slot.createClient)}>`,
        },
        {
          kind: 'function',
          name: slot.createTransport,
          exported: true,
          parameters: [options],
          returns: runtimeType('Transport', context),
          body: [code`return ${runtimeValue('makeTransport', context)}(${definition}, options);`],
        },
        {
          kind: 'const',
          name: slot.createClient,
          exported: true,
          type: null,
          value: code`(options: ${type(slot.options)}) => { const transport = ${value(slot.createTransport)}(options); return { ${join(resources, code`, `)} }; }`,
        },
      ];
    };
    return {
      slot,
      files: [{ file, render: (context) => ({ kind: 'code', statements: statements(context) }) }],
    };
  },
});

/** The built-in runtime, but for `makeTransport`: it marks every client that it makes. */
const markedRuntime = defineTemplate({
  name: 'marked-runtime',
  slot: 'runtime',
  declare(api, plan) {
    const { slot, files } = runtime().declare(api, plan);
    const file = plan.file({ identity: 'marked', path: 'src/marked-transport.ts' });
    const own = plan.symbol({
      identity: 'marked:makeTransport',
      file,
      name: 'make transport',
      meaning: 'value',
    });
    const original = slot.name('makeTransport');
    const given = code`Parameters<typeof ${value(original)}>`;
    const statement = (context: RenderContext): Statement => ({
      kind: 'function',
      name: own,
      exported: true,
      parameters: [{ name: code`...[definition, options]`, type: given }],
      returns: runtimeType('Transport', context),
      body: [code`return ${value(original)}({ ...definition, userAgent: 'marked' }, options);`],
    });
    return {
      slot: { ...slot, name: (name) => (name === 'makeTransport' ? own : slot.name(name)) },
      files: [...files, { file, render: (context) => ({ kind: 'code', statements: [statement(context)] }) }],
    };
  },
});

/** No module for webhooks: their bodies have types alone. */
const incoming = defineTemplate({
  name: 'no-webhooks',
  slot: 'incoming',
  declare(api, plan) {
    const file = plan.file({ identity: 'handlers', path: 'src/handlers.ts' });
    const handler = plan.symbol({ identity: 'handler', file, name: 'Handler', meaning: 'type' });
    const type = code`(body: unknown) => number`;
    const statements = [{ kind: 'type', name: handler, exported: true, type }] as const;
    return {
      slot: { validator: () => null, handler: () => handler },
      files: api.incoming.length === 0 ? [] : [{ file, render: () => ({ kind: 'code', statements }) }],
    };
  },
});

/** Another path, and one name more. */
const entry = defineTemplate({
  name: 'main-module',
  slot: 'entry',
  declare(_api, plan) {
    const file = plan.file({ identity: 'main', path: 'src/main.ts' });
    return {
      slot: { path: 'src/main.ts' },
      files: [
        {
          file,
          render: ({ publicSymbols }) => ({
            kind: 'code',
            statements: [{ kind: 'reexport', symbols: publicSymbols }],
          }),
        },
      ],
    };
  },
});

/** A manifest and nothing else. */
const manifest = defineTemplate({
  name: 'bare-package',
  slot: 'package',
  declare(_api, plan) {
    const file = plan.file({ identity: 'manifest', path: 'package.json' });
    return {
      slot: { manifest: 'package.json' },
      files: [
        {
          file,
          render: (context) => ({
            kind: 'json',
            value: { name: 'bare', type: 'module', exports: `./${context.slots.entry.path}` },
          }),
        },
      ],
    };
  },
});

/** By slot. */
export const foreignTemplates: Readonly<Record<string, AnyTemplate>> = {
  model,
  validator,
  operation,
  incoming,
  client,
  runtime: markedRuntime,
  entry,
  package: manifest,
};
