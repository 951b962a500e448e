/** The built-in template of the slot `model`: a type for each model, what is inside it nested in its namespace. */
import {
  answeredContents,
  childrenOf,
  code,
  defineTemplate,
  docsOf,
  isOpenEnum,
  isOpenUnion,
  literal,
  modelFacts,
  notesOf,
  propertyFacts,
  receivedContents,
  sourceOf,
  type,
  union,
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
import { aliasesOfConstants, constantStatements } from './constants.ts';
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
            const { type, input, output, wire } = symbolsOf(model);
            switch (direction) {
              case 'request':
                return input ?? type;
              case 'response':
                return output ?? type;
              case 'wire':
                return wire ?? output ?? type;
            }
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
  const ofIncoming = api.incoming.flatMap((each) => [...receivedContents(each), ...answeredContents(each)]);
  const names = [...api.models, ...ofOperations, ...ofIncoming].flatMap(({ schema }) => mentioned(schema));
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
    const { type, input, output, differences, wire } = lookUp(this.#around.declared, model);
    const direction = model.plain ?? 'response';
    const nested = (this.#around.children.get(model.id) ?? []).flatMap((child) =>
      this.#typeStatements(child, false),
    );
    const inDirection = (name: PlannedSymbol, other: 'request' | 'response'): TypeStatement =>
      this.#declaration({
        model,
        name,
        direction: other,
        exported: false,
        docs: directionDocs(other, differences),
      });
    const inputs = input === null ? [] : [inDirection(input, 'request')];
    const outputs = output === null ? [] : [inDirection(output, 'response')];
    const own = this.#declaration({ model, name: type, direction, exported, docs: this.#docsOf(model) });
    const inside = [
      ...inputs,
      ...outputs,
      ...(wire === null ? [] : [this.#wireForm(model, wire)]),
      ...nested,
    ];
    return inside.length === 0
      ? [own]
      : [own, { kind: 'namespace', name: type, exported, statements: inside }];
  }

  #declaration(request: DeclarationRequest): InterfaceStatement | TypeAliasStatement {
    const { model, direction, ...named } = request;
    const rest = { ...named, facts: direction === 'wire' ? [] : modelFacts(model) };
    const schema = unrefined(model.schema);
    const context = this.#typeContext(direction);
    const target = this.#targetOf(model);
    if (target !== null)
      return { kind: 'type', ...rest, type: type(context.slots.model.type(target, direction)) };
    if (schema.kind === 'object')
      return { kind: 'interface', ...rest, members: this.#members(schema, context) };
    const values = lookUp(this.#around.declared, model).values;
    if (values !== null) return { kind: 'type', ...rest, type: code`(typeof ${value(values)})[number]` };
    return { kind: 'type', ...rest, type: context.typeOf(schema, context) };
  }

  /** The model that an alias is another name of. */
  #targetOf({ isAlias, schema }: Model): Model | null {
    return isAlias === true && schema.kind === 'model' ? this.#around.context.model(schema.model) : null;
  }

  #docsOf(model: Model): DocComment | null {
    const target = this.#targetOf(model);
    if (target === null) return docsOf(model.docs);
    const { context, declared } = this.#around;
    const name = context.qualifiedNameOf(lookUp(declared, target).type);
    return { text: '', tags: [{ name: 'deprecated', text: `Use {@link ${name}}, its name now.` }] };
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
    const same = new Set(this.#members(schema, this.#typeContext('response')).map(signatureOf));
    const members = whole.members.filter((each) => !same.has(signatureOf(each)));
    const names = members.flatMap((each) => (each.kind === 'property' ? [literal(each.name)] : []));
    const filled = code`Omit<${type(lookUp(this.#around.declared, model).output ?? lookUp(this.#around.declared, model).type)}, ${union(names)}>`;
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
          facts: context.direction === 'wire' ? [] : propertyFacts(property),
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
    const target = this.#targetOf(model);
    const enumeration = unrefined(model.schema);
    const name = this.#around.context.qualifiedNameOf(type);
    const own =
      target !== null
        ? aliasesOfConstants({ values, byName }, lookUp(this.#around.declared, target))
        : enumeration.kind === 'enum'
          ? constantStatements({ values, byName, name }, enumeration)
          : [];
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

/** Facts are not repeated where the same value has two types. */
function signatureOf(member: Member): string {
  return JSON.stringify(member, (name, part: unknown) => (name === 'facts' ? undefined : part));
}

/** Doc comment of a type for one direction: how it differs from the other one. */
function directionDocs(direction: 'request' | 'response', differences: ReadonlySet<Difference>): DocComment {
  const isSent = direction === 'request';
  const notes = [
    ...(differences.has('server') ? [`read-only properties are ${isSent ? 'left out' : 'included'}`] : []),
    ...(differences.has('caller') ? [`write-only properties are ${isSent ? 'included' : 'left out'}`] : []),
    ...(differences.has('default')
      ? [`properties with a default are ${isSent ? 'optional' : 'present'}`]
      : []),
  ];
  const subject = isSent ? 'As callers send it' : 'As callers get it';
  return { text: notes.length === 0 ? `${subject}.` : `${subject}: ${notes.join(', ')}.` };
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
