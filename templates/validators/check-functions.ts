/** Functions that check a schema: which one is passed to a check of the runtime, and its body. */
import {
  array,
  block,
  call,
  code,
  identifier,
  isInherited,
  isOpenEnum,
  isOpenUnion,
  isSharedByDirections,
  isTagged,
  join,
  literal,
  member,
  ownMember,
  runtimeValue,
  type,
  unrefined,
  value,
  withoutNull,
  type Code,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type TaggedUnion,
} from '../../generator/index.ts';
import { callOf, callStatements, parameters, type CheckContext, type CheckedValue } from './check-context.ts';
import { limitCalls } from './limits.ts';
import { acceptsMissing, acceptsNull, plainCheck } from './runtime-checks.ts';

/** `string`, `checkPet`, or an arrow function. */
export function functionCheck(schema: Schema, context: CheckContext): Code {
  if (schema.kind === 'model') return value(context.functions.check(context.model(schema.model)));
  const plain = plainCheck(schema, context.functions.formats);
  if (plain !== null) return runtimeValue(plain, context);
  return context.functionOf(schema, context.isInsideAssertion) ?? arrowOf(schema, context);
}

/** `checkPetItem(out, key, value)` */
export function functionCall(schema: Schema, at: CheckedValue, context: CheckContext): Code {
  const declared = context.functionOf(schema, context.isInsideAssertion);
  if (declared !== null) return callOf(declared, at);
  // An arrow function has no name to call it by, so it is the only alternative of `anyOf`.
  return callOf(runtimeValue('anyOf', context), at, code`[${arrowOf(schema, context)}]`);
}

/** Statements of the function of a schema that is not a model. */
export function functionBody(schema: Schema, context: CheckContext): readonly Code[] {
  if (schema.kind === 'object') return objectStatements(schema, null, context);
  if (schema.kind === 'union' && isTagged(schema)) return tagStatements(schema, context);
  return callStatements(context.checkOf({ schema, ...parameters }, context));
}

/** `if (!object<Pet>(out, key, value)) return; … leave(out, key);`; `model` is `null` for an object without a type. */
export function objectStatements(
  schema: ObjectSchema,
  model: Model | null,
  context: CheckContext,
): readonly Code[] {
  return [
    code`if (!${runtimeValue('object', context)}<${typeOfMembers(model, context)}>(out, key, value)) return;`,
    ...inParts(
      schema.properties
        .filter((property) => model === null || isInType(property, model))
        .flatMap((property) => propertyLines(property, model !== null, context)),
    ),
    ...writeOnlyKeys(schema, model, context),
    ...otherKeys(schema, context.isClosed(model), context),
    code`${runtimeValue('leaveValue', context)}(out, key);`,
    ...limitCalls(schema, parameters, context).map((call) => code`${call};`),
  ];
}

/** The compiler follows some 1,000 conditions in one function, and refuses more (TS2563). */
const mostLines = 500;

/** Statements in functions of their own, where they are too many for one. */
export function inParts(lines: readonly Code[]): readonly Code[] {
  if (lines.length <= mostLines) return lines;
  const count = Math.ceil(lines.length / mostLines);
  return Array.from({ length: count }, (_, index) => {
    const part = lines.slice(index * mostLines, (index + 1) * mostLines);
    const name = identifier(`part${index + 1}`);
    return code`const ${name} = (): void => {\n${join(part, code`\n`)}\n};\n${name}();`;
  });
}

/** A model that is only sent, or only received, has no properties of the other direction. */
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

/** Refuses properties that only the client sends. */
function writeOnlyKeys(
  { properties }: ObjectSchema,
  model: Model | null,
  context: CheckContext,
): readonly Code[] {
  if (model === null || context.isInsideAssertion) return [];
  const names = properties.filter(({ access }) => access === 'write').map(({ name }) => name);
  if (names.length === 0 || !isSharedByDirections(model)) return [];
  return [code`${runtimeValue('writeOnly', context)}(out, value, ${literal(names)});`];
}

/** Checks of undeclared keys. */
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
  return [
    code`${runtimeValue('rest', context)}(out, value, ${declared}, ${memberCheck(rest, code`value`, context)});`,
  ];
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
    return expression === null ? [] : [code`[${expression}, ${memberCheck(schema, code`value`, context)}]`];
  });
  return code`${runtimeValue('patternKeys', context)}(out, value, { declared: ${declared}, patterns: ${array(entries)}, rest: ${others} });`;
}

function restCheck(rest: Schema | null, context: CheckContext): Code {
  if (rest === null) return runtimeValue('anything', context);
  return rest.kind === 'never'
    ? runtimeValue('undeclared', context)
    : memberCheck(rest, code`value`, context);
}

