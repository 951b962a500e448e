/** Calls that check a value against its schema. */
import {
  array,
  code,
  list,
  literal,
  runtimeValue,
  value,
  withoutNull,
  type ArraySchema,
  type Code,
  type JsonValue,
  type RecordSchema,
  type RuntimeValueName,
  type Schema,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import { assertionCalls, assertionConditions } from './assertions.ts';
import {
  callOf,
  checkCall,
  onlyWhen,
  type CheckCall,
  type CheckContext,
  type CheckedValue,
  type CheckRequest,
} from './check-context.ts';
import { functionCall, functionCheck, memberCheck } from './check-functions.ts';
import { limitCalls, stringCheck } from './limits.ts';
import {
  enumCheck,
  hasOwnCheck,
  isAnyArray,
  isAnyRecord,
  needsFunction,
  numberCheck,
  plainCheck,
} from './runtime-checks.ts';

/** Calls for a value that is present; none where any value is valid. */
export function checkOfSchema(request: CheckRequest, context: CheckContext): readonly CheckCall[] {
  const { schema } = request;
  const call: Call = (name, ...rest) => callOf(runtimeValue(name, context), request, ...rest);
  switch (schema.kind) {
    case 'unknown':
      return [];
    case 'never':
      return [checkCall(call('never'))];
    case 'null':
      return [checkCall(call('nullValue'))];
    case 'boolean':
      return [checkCall(call('boolean'))];
    case 'number': {
      const plain = numberCheck(schema);
      const name = context.isInsideAssertion && plain === 'integerText' ? 'convertedIntegerText' : plain;
      return [checkCall(call(name), limitCalls(schema, request, context))];
    }
    case 'string':
      return [
        checkCall(call(stringCheck(schema, context.functions.formats)), limitCalls(schema, request, context)),
      ];
    case 'literal':
      return [checkCall(literalCheck(schema.value, call))];
    case 'enum':
      return [
        checkCall(
          callOf(enumCheck(schema, context), request, literal(schema.members.map((known) => known.value))),
        ),
      ];
    case 'array':
      return [checkCall(arrayCheck(schema, call, context), limitCalls(schema, request, context))];
    case 'tuple':
      return [checkCall(call('tuple', positionsOf(schema, context)), limitCalls(schema, request, context))];
    case 'record':
      return [
        checkCall(recordCheck(schema, request, context), [
          ...keyCalls(schema.keys, request, context),
          ...limitCalls(schema, request, context),
        ]),
      ];
    case 'object':
      return [checkCall(functionCall(schema, request, context))];
    case 'union':
      return unionCheck(schema, request, context);
    case 'intersection':
      return schema.members.flatMap((part) => context.checkOf({ ...request, schema: part }, context));
    case 'refined':
      return [
        ...context.checkOf({ ...request, schema: schema.schema }, context),
        ...onlyWhen(assertionConditions(context), assertionCalls(schema, request, context)),
      ];
    case 'model':
      return modelCheck(schema.model, request, context);
  }
}

/** A call of a check of the runtime. */
type Call = (name: RuntimeValueName, ...rest: readonly Code[]) => Code;

function arrayCheck(schema: ArraySchema, call: Call, context: CheckContext): Code {
  return isAnyArray(schema) ? call('anyArray') : call('array', functionCheck(schema.items, context));
}

function recordCheck(schema: RecordSchema, at: CheckedValue, context: CheckContext): Code {
  if (isAnyRecord(schema)) return callOf(runtimeValue('anyRecord', context), at);
  return callOf(runtimeValue('record', context), at, memberCheck(schema.values, at.item, context));
}

function literalCheck(content: JsonValue, call: Call): Code {
  if (content === null) return call('nullValue');
  return call(typeof content === 'object' ? 'sameAs' : 'literal', literal(content));
}

function positionsOf({ items, required, rest }: TupleSchema, context: CheckContext): Code {
  const checks = array(items.map((item) => functionCheck(item, context)));
  return code`{ items: ${checks}, required: ${literal(required)}, rest: ${functionCheck(rest, context)} }`;
}

/** Checks of the keys of a record, unless any string is valid. */
function keyCalls(keys: Schema, at: CheckedValue, context: CheckContext): readonly Code[] {
  if (keys.kind === 'unknown' || plainCheck(keys) === 'string') return [];
  return [callOf(runtimeValue('propertyNames', context), at, functionCheck(keys, context))];
}

function unionCheck(schema: UnionSchema, request: CheckRequest, context: CheckContext): readonly CheckCall[] {
  const { schema: rest, isNullable } = withoutNull(schema);
  if (isNullable) {
    const calls = context.checkOf({ ...request, schema: rest }, context);
    return onlyWhen([code`${request.item} !== null`], calls);
  }
  if (needsFunction(schema)) return [checkCall(functionCall(schema, request, context))];
  if (!schema.exclusive && schema.members.some(({ kind }) => kind === 'unknown')) return [];
  const checks = list(schema.members.map((member) => functionCheck(member, context)));
  const name = schema.exclusive ? 'oneOf' : 'anyOf';
  return [checkCall(callOf(runtimeValue(name, context), request, code`[${checks}]`))];
}

function modelCheck(id: string, request: CheckRequest, context: CheckContext): readonly CheckCall[] {
  const model = context.model(id);
  const values = context.slots.model.values?.(model) ?? null;
  if (values !== null && model.schema.kind === 'enum') {
    return [checkCall(callOf(enumCheck(model.schema, context), request, value(values)))];
  }
  if (!hasOwnCheck(model.schema)) return context.checkOf({ ...request, schema: model.schema }, context);
  return [checkCall(callOf(value(context.functions.check(model)), request))];
}
