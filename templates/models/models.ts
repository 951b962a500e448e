/** The built-in template of the slot `model`: a type for each model, what is inside it nested in its namespace. */
import {
  childrenOf,
  code,
  defineTemplate,
  docsOf,
  isOpenEnum,
  isOpenUnion,
  join,
  literal,
  notesOf,
  sourceOf,
  type,
  unrefined,
  value,
  type Api,
  type Code,
  type Difference,
  type DocComment,
  type EnumSchema,
  type InterfaceStatement,
  type Member,
  type Model,
  type NamespaceStatement,
  type ObjectSchema,
  type PlannedSymbol,
  type Property,
  type RenderContext,
  type RuntimeName,
  type Schema,
  type Statement,
  type Template,
  type TypeAliasStatement,
} from '../../generator/index.ts';
import { constantStatements } from './constants.ts';
import { declareModels, type ModelSymbols } from './model-symbols.ts';
import { presenceOf, typeOfIndex, typeOfProperty, typeOfSchema, type TypeContext } from './type-of-schema.ts';

/** Parts of this template that a configuration may replace. */
export interface ModelParts {
  /** The type of a schema. Call `typeOfSchema` for the kinds that stay as they are. */
  readonly typeOf?: (schema: Schema, context: TypeContext) => Code;
  /** The doc comment of a property; `null`: none. */
  readonly docsOfProperty?: (property: Property) => DocComment | null;
}

/** Types of models, with some parts replaced. */
export function models(parts: ModelParts = {}): Template<'model'> {
  return defineTemplate({
    name: 'models',
    slot: 'model',
    declare(api, plan) {
      const declared = declareModels(api, plan);
      const symbolsOf = (model: Model): ModelSymbols => lookUp(declared, model);
      const children = Map.groupBy(api.models, ({ parent }) => parent);
      return {
        slot: {
          type: (model, direction) => {
            const { type, input, wire } = symbolsOf(model);
            const other = { request: input, response: null, wire }[direction];
            return other ?? type;
          },
          typeOf: (schema, direction, context) => {
            const typeContext = typeContextOf({ parts, direction, context });
            return typeContext.typeOf(schema, typeContext);
          },
          values: (model) => symbolsOf(model).values,
        },
        runtimeExports: runtimeExports(api),
        files: (children.get(null) ?? []).map((model) => ({
          file: symbolsOf(model).file,
          render: (context) => ({
            kind: 'code',
            statements: new ModelFile({ api, children, declared, parts, context }).statements(model),
          }),
        })),
      };
    },
  });
}

/** Types of the runtime that the types of models mention. */
function runtimeExports(api: Api): readonly RuntimeName[] {
  const source = sourceOf(api);
  const mentioned = (schema: Schema): readonly RuntimeName[] => {
    const body = unrefined(schema);
    const inside = childrenOf(body).flatMap((child) => mentioned(child.schema));
    if (body.kind === 'union' && isOpenUnion(body, source)) return [...variantNames, ...inside];
    return body.kind === 'enum' && isOpenEnum(body, source) ? enumNames(body) : inside;
  };
  const ofOperations = api.operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters,
    ...(requestBody?.content ?? []),
    ...responses.flatMap(({ content }) => content),
  ]);
  const names = [...api.models, ...ofOperations].flatMap(({ schema }) => mentioned(schema));
  return [...new Set([...names, ...(api.types?.dateTime === 'Temporal' ? (['Instant'] as const) : [])])];
}

const variantNames: readonly RuntimeName[] = ['Later', 'LaterVariant', 'later'];

function enumNames({ members }: EnumSchema): readonly RuntimeName[] {
  const isText = members.every(({ value }) => typeof value === 'string');
  return [isText ? 'Later' : 'LaterNumber', 'isKnown', 'later'];
}

interface Surroundings {
  readonly api: Api;
  /** By the id of the model that they are nested in; `null`: they have files of their own. */
  readonly children: ReadonlyMap<string | null, readonly Model[]>;
  readonly declared: ReadonlyMap<string, ModelSymbols>;
  readonly parts: ModelParts;
  readonly context: RenderContext;
}

/** The statements of one file, all from the same surroundings. */
class ModelFile {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  statements(model: Model): readonly Statement[] {
    return [...this.#typeStatements(model, true), ...this.#valuesStatements(model)];
  }

