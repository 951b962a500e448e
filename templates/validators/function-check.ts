/** The functions that models, items, alternatives and nested schemas are checked by, and what stands in them. */
import {
  code,
  isOpenUnion,
  isTagged,
  join,
  literal,
  runtimeValue,
  type,
  value,
  type Code,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type TaggedUnion,
} from '../../generator/index.ts';
import { statementsOf } from './check-call.ts';
import { callOf, parameters, type CheckContext, type CheckedValue } from './check-context.ts';
import { limitCalls } from './limits.ts';
import { plainCheck } from './plain-check.ts';
import { propertyLines } from './property-line.ts';
import { taggedStatements } from './tagged-union.ts';

/** `string`, `checkPet`, or a function made for it. */
export function functionCheck(schema: Schema, context: CheckContext): Code {
  if (schema.kind === 'model') return value(context.functions.check(context.model(schema.model)));
  const plain = plainCheck(schema, context.functions.formats);
  if (plain !== null) return runtimeValue(plain, context);
  return context.functionOf(schema, context.isJudging) ?? arrowOf(schema, context);
}

/** Calls the function of a schema that no line can check. */
export function functionCall(schema: Schema, at: CheckedValue, context: CheckContext): Code {
  const declared = context.functionOf(schema, context.isJudging);
  if (declared !== null) return callOf(declared, at);
  // A function that is written in place has no name to be called by: it is the one of one alternative.
  return callOf(runtimeValue('anyOf', context), at, code`[${arrowOf(schema, context)}]`);
}

/** What stands in the function of a schema that is no model. */
export function functionBody(schema: Schema, context: CheckContext): readonly Code[] {
  if (schema.kind === 'object') return objectStatements(schema, null, context);
  if (schema.kind === 'union' && isTagged(schema)) return switchStatements(schema, context);
  return statementsOf(context.checkOf({ schema, ...parameters }, context));
}

/** `if (!object<Pet>(out, key, value)) return; … leave(out, key);`; `null`: the object has no type of its own. */
export function objectStatements(
  schema: ObjectSchema,
  model: Model | null,
  context: CheckContext,
): readonly Code[] {
  return [
    code`if (!${runtimeValue('object', context)}<${typeOfMembers(model, context)}>(out, key, value)) return;`,
    ...schema.properties
      .filter((property) => model === null || isInType(property, model))
      .flatMap((property) => propertyLines(property, model !== null, context)),
    ...oneSidedKeys(schema, model, context),
    ...otherKeys(schema, context.isClosed(model), context),
    code`${runtimeValue('leave', context)}(out, key);`,
    ...limitCalls(schema, parameters, context).map((call) => code`${call};`),
  ];
}

/** What only the other side sends is no member of the type, where values go one way. */
function isInType({ access }: Property, { usage }: Model): boolean {
  if (access === 'both' || (usage.request && usage.response)) return true;
  return access === (usage.request ? 'write' : 'read');
}

function typeOfMembers(model: Model | null, context: CheckContext): Code {
  if (model === null) return code`Record<string, unknown>`;
  const received = context.slots.model.type(model, 'response');
  const sent = context.slots.model.type(model, 'request');
  return received.identity === sent.identity ? type(received) : code`${type(received)}, ${type(sent)}`;
}

/** What only the other side sends is refused, where the type does not have it. */
function oneSidedKeys(
  { properties }: ObjectSchema,
  model: Model | null,
  context: CheckContext,
): readonly Code[] {
  if (model === null || context.isJudging) return [];
  return (['read', 'write'] as const).flatMap((side) => {
    const names = properties.filter(({ access }) => access === side).map(({ name }) => name);
    const isAsked = side === 'read' ? model.usage.request : model.usage.response && model.usage.request;
    if (names.length === 0 || !isAsked) return [];
    const check = side === 'read' ? 'readOnly' : 'writeOnly';
    return [code`${runtimeValue(check, context)}(out, value, ${literal(names)});`];
  });
}

/** Keys beyond the declared ones, where something is asked of them. */
function otherKeys(schema: ObjectSchema, isClosed: boolean, context: CheckContext): readonly Code[] {
  const { properties, patterns, rest } = schema;
  const declared = literal(properties.map(({ name }) => name));
  const isRefused = isClosed && rest === null;
  if (patterns.length > 0) {
    const others = isRefused ? runtimeValue('never', context) : restCheck(rest, context);
    return [patternKeys(schema, { declared, others }, context)];
  }
  if (isRefused) {
    return [
      code`${runtimeValue('rest', context)}(out, value, ${declared}, ${runtimeValue('never', context)});`,
    ];
  }
  if (rest === null || rest.kind === 'unknown') return [];
  if (rest.kind === 'never') return [code`${runtimeValue('noRest', context)}(out, value, ${declared});`];
  return [code`${runtimeValue('rest', context)}(out, value, ${declared}, ${functionCheck(rest, context)});`];
}

interface KeyChecks {
  readonly declared: Code;
  readonly others: Code;
}

function patternKeys(
  { patterns }: ObjectSchema,
  { declared, others }: KeyChecks,
  context: CheckContext,
): Code {
  const entries = patterns.flatMap(({ pattern, schema }) => {
    const expression = context.patternOf(pattern);
    return expression === null ? [] : [code`[${expression}, ${functionCheck(schema, context)}]`];
  });
  return code`${runtimeValue('patternKeys', context)}(out, value, { declared: ${declared}, patterns: [${join(entries, code`, `)}], rest: ${others} });`;
}

function restCheck(rest: Schema | null, context: CheckContext): Code {
  if (rest === null) return runtimeValue('anything', context);
  return rest.kind === 'never' ? runtimeValue('undeclared', context) : functionCheck(rest, context);
}

/** A case for each alternative, which is checked by a function of its own. */
function switchStatements(schema: TaggedUnion, context: CheckContext): readonly Code[] {
  return taggedStatements(schema, {
    checkOf: (alternative) => callOf(functionCheck(alternative, context), parameters),
    runtime: (name) => runtimeValue(name, context),
    isOpen: isOpenUnion(schema, context),
  });
}

function arrowOf(schema: Schema, context: CheckContext): Code {
  return code`(out, key, value) => { ${join(functionBody(schema, context), code` `)} }`;
}
