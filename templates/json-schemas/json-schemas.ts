/** A template that adds models as JSON Schema: for each model a file, in which what is inside it stands too. */
import {
  call,
  code,
  defineTemplate,
  fullModelName,
  generic,
  jsonSchemaOf,
  key,
  literal,
  object,
  referencesOf,
  runtimeType,
  runtimeValue,
  type,
  value,
  type Api,
  type Code,
  type Model,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
  type Template,
} from '../../generator/index.ts';

interface SchemaSymbols {
  readonly file: PlannedFile;
  /** The schema as a constant, for definitions of others. */
  readonly content: PlannedSymbol;
  /** Constant that users import. Nested models have none. */
  readonly face: PlannedSymbol | null;
}

/** `petJsonSchema` beside `Pet`: what Standard JSON Schema asks for, in a file that is loaded only where it is imported. */
export function jsonSchemas(): Template<null> {
  return defineTemplate({
    name: 'json-schemas',
    slot: null,
    declare(api, plan) {
      const declared = declareSchemas(api, plan);
      const reachable = reachableFrom(api);
      const files = api.models.filter(({ parent }) => parent === null);
      return {
        files: files.map((root) => ({
          file: found(declared, root.id).file,
          render: (context) => ({
            kind: 'code',
            statements: [root, ...nestedIn(root, api)].flatMap((model) =>
              statementsOf(model, { declared, reachable, context }),
            ),
          }),
        })),
      };
    },
  });
}

function declareSchemas(api: Api, plan: Plan): ReadonlyMap<string, SchemaSymbols> {
  const models = new Map(api.models.map((model) => [model.id, model]));
  const declared = new Map<string, SchemaSymbols>();
  for (const root of api.models.filter(({ parent }) => parent === null)) {
    const file = plan.file({
      identity: `json-schema:${root.id}`,
      folder: 'src/json-schemas',
      name: root.name,
      extension: '.ts',
    });
    for (const model of [root, ...nestedIn(root, api)]) {
      declared.set(model.id, declareSchema({ model, file, name: fullModelName(model, models) }, plan));
    }
  }
  return declared;
}

interface SchemaRequest {
  readonly model: Model;
  readonly file: PlannedFile;
  readonly name: string;
}

function declareSchema({ model, file, name }: SchemaRequest, plan: Plan): SchemaSymbols {
  const symbol = (role: string, words: string, isPublic: boolean): PlannedSymbol =>
    plan.symbol({
      identity: `model.${role}:${model.id}`,
      file,
      name: `${name} ${words}`,
      meaning: 'value',
      isPublic,
    });
  return {
    file,
    content: symbol('schema', 'Schema', false),
    face: model.parent === null ? symbol('json-schema', 'Json Schema', true) : null,
  };
}

interface Surroundings {
  readonly declared: ReadonlyMap<string, SchemaSymbols>;
  readonly reachable: (model: string) => readonly string[];
  readonly context: RenderContext;
}

function statementsOf(model: Model, around: Surroundings): readonly Statement[] {
  const { declared, context } = around;
  const { content, face } = found(declared, model.id);
  const keyOf = (id: string): string => keyOfModel(id, context);
  const side = model.usage.response || !model.usage.request ? 'read' : 'write';
  const schema: Statement = {
    kind: 'const',
    name: content,
    exported: true,
    type: runtimeType('JsonSchema', context),
    value: literal(jsonSchemaOf(model.schema, { keyOf, side })),
  };
  return face === null ? [schema] : [schema, faceStatement(model, face, around)];
}

/** The definitions are read when they are asked for: files may import each other in a circle. */
function faceStatement(
  model: Model,
  name: PlannedSymbol,
  { declared, reachable, context }: Surroundings,
): Statement {
  const { content } = found(declared, model.id);
  const definitions = reachable(model.id).map(
    (id) => code`${key(keyOfModel(id, context))}: ${value(found(declared, id).content)}`,
  );
  const others = definitions.length === 0 ? null : code`() => (${object(definitions)})`;
  return {
    kind: 'const',
    name,
    exported: true,
    docs: { text: `{@link ${keyOfModel(model.id, context)}} as JSON Schema.` },
    type: generic(runtimeType('StandardJsonSchema', context), typesOf(model, context)),
    value: code`/* @__PURE__ */ ${call(runtimeValue('jsonSchema', context), [value(content), others])}`,
  };
}

function typesOf(model: Model, { slots }: RenderContext): readonly Code[] {
  const output = slots.model.type(model, 'response');
  const input = slots.model.type(model, 'wire');
  return output.identity === input.identity ? [type(output)] : [type(output), type(input)];
}

/** The name of its type, which is unique in the package. */
function keyOfModel(id: string, context: RenderContext): string {
  return context.qualifiedNameOf(context.slots.model.type(context.model(id), 'response'));
}

function nestedIn(model: Model, api: Api): readonly Model[] {
  const children = api.models.filter(({ parent }) => parent === model.id);
  return children.flatMap((child) => [child, ...nestedIn(child, api)]);
}

/** From a model to all that it leads to; to itself only where it is in a circle. */
function reachableFrom(api: Api): (model: string) => readonly string[] {
  const direct = new Map(api.models.map(({ id, schema }) => [id, referencesOf(schema)]));
  return (model) => {
    const reached = new Set<string>();
    const pending = [...(direct.get(model) ?? [])];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      pending.push(...(direct.get(id) ?? []));
    }
    return api.models.map(({ id }) => id).filter((id) => reached.has(id));
  };
}

function found(declared: ReadonlyMap<string, SchemaSymbols>, id: string): SchemaSymbols {
  const symbols = declared.get(id);
  if (symbols === undefined) throw new Error(`The model ${id} has no JSON Schema.`);
  return symbols;
}