  #typeStatements(model: Model, exported: boolean): readonly TypeStatement[] {
    const { type, input, differences, wire } = lookUp(this.#around.declared, model);
    const direction = model.usage.request && !model.usage.response ? 'request' : 'response';
    const nested = (this.#around.children.get(model.id) ?? []).flatMap((child) =>
      this.#typeStatements(child, false),
    );
    const inputs =
      input === null
        ? []
        : [
            this.#declaration({
              model,
              name: input,
              direction: 'request',
              exported: false,
              docs: inputDocs(differences),
            }),
          ];
    const own = this.#declaration({ model, name: type, direction, exported, docs: docsOf(model.docs) });
    const inside = [...inputs, ...(wire === null ? [] : [this.#wireForm(model, wire)]), ...nested];
    return inside.length === 0
      ? [own]
      : [own, { kind: 'namespace', name: type, exported, statements: inside }];
  }

  #declaration(request: DeclarationRequest): InterfaceStatement | TypeAliasStatement {
    const { model, direction, ...rest } = request;
    const schema = unrefined(model.schema);
    const context = this.#typeContext(direction);
    if (schema.kind === 'object')
      return { kind: 'interface', ...rest, members: this.#members(schema, context) };
    const values = lookUp(this.#around.declared, model).values;
    if (values !== null) return { kind: 'type', ...rest, type: code`(typeof ${value(values)})[number]` };
    return { kind: 'type', ...rest, type: context.typeOf(schema, context) };
  }

  /** Says only what is different, where the compiler can leave out the others. */
  #wireForm(model: Model, name: PlannedSymbol): InterfaceStatement | TypeAliasStatement {
    const declared = {
      name,
      exported: false,
      docs: this.#around.api.types === undefined ? wireDocs : jsonDocs,
    };
    const whole = this.#declaration({ model, direction: 'wire', ...declared });
    const schema = unrefined(model.schema);
    if (whole.kind === 'type' || schema.kind !== 'object') return whole;
    if (whole.members.some(({ kind }) => kind === 'index')) return whole;
    const same = new Set(
      this.#members(schema, this.#typeContext('response')).map((each) => JSON.stringify(each)),
    );
    const members = whole.members.filter((each) => !same.has(JSON.stringify(each)));
    const names = members.flatMap((each) => (each.kind === 'property' ? [literal(each.name)] : []));
    const filled = code`Omit<${type(lookUp(this.#around.declared, model).type)}, ${join(names, code` | `)}>`;
    return { kind: 'interface', ...declared, extends: [filled], members };
  }

  #members(schema: ObjectSchema, context: TypeContext): readonly Member[] {
    const properties = schema.properties.flatMap((property): readonly Member[] => {
      const presence = presenceOf(property, context.direction);
      if (presence === 'absent') return [];
      return [
        {
          kind: 'property',
          name: property.name,
          type: typeOfProperty(property, context),
          optional: presence === 'optional',
          docs: this.#docsOfProperty(property),
        },
      ];
    });
    const index = typeOfIndex(schema, context);
    return index === null ? properties : [...properties, { kind: 'index', key: 'string', type: index }];
  }

  #docsOfProperty(property: Property): DocComment | null {
    const { docsOfProperty } = this.#around.parts;
    if (docsOfProperty !== undefined) return docsOfProperty(property);
    return docsOf(property.docs, notesOf(property.schema));
  }

  #valuesStatements(model: Model): readonly Statement[] {
    const { type, values, byName } = lookUp(this.#around.declared, model);
    const enumeration = unrefined(model.schema);
    const name = this.#around.context.qualifiedNameOf(type);
    const own = enumeration.kind === 'enum' ? constantStatements({ values, byName, name }, enumeration) : [];
    return [
      ...own,
      ...(this.#around.children.get(model.id) ?? []).flatMap((child) => this.#valuesStatements(child)),
    ];
  }

  #typeContext(direction: TypeContext['direction']): TypeContext {
    return typeContextOf({ ...this.#around, direction });
  }
}

interface TypeRequest {
  readonly parts: ModelParts;
  readonly direction: TypeContext['direction'];
  readonly context: RenderContext;
}

function typeContextOf({ parts, direction, context }: TypeRequest): TypeContext {
  return { ...context, direction, typeOf: parts.typeOf ?? typeOfSchema };
}

type TypeStatement = InterfaceStatement | TypeAliasStatement | NamespaceStatement;

type DeclarationRequest = Pick<InterfaceStatement, 'name' | 'exported' | 'docs'> & {
  readonly model: Model;
  readonly direction: TypeContext['direction'];
};

/** Doc comment of the type of requests: how it differs from the type of responses. */
function inputDocs(differences: ReadonlySet<Difference>): DocComment {
  const notes = [
    ...(differences.has('server') ? ['read-only properties are left out'] : []),
    ...(differences.has('caller') ? ['write-only properties are included'] : []),
    ...(differences.has('default') ? ['properties with a default are optional'] : []),
  ];
  return { text: `As callers send it: ${notes.join(', ')}.` };
}

const jsonDocs: DocComment = {
  text: 'As the server sends it: JSON values, and properties with a default are optional.',
};

const wireDocs: DocComment = {
  text: 'As the server sends it: properties with a default are optional.',
};

function lookUp(declared: ReadonlyMap<string, ModelSymbols>, model: Model): ModelSymbols {
  const symbols = declared.get(model.id);
  if (symbols === undefined) throw new Error(`The model ${model.id} was not there when names were declared.`);
  return symbols;
}
