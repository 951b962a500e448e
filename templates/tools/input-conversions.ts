/** Functions that convert the JSON of a tool or command to the types of a call: a string to a `Date`. */
import {
  array,
  call,
  code,
  fullModelName,
  isRepresented,
  isTagged,
  key,
  literal,
  object,
  options,
  runtimeValue,
  someSchema,
  sourceOf,
  unrefined,
  value,
  withoutNull,
  type Api,
  type Code,
  type FileTemplate,
  type Model,
  type ModelSource,
  type ObjectSchema,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type Representation,
  type RuntimeValueName,
  type Schema,
  type Statement,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import { codeFile } from './operation-constants.ts';

/** Functions of models whose JSON is converted, by id. */
export interface InputConversions {
  readonly file: PlannedFile;
  readonly models: ReadonlyMap<string, { readonly model: Model; readonly name: PlannedSymbol }>;
}

interface ConversionsRequest {
  /** Models of inputs. */
  readonly models: readonly Model[];
  readonly area: 'cli' | 'mcp';
  readonly api: Api;
}

/** `null`: no model has a converted value. */
export function declareConversions(
  { models, area, api }: ConversionsRequest,
  plan: Plan,
): InputConversions | null {
  const source = sourceOf(api);
  const converted = models.filter(
    ({ schema }) => !isRepresented(unrefined(schema)) && someSchema(schema, isRepresented, source),
  );
  if (converted.length === 0) return null;
  const byId = new Map(api.models.map((model) => [model.id, model]));
  const file = plan.file({ identity: `${area}.conversions`, path: `src/${area}/conversions.ts` });
  const named = converted.map((model) => {
    const identity = `${area}.conversion:${model.id}`;
    const name = plan.symbol({
      identity,
      file,
      name: `${fullModelName(model, byId)} input`,
      meaning: 'value',
    });
    return [model.id, { model, name }] as const;
  });
  return { file, models: new Map(named) };
}

/** The module with the functions of models. */
export function conversionFiles(conversions: InputConversions | null): readonly FileTemplate[] {
  if (conversions === null) return [];
  return [codeFile(conversions.file, (context) => conversionStatements(conversions, context))];
}

/** `function productInput(value) { … }`: models may contain each other. */
function conversionStatements(conversions: InputConversions, context: RenderContext): readonly Statement[] {
  return [...conversions.models.values()].map(({ model, name }) => {
    const convert = converterOf(model.schema, { context, conversions });
    return {
      kind: 'function',
      name,
      exported: true,
      internal: true,
      docs: null,
      parameters: [{ name: code`value`, type: code`unknown` }],
      returns: code`unknown`,
      body: [code`return ${convert ?? code``}(value);`],
    };
  });
}

export interface ConversionContext {
  readonly context: RenderContext;
  readonly conversions: InputConversions | null;
}

/** Returns the function for JSON of a schema; `null`: the call takes JSON. */
export function converterOf(schema: Schema, at: ConversionContext): Code | null {
  const body = unrefined(withoutNull(unrefined(schema)).schema);
  switch (body.kind) {
    case 'number':
    case 'string':
      return isRepresented(body) ? runtimeValue(scalars[body.representation], at.context) : null;
    case 'model': {
      const { schema: content } = at.context.model(body.model);
      const found = at.conversions?.models.get(body.model);
      return found === undefined ? scalarOf(content, at) : value(found.name);
    }
    case 'array':
      return made('itemsInput', converterOf(body.items, at), at);
    case 'tuple':
      return tupleConverter(body, at);
    case 'record':
      return recordConverter(body.values, at);
    case 'object':
      return objectConverter(body, at);
    case 'union':
      return unionConverter(body, at);
    case 'intersection': {
      const parts = body.members.flatMap((part) => converterOf(part, at) ?? []);
      return parts.length < 2 ? (parts[0] ?? null) : made('eachInput', array(parts), at);
    }
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
      return null;
  }
}

const scalars: Readonly<Record<Representation, RuntimeValueName>> = {
  text: 'integerTextInput',
  bigint: 'bigintInput',
  date: 'dateInput',
  instant: 'instantInput',
};

/** A model without a function has converted values only if it is one. */
function scalarOf(schema: Schema, at: ConversionContext): Code | null {
  return isRepresented(unrefined(schema)) ? converterOf(schema, at) : null;
}

/** `itemsInput(dateInput)`; `null` without a function. */
function made(name: RuntimeValueName, argument: Code | null, { context }: ConversionContext): Code | null {
  return argument === null ? null : call(runtimeValue(name, context), [argument]);
}

function tupleConverter({ items, rest }: TupleSchema, at: ConversionContext): Code | null {
  const own = items.map((item) => converterOf(item, at));
  const others = converterOf(rest, at);
  if (others === null && own.every((each) => each === null)) return null;
  const positions = array(own.map((each) => each ?? code`null`));
  return call(runtimeValue('itemsInput', at.context), [others, positions]);
}

function recordConverter(values: Schema, at: ConversionContext): Code | null {
  const others = converterOf(values, at);
  return others === null ? null : call(runtimeValue('membersInput', at.context), [code`{}`, others]);
}

/** Read-only properties are not sent. */
function objectConverter({ properties, rest }: ObjectSchema, at: ConversionContext): Code | null {
  const others = rest === null ? null : converterOf(rest, at);
  // Where other members are converted, the declared ones need an entry that keeps them.
  const members = properties.flatMap(({ name, schema, access }) => {
    const convert = access === 'read' ? null : converterOf(schema, at);
    if (convert === null && others === null) return [];
    return [code`${key(name)}: ${convert ?? code`null`}`];
  });
  const own = options(members);
  if (own === null && others === null) return null;
  return call(runtimeValue('membersInput', at.context), [own ?? code`{}`, others]);
}

/** Only by the tag: see {@link obstacleOfConversion}. */
function unionConverter(body: UnionSchema, at: ConversionContext): Code | null {
  if (!isTagged(body)) return null;
  const { mapping, property } = body.discriminator;
  const entries = mapping.flatMap(({ value: tag, member }) => {
    const alternative = body.members[member];
    const convert = alternative === undefined ? null : converterOf(alternative, at);
    return convert === null ? [] : [code`${key(String(tag))}: ${convert}`];
  });
  if (entries.length === 0) return null;
  return call(runtimeValue('taggedInput', at.context), [literal(property), object(entries)]);
}

/** Why JSON of a schema cannot be converted; `null`: it can. */
export function obstacleOfConversion(schemas: readonly Schema[], source: ModelSource): string | null {
  const isConverted = (schema: Schema): boolean => someSchema(schema, isRepresented, source);
  const isUncertain = (schema: Schema): boolean => {
    const { schema: body } = withoutNull(schema);
    if (body.kind === 'union') return !isByTag(body) && isConverted(body);
    return body.kind === 'object' && body.patterns.some((each) => isConverted(each.schema));
  };
  const isSome = schemas.some((schema) => someSchema(schema, isUncertain, source));
  return isSome ? 'it takes converted values in alternatives without a tag, or by a pattern of keys' : null;
}

function isByTag(body: UnionSchema): boolean {
  return isTagged(body) && body.discriminator.fallback === undefined;
}
