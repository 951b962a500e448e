/** The built-in template of the slot `validator`: one plain function for each shape, beside the type that it checks. */
import {
  code,
  defineTemplate,
  literal,
  type,
  value,
  type Api,
  type Code,
  type Model,
  type ObjectSchema,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Property,
  type RenderContext,
  type Schema,
  type Statement,
  type Template,
  type UnionSchema,
} from '../../generator/index.ts';
import { referencesOf } from '../models/directions.ts';
import { declareModelFile, fullName } from '../models/model-symbols.ts';
import {
  checkOfSchema,
  hasOwnCheck,
  propertyCheck,
  runtime,
  type CheckContext,
  type CheckRequest,
} from './check-of-schema.ts';
import { fillStatements, modelsWithDefaults } from './fill.ts';
import { collectPatterns, patternReference, patternsValue, type Patterns } from './patterns.ts';
import { propertyLine } from './property-line.ts';

/** What a configuration may replace of this template. */
export interface ValidatorParts {
  /** The call that checks a value. Call `checkOfSchema` for the kinds that stay as they are. */
  readonly checkOf?: (request: CheckRequest, context: CheckContext) => Code;
}

interface ValidatorSymbols {
  readonly file: PlannedFile;
  readonly check: PlannedSymbol;
  readonly validator: PlannedSymbol | null;
  readonly fill: PlannedSymbol | null;
  readonly patterns: { readonly symbol: PlannedSymbol; readonly sources: Patterns } | null;
  /** Other files may call the check: it is of a model that is nested in none, or that others refer to. */
  readonly isShared: boolean;
}

/** Validators of models, with some parts replaced. */
export function validators(parts: ValidatorParts = {}): Template<'validator'> {
  return defineTemplate({
    name: 'validators',
    slot: 'validator',
    declare(api, plan) {
      const declared = declareValidators(api, plan);
      const symbolsOf = (model: Model): ValidatorSymbols => found(declared.get(model.id), model);
      const children = Map.groupBy(api.models, ({ parent }) => parent);
      const withNested = (model: Model): readonly Model[] => [
        model,
        ...(children.get(model.id) ?? []).flatMap(withNested),
      ];
      return {
        slot: {
          validator: (model) => found(symbolsOf(model).validator, model),
          check: (model) => symbolsOf(model).check,
          fill: (model) => symbolsOf(model).fill,
        },
        files: (children.get(null) ?? []).map((model) => ({
          file: symbolsOf(model).file,
          render: (context) => ({
            kind: 'code',
            statements: withNested(model).flatMap((each) =>
              statementsOf(each, { symbols: symbolsOf(each), parts, context }),
            ),
          }),
        })),
      };
    },
  });
}

function declareValidators(api: Api, plan: Plan): ReadonlyMap<string, ValidatorSymbols> {
  const models = new Map(api.models.map((model) => [model.id, model]));
  const withDefaults = modelsWithDefaults(api);
  const direct = modelsUsedDirectly(api);
  const shared = modelsSharedByFiles(api, models);
  const files = new Map<string, PlannedFile>();
  const fileOf = (model: Model): PlannedFile => {
    const parent = model.parent === null ? undefined : models.get(model.parent);
    if (parent !== undefined) return fileOf(parent);
    const file = files.get(model.id) ?? declareModelFile(model, plan);
    files.set(model.id, file);
    return file;
  };
  return new Map(
    api.models.map((model) => {
      const request = {
        model,
        name: fullName(model, models),
        file: fileOf(model),
        depth: depthOf(model, models),
        schemaOf: (id: string) => models.get(id)?.schema,
      };
      const needsValidator = model.parent === null || direct.has(model.id);
      return [
        model.id,
        declareValidator(
          {
            ...request,
            needsValidator,
            needsFill: withDefaults.has(model.id),
            isShared: model.parent === null || shared.has(model.id),
          },
          plan,
        ),
      ];
    }),
  );
}

/** Names of parameters and loop variables in the emitted functions. */
const localNames: readonly string[] = ['value', 'out', 'key', 'item'];

function depthOf(model: Model, models: ReadonlyMap<string, Model>): number {
  const parent = model.parent === null ? undefined : models.get(model.parent);
  return parent === undefined ? 0 : 1 + depthOf(parent, models);
}

interface ValidatorRequest {
  readonly model: Model;
  readonly name: string;
  readonly file: PlannedFile;
  readonly depth: number;
  readonly needsValidator: boolean;
  readonly needsFill: boolean;
  readonly isShared: boolean;
  readonly schemaOf: (id: string) => Schema | undefined;
}

