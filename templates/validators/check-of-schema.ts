/** The calls that check a value against its schema, as they stand in a validator. */
import {
  code,
  join,
  literal,
  value,
  type Code,
  type RenderContext,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import { limitsOf } from './limits.ts';

/** What a check is made for; `checkOf` is the whole function again, as a user's part may stand in for it. */
export interface CheckContext extends RenderContext {
  readonly checkOf: (check: CheckRequest, context: CheckContext) => Code;
  /** The regular expression of a pattern, which is made once for the file; `null`: it is not checked here. */
  readonly patternOf: (source: string) => Code | null;
}

/** Check `item`, which stands under `at` of what is being checked, and note issues in `out`. */
export interface CheckRequest {
  readonly schema: Schema;
  readonly out: Code;
  readonly at: Code;
  readonly item: Code;
}

/** A call, or several joined by `;`, that check a value that is there; empty where nothing is asked of it. */
export function checkOfSchema(request: CheckRequest, context: CheckContext): Code {
  const { schema } = request;
  const call = (name: string, ...rest: readonly Code[]): Code =>
    code`${runtime(name, context)}(${join([request.out, request.at, request.item, ...rest], code`, `)})`;
  switch (schema.kind) {
    case 'unknown':
      return code``;
    case 'never':
      return call('never');
    case 'null':
      return call('nothing');
    case 'boolean':
      return call('boolean');
    case 'number':
      return call(schema.integer ? 'integer' : 'number', ...limitsOf(schema, context));
    case 'string':
      return schema.format === 'binary' ? call('bytes') : call('string', ...limitsOf(schema, context));
    case 'literal':
      return call('literal', literal(schema.value));
    case 'enum':
      return call('member', literal(schema.members.map((known) => known.value)));
    case 'array':
      return call(...itemsOf(schema.items, 'array', context), ...limitsOf(schema, context));
    case 'tuple':
      return call(
        'tuple',
        code`{ items: [${join(
          schema.items.map((item) => propertyCheck(item, context)),
          code`, `,
        )}], required: ${literal(schema.required)}, rest: ${propertyCheck(schema.rest, context)} }`,
      );
    case 'record':
      return call(...itemsOf(schema.values, 'record', context), ...limitsOf(schema, context));
    case 'object':
      return call('nested', code`(value, out) => { ${shapeChecks(schema, context)} }`);
    case 'union':
      return unionCheck(schema, request, context);
    case 'intersection':
      return join(
        schema.members.map((part) => context.checkOf({ ...request, schema: part }, context)),
        code`; `,
      );
    case 'refined':
      return context.checkOf({ ...request, schema: schema.schema }, context);
    case 'model':
      return modelCheck(schema.model, request, context);
  }
}

/** Small things are checked where they stand; whatever has parts has a function of its own. */
export function hasOwnCheck(schema: Schema): boolean {
  switch (schema.kind) {
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return false;
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'union':
    case 'intersection':
    case 'model':
      return true;
    case 'refined':
      return hasOwnCheck(schema.schema);
  }
}

/** `string`, `of(checkPet)`, or an arrow function: what array items and alternatives are checked by. */
export function propertyCheck(schema: Schema, context: CheckContext): Code {
  const target = schema.kind === 'model' ? context.model(schema.model).schema : schema;
  const names: Partial<Record<Schema['kind'], string>> = {
    unknown: 'anything',
    never: 'never',
    null: 'nothing',
    boolean: 'boolean',
  };
  const name = names[target.kind] ?? plainName(target, context);
  if (name !== null) return runtime(name, context);
  if (schema.kind === 'model' && hasOwnCheck(target)) {
    return code`${runtime('of', context)}(${value(context.slots.validator.check(context.model(schema.model)))})`;
  }
  const at = { out: code`out`, at: code`key`, item: code`item` };
  if (isOneCall(schema)) return code`(out, key, item) => ${context.checkOf({ schema, ...at }, context)}`;
  return code`(out, key, item) => { ${guarded({ schema, ...at }, context)} }`;
}

/** Whether the check of a schema is a call and nothing more. */
function isOneCall(schema: Schema): boolean {
  return schema.kind !== 'union' && schema.kind !== 'intersection' && schema.kind !== 'unknown';
}

/** A check of a value that may be `null`: the rest of the union is checked where it is not. */
export function guarded(request: CheckRequest, context: CheckContext): Code {
  const { schema, isNullable } = withoutNull(request.schema);
  const check = context.checkOf({ ...request, schema }, context);
  if (check.parts.length === 0) return check;
  return isNullable ? code`if (${request.item} !== null) ${check};` : code`${check};`;
}

/** The schema beside `null`, and whether `null` was there. */
export function withoutNull(schema: Schema): { readonly schema: Schema; readonly isNullable: boolean } {
  if (schema.kind !== 'union' || !schema.members.some(({ kind }) => kind === 'null')) {
    return { schema, isNullable: false };
  }
  const members = schema.members.filter(({ kind }) => kind !== 'null');
  const [only] = members;
  const rest = members.length === 1 && only !== undefined ? only : { ...schema, members };
  return { schema: rest, isNullable: true };
}

/** A name of the runtime, as a value. */
export function runtime(name: string, context: RenderContext): Code {
  return value(context.slots.runtime.name(name));
}

function plainName(schema: Schema, context: CheckContext): string | null {
  if (schema.kind === 'string' && schema.format === 'binary') return 'bytes';
  if (schema.kind !== 'string' && schema.kind !== 'number') return null;
  if (limitsOf(schema, context).length > 0) return null;
  if (schema.kind === 'string') return 'string';
  return schema.integer ? 'integer' : 'number';
}

/** The name of the check for a collection, and the check of its items. */
function itemsOf(items: Schema, collection: 'array' | 'record', context: CheckContext): [string, Code] {
  if (items.kind === 'model') {
    const model = context.model(items.model);
    if (hasOwnCheck(model.schema)) return [`${collection}Of`, value(context.slots.validator.check(model))];
  }
  return [collection, propertyCheck(items, context)];
}

function unionCheck(schema: UnionSchema, request: CheckRequest, context: CheckContext): Code {
  const { schema: rest, isNullable } = withoutNull(schema);
  if (isNullable) {
    const check = context.checkOf({ ...request, schema: rest }, context);
    return check.parts.length === 0 ? check : code`if (${request.item} !== null) ${check}`;
  }
  if (schema.members.some(({ kind }) => kind === 'unknown')) return code``;
  const checks = schema.members.map((member) => propertyCheck(member, context));
  const name = schema.exclusive ? 'oneOf' : 'anyOf';
  return code`${runtime(name, context)}(${request.out}, ${request.at}, ${request.item}, [${join(checks, code`, `)}])`;
}

function modelCheck(id: string, request: CheckRequest, context: CheckContext): Code {
  const model = context.model(id);
  const values = context.slots.model.values(model);
  if (values !== null) {
    return code`${runtime('member', context)}(${request.out}, ${request.at}, ${request.item}, ${value(values)})`;
  }
  if (!hasOwnCheck(model.schema)) return context.checkOf({ ...request, schema: model.schema }, context);
  const check = value(context.slots.validator.check(model));
  return code`${runtime('nested', context)}(${request.out}, ${request.at}, ${request.item}, ${check})`;
}

/** An object without a name of its own: only that it is one, and its properties, in place. */
function shapeChecks(schema: Extract<Schema, { kind: 'object' }>, context: CheckContext): Code {
  const lines = schema.properties.map((property) => {
    const item = code`value[${literal(property.name)}]`;
    const request = { schema: property.schema, out: code`out`, at: literal(property.name), item };
    const check = guarded(request, context);
    if (check.parts.length === 0) return check;
    return property.required ? check : code`if (${item} !== undefined) { ${check} }`;
  });
  const shape = code`if (!${runtime('object', context)}<Record<string, unknown>>(value, out)) return;`;
  return join([shape, ...lines], code` `);
}
