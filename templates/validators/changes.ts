/** Statements that change a checked value in place: they fill in defaults, convert, and remove what is not sent. */
import {
  array,
  block,
  call,
  code,
  hasConstant,
  identifier,
  isInherited,
  join,
  list,
  literal,
  member,
  object,
  ownMember,
  property,
  reaches,
  regularExpression,
  runtimeValue,
  setMember,
  type,
  unrefined,
  value,
  withoutNull,
  type ArraySchema,
  type Code,
  type ObjectSchema,
  type Property,
  type RecordSchema,
  type Schema,
  type TaggedUnion,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import { whereRecord, type CheckContext } from './check-context.ts';
import {
  conversionFunction,
  convertedValue,
  isListOfMaps,
  mayBe,
  type ConversionOptions,
  type Direction,
} from './conversions.ts';
import { convertedDefault, defaultAssignment, filledDefault } from './defaults.ts';
import { functionCheck } from './check-functions.ts';
import { isReadOnly, isReadOnlyInSome, omission } from './removed-keys.ts';

interface ChangeOptions extends ConversionOptions {
  readonly context: CheckContext;
  /** Number of loops and blocks around the statements. */
  readonly depth: number;
}

/** Statements for the parameter `value`. The value itself stays: see `convertedValue`. */
export function changesOfValue(schema: Schema, direction: Direction, context: CheckContext): readonly Code[] {
  return changesIn(schema, code`value`, { direction, context, depth: 0 });
}

/** `strip(value, ['name']);` */
export function stripStatement({ properties, patterns }: ObjectSchema, context: CheckContext): Code {
  const names = literal(properties.map(({ name }) => name));
  const expressions = patterns.map(({ pattern }) => regularExpression(pattern, context));
  const like = expressions.length === 0 ? null : array(expressions);
  return code`${call(runtimeValue('strip', context), [code`value`, names, like])};`;
}

/** Statements for what is inside an item that is present. */
function changesIn(schema: Schema, item: Code, options: ChangeOptions): readonly Code[] {
  switch (schema.kind) {
    case 'model': {
      const change = modelFunction(schema.model, options);
      return change === null ? [] : [code`${change}(${item});`];
    }
    case 'object':
      return [
        ...schema.properties.flatMap((property) => propertyChanges(property, item, options)),
        ...undeclaredChanges(schema, item, options),
        ...(options.direction === 'request' ? omission(schema, item, options.context) : []),
      ];
    case 'array':
      return arrayChanges(schema, item, options);
    case 'tuple':
      return tupleChanges(schema, item, options);
    case 'record':
      return recordChanges(schema, item, options);
    case 'union':
      return unionChanges(schema, item, options);
    case 'intersection':
      return schema.members.flatMap((part) => changesIn(part, item, options));
    case 'refined':
      return changesIn(schema.schema, item, options);
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return [];
  }
}

/** `fillPet` or `writePet`; `null`: nothing in the model changes. */
function modelFunction(id: string, { direction, context }: ChangeOptions): Code | null {
  const { fill, write } = context.functions;
  const model = context.model(id);
  const symbol = direction === 'response' ? fill(model) : write(model);
  return symbol === null ? null : value(symbol);
}

/** Name of the variable of a loop or block, by how many are around it. */
function localName(depth: number): Code {
  return identifier(['item', 'inner', 'innermost'][depth] ?? `item${depth}`);
}

function propertyChanges(property: Property, object: Code, options: ChangeOptions): readonly Code[] {
  const { direction, context, depth } = options;
  if (property.access === (direction === 'response' ? 'write' : 'read')) return [];
  const { name } = property;
  const assignment = defaultAssignment(property, object, options);
  if (!isInherited(name)) {
    return [...assignment, ...memberChanges(property, { object, item: member(object, name) }, options)];
  }
  // Read once: the compiler does not narrow the result of a call.
  const item = localName(depth);
  const statements = memberChanges(property, { object, item }, { ...options, depth: depth + 1 });
  if (statements.length === 0) return assignment;
  const own = ownMember(object, name, context);
  return [...assignment, code`{ const ${item} = ${own}; ${join(statements, code` `)} }`];
}

interface ObjectMember {
  readonly object: Code;
  readonly item: Code;
}

function memberChanges(
  property: Property,
  { object, item }: ObjectMember,
  options: ChangeOptions,
): readonly Code[] {
  const { context } = options;
  const { name } = property;
  const withDefault = convertedDefault(property, item, options);
  if (withDefault !== null) return [setMember({ object, name, content: withDefault }, context)];
  const { schema, isNullable } = withoutNull(property.schema);
  const content = convertedValue(schema, item, options);
  const inner = changesIn(schema, item, options);
  const assigned = content === null ? [] : [setMember({ object, name, content }, context)];
  const changes = [...inner, ...assigned];
  const isPresent = property.required || filledDefault(property, options) !== undefined;
  if (changes.length === 0 || (isPresent && !isNullable)) return changes;
  const condition = presence(item, { isPresent, isNullable });
  const isShort = inner.length === 0;
  return [code`if (${condition}) ${isShort ? join(changes) : block(changes)}`];
}

function presence(
  item: Code,
  { isPresent, isNullable }: { readonly isPresent: boolean; readonly isNullable: boolean },
): Code {
  if (!isNullable) return code`${item} !== undefined`;
  return isPresent ? code`${item} !== null` : code`${item} != null`;
}

/** Members that the schema does not declare. */
function undeclaredChanges(schema: ObjectSchema, whole: Code, options: ChangeOptions): readonly Code[] {
  const { properties, patterns, rest } = schema;
  const declared = literal(properties.map(({ name }) => name));
  const changeOf = (values: Schema | null): Code | null =>
    values === null ? null : (itemChange(values, options)?.change ?? null);
  const others = changeOf(rest);
  if (patterns.length === 0) {
    const replace = runtimeValue('replaceMembers', options.context);
    return others === null ? [] : [code`${call(replace, [whole, others, declared])};`];
  }
  const matching = patterns.map((each) => ({ pattern: each.pattern, change: changeOf(each.schema) }));
  if (others === null && matching.every(({ change }) => change === null)) return [];
  const entries = matching.map(({ pattern, change }) => {
    const expression = regularExpression(pattern, options.context);
    return change === null ? code`[${expression}]` : code`[${expression}, ${change}]`;
  });
  const lines = [code`declared: ${declared}`, code`patterns: ${array(entries)}`, property('rest', others)];
  const replace = runtimeValue('replaceMatching', options.context);
  return [code`${call(replace, [whole, object(lines)])};`];
}

function arrayChanges({ items }: ArraySchema, list: Code, options: ChangeOptions): readonly Code[] {
  const found = itemChange(items, options);
  if (found === null) return [];
  if (!found.isReplaced) return [loop(found, list)];
  return [code`${runtimeValue('replaceItems', options.context)}(${list}, ${found.change});`];
}

function recordChanges({ values }: RecordSchema, record: Code, options: ChangeOptions): readonly Code[] {
  const found = itemChange(values, options);
  if (found === null) return [];
  if (!found.isReplaced) return [loop(found, code`Object.values(${record})`)];
  return [code`${runtimeValue('replaceMembers', options.context)}(${record}, ${found.change});`];
}

function tupleChanges(schema: TupleSchema, tuple: Code, options: ChangeOptions): readonly Code[] {
  const { items, required, rest } = schema;
  const positions = items.flatMap((item, index) =>
    positionChanges(item, { item: code`${tuple}[${literal(index)}]`, isPresent: index < required }, options),
  );
  const found = itemChange(rest, options);
  if (found === null) return positions;
  const { length } = items;
  if (found.isReplaced) {
    const replace = runtimeValue('replaceItems', options.context);
    const start = length === 0 ? null : literal(length);
    return [...positions, code`${call(replace, [tuple, found.change, start])};`];
  }
  if (length === 0) return [...positions, loop(found, tuple)];
  // `slice` would have the type of all items.
  const names = list([...items.map(() => code``), code`...others`]);
  return [...positions, code`{ const [${names}] = ${tuple}; ${loop(found, code`others`)} }`];
}

interface TuplePosition {
  readonly item: Code;
  readonly isPresent: boolean;
}

function positionChanges(
  outer: Schema,
  { item, isPresent }: TuplePosition,
  options: ChangeOptions,
): readonly Code[] {
  const { schema, isNullable } = withoutNull(outer);
  const content = convertedValue(schema, item, options);
  const assigned = content === null ? [] : [code`${item} = ${content};`];
  const changes = [...changesIn(schema, item, options), ...assigned];
  if (changes.length === 0 || (isPresent && !isNullable)) return changes;
  return [code`if (${presence(item, { isPresent, isNullable })}) ${block(changes)}`];
}

/** Changes of each item of an array, or each value of a record. */
interface ItemChange {
  readonly name: Code;
  readonly statements: readonly Code[];
  readonly isReplaced: boolean;
  /** A function that changes the item, and returns its replacement if there is one. */
  readonly change: Code;
}

function loop({ name, statements }: ItemChange, list: Code): Code {
  return code`for (const ${name} of ${list}) ${block(statements)}`;
}

/** `null`: an item stays as it is, and so does everything in it. */
function itemChange(items: Schema, options: ChangeOptions): ItemChange | null {
  const { schema, isNullable } = withoutNull(items);
  const name = localName(options.depth);
  const inner = changesIn(schema, name, { ...options, depth: options.depth + 1 });
  const content = convertedValue(items, name, options);
  if (inner.length === 0 && content === null) return null;
  const isGuarded = isNullable && inner.length > 0;
  const statements = isGuarded ? [code`if (${name} !== null) ${block(inner)}`] : inner;
  const direct = isNullable ? null : directChange(schema, options);
  const change = direct ?? changeFunction({ name, schema, statements, content }, options);
  return { name, statements, isReplaced: content !== null, change };
}

/** `asDate` or `fillPet`, where one function is all of the change. */
function directChange(schema: Schema, options: ChangeOptions): Code | null {
  const body = unrefined(schema);
  const convert = conversionFunction(body, options);
  if (convert !== null || body.kind !== 'model') return convert;
  return convertedValue(body, code`item`, options) === null ? modelFunction(body.model, options) : null;
}

interface ItemFunction {
  readonly name: Code;
  readonly schema: Schema;
  readonly statements: readonly Code[];
  readonly content: Code | null;
}

/** `(item) => …` or `(item: Pet) => { … }` */
function changeFunction({ name, schema, statements, content }: ItemFunction, options: ChangeOptions): Code {
  if (statements.length === 0) return code`(${name}) => ${content ?? name}`;
  const result = content === null ? null : code`return ${content};`;
  return code`(${typedName(name, schema, options)}) => ${block([...statements, result])}`;
}

/** Only the function of a model needs the type of its argument. */
function typedName(name: Code, item: Schema, { direction, context }: ChangeOptions): Code {
  const body = unrefined(item);
  if (body.kind !== 'model') return name;
  return code`${name}: ${type(context.slots.model.type(context.model(body.model), direction))}`;
}

/** Finds the alternative by its tag where the compiler can narrow by it; else by what the value is. */
function unionChanges(schema: UnionSchema, item: Code, options: ChangeOptions): readonly Code[] {
  if (isNarrowedByTag(schema, options)) return tagChanges(schema, item, options);
  const { direction, context } = options;
  const isConverted = context.api.types !== undefined && reaches(schema, ['text'], context);
  if (direction === 'request' && !isConverted && isReadOnlyInSome(schema, context)) return [];
  const changed = schema.members.flatMap((alternative): readonly Alternative[] => {
    const statements = changesIn(alternative, item, options);
    return statements.length === 0 ? [] : [{ schema: alternative, statements }];
  });
  const plain = changed.flatMap((each) => plainAlternative(each, item, { schema, context }) ?? []);
  const checked = changed.filter((each) => plainAlternative(each, item, { schema, context }) === null);
  if (checked.length === 0) return plain;
  // Once digits are text, the check of another alternative would fail.
  if (direction === 'response' && !isConverted)
    return [...plain, ...checked.map((each) => checkedAlternative(each, item, context))];
  const entries = checked.map((each) => fittingEntry(each.schema, options));
  const change = runtimeValue('convertMatching', context);
  return [...plain, code`${change}(${item}, ${literal(direction)}, ${array(entries)});`];
}

interface Alternative {
  readonly schema: Schema;
  readonly statements: readonly Code[];
}

function isNarrowedByTag(schema: UnionSchema, { direction, context }: ChangeOptions): schema is TaggedUnion {
  const { discriminator, members } = schema;
  if (discriminator === null) return false;
  const { property } = discriminator;
  if (direction === 'request' && isReadOnly(schema, property, context)) return false;
  return members.every((each) => each.kind === 'null' || hasConstant(each, property, context));
}

function tagChanges(schema: TaggedUnion, item: Code, options: ChangeOptions): readonly Code[] {
  const { property, mapping } = schema.discriminator;
  const cases = schema.members.flatMap((alternative, index) => {
    const tags = mapping.filter((mapped) => mapped.member === index);
    const inner = changesIn(alternative, item, options);
    if (inner.length === 0 || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    return [code`${join(labels)}${join(inner, code` `)}\nbreak;`];
  });
  if (cases.length === 0) return [];
  const byTag = code`switch (${member(item, property)}) {\n${join(cases, code`\n`)}\n}`;
  const isNullable = schema.members.some(({ kind }) => kind === 'null');
  return [isNullable ? code`if (${item} !== null) { ${byTag} }` : byTag];
}

/** The only alternative that is an array, or the only one that is an object; `null`: a check finds it. */
function plainAlternative(
  alternative: Alternative,
  item: Code,
  { schema, context }: { readonly schema: UnionSchema; readonly context: CheckContext },
): readonly Code[] | null {
  const { kind } = unrefined(alternative.schema);
  const isOnly = (type: 'array' | 'object'): boolean =>
    schema.members.every((each) => each === alternative.schema || !mayBe(type, each, context));
  const isList = schema.members.some(isListOfMaps) ? runtimeValue('isList', context) : code`Array.isArray`;
  if (kind === 'record' && isOnly('object')) return whereRecord(item, alternative.statements, isList);
  if ((kind !== 'array' && kind !== 'tuple') || !isOnly('array')) return null;
  return [code`if (${isList}(${item})) ${block(alternative.statements)}`];
}

/** `if (fits<Pet>(value.pet, checkPet)) fillPet(value.pet);` */
function checkedAlternative({ schema, statements }: Alternative, item: Code, context: CheckContext): Code {
  const fits = runtimeValue('passesAsResponse', context);
  const received = context.slots.model.typeOf(schema, 'response', context);
  const body = statements.length === 1 ? join(statements) : block(statements);
  return code`if (${fits}<${received}>(${item}, ${functionCheck(schema, context)})) ${body}`;
}

/** `{ check: checkPet, change: writePet }` */
function fittingEntry(schema: Schema, options: ChangeOptions): Code {
  const { direction, context, depth } = options;
  const check = functionCheck(schema, context);
  const body = unrefined(schema);
  const declared = body.kind === 'model' ? modelFunction(body.model, options) : null;
  if (declared !== null) return code`{ check: ${check}, change: ${declared} }`;
  const name = localName(depth);
  const inner = changesIn(schema, name, { ...options, depth: depth + 1 });
  const changed = context.slots.model.typeOf(schema, direction, context);
  return code`{ check: ${check}, change: (${name}: ${changed}) => ${block(inner)} }`;
}