/** `switch (tagOf(value, 'kind')) { case 'cat': return checkCat(out, key, value); … }` */
function tagStatements(schema: TaggedUnion, context: CheckContext): readonly Code[] {
  const { property, mapping } = schema.discriminator;
  const cases = schema.members.flatMap((alternative, index) => {
    const tags = mapping.filter((mapped) => mapped.member === index);
    if (tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    return [code`${join(labels)}return ${callOf(functionCheck(alternative, context), parameters)};\n`];
  });
  const otherwise = code`default:\nreturn ${callOfOthers(schema, context)};\n`;
  const tag = call(runtimeValue('tagOf', context), [code`value`, literal(property)]);
  const nothing = schema.members.some(({ kind }) => kind === 'null')
    ? [code`if (value === null) return;`]
    : [];
  return [...nothing, code`switch (${tag}) {\n${join(cases)}${otherwise}}`];
}

/** The check of tags that none names: by the declared alternative, or those whose tag is an open enumeration. */
function callOfOthers(schema: TaggedUnion, context: CheckContext): Code {
  const { fallback, mapping, property } = schema.discriminator;
  const others = schema.members.filter((each, index) =>
    fallback === undefined ? hasOpenTag(each, property, context) : index === fallback,
  );
  const [first, ...more] = others.map((each) => functionCheck(each, context));
  if (first !== undefined && more.length === 0) return callOf(first, parameters);
  if (first !== undefined) return callOf(runtimeValue('anyOf', context), parameters, array([first, ...more]));
  const other = runtimeValue(isOpenUnion(schema, context) ? 'unknownVariant' : 'reportNoVariant', context);
  const known = literal(mapping.map((mapped) => mapped.value));
  return code`${other}(out, key, value, { tag: ${literal(property)}, known: ${known} })`;
}

function hasOpenTag(alternative: Schema, name: string, context: CheckContext): boolean {
  const plain = namedSchema(alternative, context);
  const properties = plain.kind === 'object' ? plain.properties : [];
  const tag = properties.find((each) => each.name === name);
  const written = tag === undefined ? null : namedSchema(tag.schema, context);
  return written?.kind === 'enum' && isOpenEnum(written, context);
}

/** The schema behind the names. */
function namedSchema(schema: Schema, context: CheckContext): Schema {
  const bare = unrefined(schema);
  return bare.kind === 'model' ? namedSchema(context.model(bare.model).schema, context) : bare;
}

function arrowOf(schema: Schema, context: CheckContext): Code {
  return code`(out, key, value) => ${block(functionBody(schema, context))}`;
}

/** `if (value.error !== null) string(out, 'error', value.error);` */
export function propertyLines(property: Property, hasType: boolean, context: CheckContext): readonly Code[] {
  const checked = context.isInsideAssertion
    ? { ...property, access: 'both' as const, default: undefined }
    : property;
  const line: Line = { property: checked, item: memberOf(property.name, hasType), context };
  if (!isInherited(property.name)) return linesOf(line);
  const statements = linesOf({ ...line, item: code`item` });
  if (statements.length === 0) return [];
  const own = ownMember(code`value`, property.name, context);
  return [code`{ const item = ${own}; ${join(statements, code` `)} }`];
}

interface Line {
  readonly property: Property;
  readonly item: Code;
  readonly context: CheckContext;
}

function linesOf(line: Line): readonly Code[] {
  const { property, item, context } = line;
  const { schema, isNullable } = withoutNull(property.schema);
  const request = { schema, out: code`out`, at: literal(property.name), item };
  const calls = context.checkOf(request, context);
  const isUnchecked = calls.length === 0 || acceptsMissing(property.schema, context);
  const presence = isUnchecked ? presenceLine(line) : [];
  const conditions = [...conditionsOf(line, isNullable), ...nullCondition(line)];
  return [...presence, ...callStatements(calls, conditions)];
}

/** `value.name`, or `value['name']` where the object has no type. */
function memberOf(name: string, hasType: boolean): Code {
  return hasType ? member(code`value`, name) : code`value[${literal(name)}]`;
}

/** Conditions for the check: the direction has the property, and its value is present and not null. */
function conditionsOf({ property, item, context }: Line, isNullable: boolean): readonly Code[] {
  const { required, access } = property;
  const isFilled = property.default !== undefined && !required;
  const side = access === 'both' ? [] : [sideCondition(access)];
  if (isFilled) {
    const given = call(runtimeValue('isPresentOrRequired', context), [code`out`, item]);
    return [...side, ...(isNullable ? [code`${item} !== null`] : []), given];
  }
  if (required) return [...side, ...(isNullable ? [code`${item} !== null`] : [])];
  return [...side, isNullable ? code`${item} != null` : code`${item} !== undefined`];
}

/** `!isAbsentNull(out, value, 'note')`, for an optional property that cannot be null. */
function nullCondition({ property, context }: Line): readonly Code[] {
  const { name, required, schema } = property;
  if (!context.readsNulls || context.isInsideAssertion || required) return [];
  if (acceptsNull(schema, context)) return [];
  return [code`!${runtimeValue('isAbsentNull', context)}(out, value, ${literal(name)})`];
}

/** The check of members without a declaration: where they cannot be null, null reads as absent. */
export function memberCheck(schema: Schema, holder: Code, context: CheckContext): Code {
  const check = functionCheck(schema, context);
  if (!context.readsNulls || context.isInsideAssertion || acceptsNull(schema, context)) return check;
  return call(runtimeValue('orAbsentNull', context), [holder, check]);
}

function sideCondition(access: 'read' | 'write'): Code {
  return access === 'read' ? code`out.direction === 'response'` : code`out.direction === 'request'`;
}

/** Requires a property whose check would accept `undefined`. */
function presenceLine({ property, item, context }: Line): readonly Code[] {
  if (!property.required) return [];
  const call = code`${runtimeValue('present', context)}(out, ${literal(property.name)}, ${item});`;
  return [property.access === 'both' ? call : code`if (${sideCondition(property.access)}) ${call}`];
}