function declareValidator(request: ValidatorRequest, plan: Plan): ValidatorSymbols {
  const { model, name, file } = request;
  const internal = (role: string, before: string, after: string): PlannedSymbol =>
    plan.symbol({
      identity: `model.${role}:${model.id}`,
      file,
      name: `${before} ${model.name} ${after}`,
      alternatives: [`${before} ${name} ${after}`],
      case: 'camel',
      meaning: 'value',
      avoid: localNames,
      claim: -request.depth,
    });
  const sources = collectPatterns([['value', model.schema]], request.schemaOf);
  return {
    file,
    check: internal('check', 'check', ''),
    validator: request.needsValidator ? declareValidatorName(request, plan) : null,
    fill: request.needsFill ? internal('fill', 'fill', '') : null,
    isShared: request.isShared,
    patterns: sources.size === 0 ? null : { symbol: internal('patterns', '', 'patterns'), sources },
  };
}

/** The validator goes by the name of the type; a nested type has no value beside it, so its name is spelt out. */
function declareValidatorName({ model, name, file }: ValidatorRequest, plan: Plan): PlannedSymbol {
  const isTop = model.parent === null;
  return plan.symbol({
    identity: `model.validator:${model.id}`,
    file,
    name,
    case: 'pascal',
    meaning: 'value',
    isPublic: true,
    ...(isTop ? { like: { kind: 'symbol', identity: `model.type:${model.id}` } } : {}),
  });
}

/** Models that an operation itself speaks of, and so needs the validator of. */
function modelsUsedDirectly(api: Api): ReadonlySet<string> {
  const received = api.operations.flatMap(({ responses }) =>
    responses.flatMap(({ content }) => content.map(({ schema }) => schema)),
  );
  return new Set(received.flatMap((schema) => (schema.kind === 'model' ? [schema.model] : [])));
}

/** Nested models that something outside of their own file refers to. */
function modelsSharedByFiles(api: Api, models: ReadonlyMap<string, Model>): ReadonlySet<string> {
  const rootOf = (id: string): string => {
    const parent = models.get(id)?.parent ?? null;
    return parent === null ? id : rootOf(parent);
  };
  const fromModels = api.models.flatMap((model) =>
    referencesOf(model.schema).filter((id) => rootOf(id) !== rootOf(model.id)),
  );
  const fromOperations = api.operations.flatMap((operation) => schemasOf(operation).flatMap(referencesOf));
  return new Set([...fromModels, ...fromOperations]);
}

function schemasOf({ parameters, requestBody, responses }: Operation): readonly Schema[] {
  const contents = [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)];
  return [...parameters, ...contents].map(({ schema }) => schema);
}

interface ModelSurroundings {
  readonly symbols: ValidatorSymbols;
  readonly parts: ValidatorParts;
  readonly context: RenderContext;
}

function statementsOf(model: Model, { symbols, parts, context }: ModelSurroundings): readonly Statement[] {
  const used = new Set<string>();
  const checkContext: CheckContext = {
    ...context,
    checkOf: parts.checkOf ?? checkOfSchema,
    patternOf: (source) => {
      if (symbols.patterns === null) return null;
      used.add(source);
      return patternReference(value(symbols.patterns.symbol), symbols.patterns.sources, source);
    },
  };
  const hasCheck = hasOwnCheck(model.schema) || symbols.validator !== null;
  return [
    ...validatorStatements(model, symbols, context),
    ...(hasCheck ? [checkStatement(model, symbols, checkContext)] : []),
    ...fillStatement(model, symbols, context),
    ...patternStatements(symbols, used),
  ];
}

function validatorStatements(
  model: Model,
  { validator, check, fill }: ValidatorSymbols,
  context: RenderContext,
): readonly Statement[] {
  if (validator === null) return [];
  const typeOf = responseType(model, context);
  const filling = fill === null ? code`` : code`, ${value(fill)}`;
  return [
    {
      kind: 'const',
      name: validator,
      exported: true,
      type: code`${type(context.slots.runtime.name('Validator'))}<${typeOf}>`,
      value: code`/* @__PURE__ */ ${runtime('validator', context)}(${value(check)}${filling})`,
    },
  ];
}

/** An enum's validator takes what a response may hold, which is more than the known members. */
function responseType(model: Model, context: RenderContext): Code {
  const name = type(context.slots.model.type(model, 'response'));
  return model.schema.kind === 'enum' ? code`${type(context.slots.runtime.name('Open'))}<${name}>` : name;
}

function checkStatement(
  model: Model,
  { check, isShared }: ValidatorSymbols,
  context: CheckContext,
): Statement {
  return {
    kind: 'function',
    name: check,
    exported: isShared,
    internal: true,
    parameters: [
      { name: code`value`, type: code`unknown` },
      { name: code`out`, type: type(context.slots.runtime.name('Context')) },
    ],
    returns: code`void`,
    body: checkBody(model, context),
  };
}

