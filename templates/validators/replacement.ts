/** The code that makes a `Date`, a `bigint` or digits of a value of JSON, and the other way round. */
import {
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
  type RecordSchema,
  type Representation,
  type RuntimeValueName,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import type { ValidatorContext } from './check-context.ts';
import { plainCheck } from './plain-check.ts';

/** `response`: text becomes a `Date`. `request`: digits become a number. */
export type Way = 'response' | 'request';

/** Representations that need a conversion. `JSON.stringify` writes the others. */
export const turned: Readonly<Record<Way, readonly Representation[]>> = {
  response: ['text', 'bigint', 'date', 'instant'],
  request: ['text'],
};

/** Options of a conversion. */
export interface Turning {
  readonly way: Way;
  readonly context: ValidatorContext;
}

/** Returns the converted value; `null` where the value stays as it is. */
export function replacement(schema: Schema, item: Code, how: Turning): Code | null {
  const { schema: bare, isNullable } = withoutNull(unrefined(schema));
  const body = unrefined(bare);
  const content = replacementOf(body, item, how);
  return content === null || !isNullable ? content : code`${item} === null ? null : ${content}`;
}

function replacementOf(body: Schema, item: Code, how: Turning): Code | null {
  const { way, context } = how;
  if (isRepresented(body)) {
    const { representation } = body;
    if (!turned[way].includes(representation)) return null;
    return code`${conversion(representation, how)}(${item})`;
  }
  switch (body.kind) {
    case 'model':
      return replacement(context.model(body.model).schema, item, how);
    case 'intersection':
      return body.members.map((part) => replacement(part, item, how)).find(Boolean) ?? null;
    case 'union':
      return ofAlternatives(body, item, how);
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
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

/** Returns the function of the runtime that converts a value. */
export function conversion(representation: Representation, { way, context }: Turning): Code {
  return runtimeValue(way === 'request' ? 'asNumeral' : conversionNames[representation], context);
}

const conversionNames: Readonly<Record<Representation, RuntimeValueName>> = {
  text: 'asIntegerText',
  bigint: 'asBigInt',
  date: 'asDate',
  instant: 'asInstant',
};

/** The first alternative that fits decides; those behind the last that is turned are of no interest. */
function ofAlternatives(schema: UnionSchema, item: Code, how: Turning): Code | null {
  const { way, context } = how;
  const parts = schema.members.map((alternative) => ({
    alternative,
    content: replacement(alternative, item, how),
  }));
  const last = parts.findLastIndex(({ content }) => content !== null);
  if (last < 0) return null;
  const tests = parts.slice(0, last + 1).flatMap(({ alternative, content }) => {
    const check = scalarCheck(alternative, context);
    if (check === null) return [];
    const fits = runtimeValue('isFitting', context);
    return [code`${fits}(${item}, ${literal(way)}, ${check}) ? ${content ?? item} : `];
  });
  return code`${join(tests)}${item}`;
}

/** The check of a number or text; objects and lists cannot be mistaken for one. */
function scalarCheck(schema: Schema, context: ValidatorContext): Code | null {
  const { schema: bare } = withoutNull(schema);
  if (bare.kind === 'model') return value(context.functions.check(context.model(bare.model)));
  const body = unrefined(bare);
  if (body.kind !== 'number' && body.kind !== 'string') return null;
  const bounded = body.kind === 'number' ? { ...body, limits: {} } : { ...body, limits: {} };
  const plain = plainCheck(bounded, context.functions.formats);
  return plain === null ? null : runtimeValue(plain, context);
}

/** The one record among alternatives of which no other may be an object; `null`: there is none. */
export function onlyRecord(members: readonly Schema[], source: ModelSource): RecordSchema | null {
  const [only, ...others] = members.map(unrefined).filter((member) => mayBeObject(member, source));
  return only?.kind === 'record' && others.length === 0 ? only : null;
}

function mayBeObject(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return mayBeObject(source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.some((member) => mayBeObject(member, source));
    case 'object':
    case 'record':
    case 'unknown':
      return true;
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
      return false;
  }
}
