/** Expressions that convert one value: a string to a `Date`, a number to a `bigint` or digits, digits to a number. */
import {
  childrenOf,
  code,
  isRepresented,
  join,
  literal,
  runtimeValue,
  unrefined,
  value,
  withoutNull,
  type Code,
  type ModelSource,
  type Representation,
  type RuntimeValueName,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import type { ValidatorContext } from './check-context.ts';
import { plainCheck } from './runtime-checks.ts';

/** `response`: a string becomes a `Date`. `request`: digits become a number. */
export type Direction = 'response' | 'request';

/** Representations that are converted in each direction. `JSON.stringify` writes the others. */
export const convertedRepresentations: Readonly<Record<Direction, readonly Representation[]>> = {
  response: ['text', 'bigint', 'date', 'instant'],
  request: ['text'],
};

/** Options of a conversion. */
export interface ConversionOptions {
  readonly direction: Direction;
  readonly context: ValidatorContext;
}

/** Returns the converted value; `null` where the value itself stays. */
export function convertedValue(schema: Schema, item: Code, options: ConversionOptions): Code | null {
  if (options.context.api.types === undefined) return null;
  const { schema: bare, isNullable } = withoutNull(unrefined(schema));
  const content = convertedBody(unrefined(bare), item, options);
  return content === null || !isNullable ? content : code`${item} === null ? null : ${content}`;
}

function convertedBody(body: Schema, item: Code, options: ConversionOptions): Code | null {
  switch (body.kind) {
    case 'number':
    case 'string': {
      const convert = conversionFunction(body, options);
      return convert === null ? null : code`${convert}(${item})`;
    }
    case 'model':
      return convertedValue(options.context.model(body.model).schema, item, options);
    case 'intersection':
      return body.members.map((part) => convertedValue(part, item, options)).find(Boolean) ?? null;
    case 'union':
      return convertedAlternative(body, item, options);
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'refined':
      return null;
  }
}

/** Returns the function of the runtime that converts every value of the schema; `null`: there is none. */
export function conversionFunction(schema: Schema, { direction, context }: ConversionOptions): Code | null {
  const body = unrefined(schema);
  if (body.kind === 'model') {
    return conversionFunction(context.model(body.model).schema, { direction, context });
  }
  if (!isRepresented(body)) return null;
  const { representation } = body;
  if (!convertedRepresentations[direction].includes(representation)) return null;
  const names = body.kind === 'string' && body.zone === 'utc' ? utcConversions : conversionNames;
  return runtimeValue(direction === 'request' ? 'asNumeral' : names[representation], context);
}

const conversionNames: Readonly<Record<Representation, RuntimeValueName>> = {
  text: 'asIntegerText',
  bigint: 'asBigInt',
  date: 'asDate',
  instant: 'asInstant',
};

/** A text without an offset is in UTC. */
const utcConversions: Readonly<Record<Representation, RuntimeValueName>> = {
  ...conversionNames,
  date: 'asUtcDate',
  instant: 'asUtcInstant',
};

/** Tries the alternatives in order; those behind the last converted one need no test. */
function convertedAlternative(schema: UnionSchema, item: Code, options: ConversionOptions): Code | null {
  const { direction, context } = options;
  const parts = schema.members.map((alternative) => ({
    alternative,
    content: convertedValue(alternative, item, options),
  }));
  const last = parts.findLastIndex(({ content }) => content !== null);
  if (last < 0) return null;
  const tests = parts.slice(0, last + 1).flatMap(({ alternative, content }) => {
    const check = scalarCheck(alternative, context);
    if (check === null) return [];
    const fits = runtimeValue('passesCheck', context);
    return [code`${fits}(${item}, ${literal(direction)}, ${check}) ? ${content ?? item} : `];
  });
  return code`${join(tests)}${item}`;
}

/** The check of a number or string; objects and arrays cannot be mistaken for one. */
function scalarCheck(schema: Schema, context: ValidatorContext): Code | null {
  const { schema: bare } = withoutNull(schema);
  if (bare.kind === 'model') return value(context.functions.check(context.model(bare.model)));
  const body = unrefined(bare);
  if (body.kind !== 'number' && body.kind !== 'string') return null;
  const bounded = body.kind === 'number' ? { ...body, limits: {} } : { ...body, limits: {} };
  const plain = plainCheck(bounded, context.functions.formats);
  return plain === null ? null : runtimeValue(plain, context);
}

/** Returns true if a value of the schema may be an array, or an object. */
export function mayBe(type: 'array' | 'object', schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return mayBe(type, source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.some((member) => mayBe(type, member, source));
    case 'array':
    case 'tuple':
      return type === 'array';
    case 'object':
    case 'record':
      return type === 'object';
    case 'unknown':
      return true;
    case 'literal':
    case 'enum':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return false;
  }
}

/**
 * Returns whether changes loop over a map inside a list: `Object.values` of `any` is a list of `unknown`. A model has its own
 * function.
 */
export function isListOfMaps(schema: Schema): boolean {
  const { kind } = unrefined(schema);
  return (kind === 'array' || kind === 'tuple') && holdsMap(schema);
}

function holdsMap(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind === 'record') return true;
  return body.kind !== 'object' && childrenOf(body).some((child) => holdsMap(child.schema));
}