function checkBody(model: Model, context: CheckContext): readonly Code[] {
  const { schema } = model;
  if (schema.kind === 'object') return objectBody(model, schema, context);
  const tagged = schema.kind === 'union' ? taggedBody(schema, context) : null;
  if (tagged !== null) return tagged;
  const target: Schema = schema;
  return [code`${runtime('whole', context)}(value, out, ${wholeCheck(model, target, context)});`];
}

function wholeCheck(model: Model, schema: Schema, context: CheckContext): Code {
  const values = context.slots.model.values(model);
  if (values === null) return propertyCheck(schema, context);
  return code`(out, key, item) => ${runtime('member', context)}(out, key, item, ${value(values)})`;
}

function objectBody(model: Model, schema: ObjectSchema, context: CheckContext): readonly Code[] {
  const received = context.slots.model.type(model, 'response');
  const sent = context.slots.model.type(model, 'request');
  const shape = received.identity === sent.identity ? type(received) : code`${type(received)}, ${type(sent)}`;
  const lines = schema.properties
    .filter((property) => isInType(property, model))
    .map((property) => propertyLine(property, context));
  return [
    code`if (!${runtime('object', context)}<${shape}>(value, out)) return;`,
    ...lines.filter((line) => line.parts.length > 0),
    ...restLines(schema, context),
    ...sizeLines(schema, context),
  ];
}

/** What only the other side sends is no member of the type, where values go one way. */
function isInType({ access }: Property, { usage }: Model): boolean {
  if (access === 'both' || (usage.request && usage.response)) return true;
  return access === (usage.request ? 'write' : 'read');
}

/** Keys beyond the declared ones: refused only in what we send, checked where they have a type. */
function restLines(schema: ObjectSchema, context: CheckContext): readonly Code[] {
  const { rest } = schema;
  if (rest === null || rest.kind === 'unknown') return [];
  const declared = literal(schema.properties.map(({ name }) => name));
  const call = code`${runtime('rest', context)}(value, out, ${declared}, ${propertyCheck(rest, context)});`;
  return rest.kind === 'never' ? [code`if (out.direction === 'request') ${call}`] : [call];
}

function sizeLines({ limits }: ObjectSchema, context: CheckContext): readonly Code[] {
  if (Object.keys(limits).length === 0) return [];
  return [code`${runtime('size', context)}(value, out, ${literal({ ...limits })});`];
}

/** A union that has a tag: one case an alternative. */
function taggedBody(schema: UnionSchema, context: CheckContext): readonly Code[] | null {
  const { discriminator, members } = schema;
  if (discriminator === null) return null;
  const cases = members.flatMap((alternative, index) => {
    const tags = discriminator.mapping.filter((mapped) => mapped.member === index);
    if (alternative.kind !== 'model' || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    const check = value(context.slots.validator.check(context.model(alternative.model)));
    return [code`${labels.reduce((all, label) => code`${all}${label}`)}return ${check}(value, out);\n`];
  });
  if (cases.length !== members.length) return null;
  const tag = code`${runtime('own', context)}(value, ${literal(discriminator.property)})`;
  const known = literal(
    `one of ${discriminator.mapping.map((mapped) => JSON.stringify(mapped.value)).join(', ')}`,
  );
  const otherwise = code`default:\nreturn ${runtime('report', context)}(out, [${literal(discriminator.property)}], ${known}, ${tag});\n`;
  return [
    code`if (!${runtime('object', context)}<Record<string, unknown>>(value, out)) return;`,
    code`switch (${tag}) {\n${cases.reduce((all, each) => code`${all}${each}`)}${otherwise}}`,
  ];
}

function fillStatement(
  model: Model,
  { fill, isShared }: ValidatorSymbols,
  context: RenderContext,
): readonly Statement[] {
  if (fill === null) return [];
  const body = fillStatements(model, context);
  const name = type(context.slots.model.type(model, 'response'));
  return [
    {
      kind: 'function',
      name: fill,
      exported: isShared,
      internal: true,
      parameters: [{ name: body.length === 0 ? code`_value` : code`value`, type: name }],
      returns: code`void`,
      body,
    },
  ];
}

/** Only what a check that was emitted asks for. */
function patternStatements({ patterns }: ValidatorSymbols, used: ReadonlySet<string>): readonly Statement[] {
  if (patterns === null || used.size === 0) return [];
  const sources = new Map([...patterns.sources].filter(([source]) => used.has(source)));
  return [
    {
      kind: 'const',
      name: patterns.symbol,
      exported: false,
      type: null,
      value: patternsValue(sources),
    },
  ];
}

function found<T>(item: T | null | undefined, model: Model): T {
  if (item === null || item === undefined) throw new Error(`The model ${model.id} has no such validator.`);
  return item;
}
