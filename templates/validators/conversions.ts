/** Statements that turn checked values into what callers have for them, or back into what is sent. */
import {
  childrenOf,
  code,
  hasConstant,
  identifier,
  isInherited,
  isRepresented,
  join,
  literal,
  member,
  ownMember,
  reaches,
  runtimeValue,
  setMember,
  type,
  unrefined,
  value,
  withoutNull,
  type Code,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import { whereRecord, type ValidatorContext } from './check-context.ts';
import { regularExpression } from './patterns.ts';
import { conversion, onlyRecord, replacement, turned, type Turning, type Way } from './replacement.ts';

interface Conversion extends Turning {
  /** Something else goes into models that are reached from here. */
  readonly isCovered: boolean;
  /** How many loops are around. */
  readonly depth: number;
}

/** Statements that change `value` in place, beside those that fill in defaults: these go into other models. */
export function conversionsOf(schema: Schema, way: Way, context: ValidatorContext): readonly Code[] {
  return inside(schema, code`value`, { way, context, isCovered: way === 'response', depth: 0 });
}

/** The same where no defaults are filled in. `value` itself stays: see `replacement`. */
export function conversionOf(schema: Schema, way: Way, context: ValidatorContext): readonly Code[] {
  return inside(schema, code`value`, { way, context, isCovered: false, depth: 0 });
}

/** Goes into a value, which itself stays the same. */
function inside(schema: Schema, item: Code, how: Conversion): readonly Code[] {
  if (!isChanged(schema, how)) return [];
  switch (schema.kind) {
    case 'model':
      return modelCall(schema.model, item, how);
    case 'object':
      return insideObject(schema, item, how);
    case 'array':
      return everyItem({ items: schema.items, list: item, from: 0 }, how);
    case 'tuple':
      return insideTuple(schema, item, { ...how, isCovered: false });
    case 'record':
      return everyMember({ values: schema.values, record: item, declared: [] }, how);
    case 'union':
      return insideUnion(schema, item, how);
    case 'intersection':
      return schema.members.flatMap((part) => inside(unrefined(part), item, how));
    case 'refined':
      return inside(schema.schema, item, how);
    default:
      return [];
  }
}

function isChanged(schema: Schema, { way, context, isCovered }: Conversion): boolean {
  if (reaches(schema, turned[way], context)) return true;
  return way === 'response' && !isCovered && isFilled(schema, context);
}

/** Whether there is a model inside that has something to fill in. */
function isFilled(schema: Schema, context: ValidatorContext): boolean {
  if (schema.kind === 'model') return context.functions.fill(context.model(schema.model)) !== null;
  return childrenOf(schema).some((child) => isFilled(child.schema, context));
}

function changeOf(model: Model, { way, context }: Conversion): Code | null {
  const { fill, write } = context.functions;
  const symbol = way === 'response' ? fill(model) : write(model);
  return symbol === null ? null : value(symbol);
}

function modelCall(id: string, item: Code, how: Conversion): readonly Code[] {
  const change = how.isCovered ? null : changeOf(how.context.model(id), how);
  return change === null ? [] : [code`${change}(${item});`];
}

function insideObject(schema: ObjectSchema, item: Code, how: Conversion): readonly Code[] {
  return [
    ...schema.properties.flatMap((property) => propertyStatements(property, item, how)),
    ...(how.isCovered ? [] : otherMembers(schema, item, how)),
  ];
}

/** The members of a response that its schema does not declare: whatever is to be done with them at once. */
export function fillOthers(schema: ObjectSchema, context: ValidatorContext): readonly Code[] {
  return otherMembers(schema, code`value`, { way: 'response', context, isCovered: false, depth: 0 });
}

function otherMembers(schema: ObjectSchema, record: Code, how: Conversion): readonly Code[] {
  const { properties, patterns, rest } = schema;
  const declared = properties.map(({ name }) => name);
  if (patterns.length === 0) return rest === null ? [] : everyMember({ values: rest, record, declared }, how);
  const changeIn = (values: Schema | null): Code | null =>
    values && (changedItem(values, how)?.replacing ?? null);
  const matching = patterns.map((each) => ({ pattern: each.pattern, change: changeIn(each.schema) }));
  const others = changeIn(rest);
  if (others === null && matching.every(({ change }) => change === null)) return [];
  const entries = matching.map(({ pattern, change }) => {
    const expression = regularExpression(pattern);
    return change === null ? code`[${expression}]` : code`[${expression}, ${change}]`;
  });
  const lines = [
    code`declared: ${literal(declared)}`,
    code`patterns: [${join(entries, code`, `)}]`,
    ...(others === null ? [] : [code`rest: ${others}`]),
  ];
  const replace = runtimeValue('replaceMatching', how.context);
  return [code`${replace}(${record}, { ${join(lines, code`, `)} });`];
}

function propertyStatements(property: Property, object: Code, how: Conversion): readonly Code[] {
  if (property.access === (how.way === 'response' ? 'write' : 'read')) return [];
  const { name } = property;
  if (!isInherited(name)) return memberStatements(property, { object, item: member(object, name) }, how);
  // Read once, as the compiler does not remember what a call has returned.
  const item = localName(how.depth);
  const statements = memberStatements(property, { object, item }, { ...how, depth: how.depth + 1 });
  if (statements.length === 0) return [];
  return [code`{ const ${item} = ${ownMember(object, name, how.context)}; ${join(statements, code` `)} }`];
}

interface ObjectMember {
  readonly object: Code;
  readonly item: Code;
}

function memberStatements(
  property: Property,
  { object, item }: ObjectMember,
  how: Conversion,
): readonly Code[] {
  const { way, context } = how;
  const { name } = property;
  const { schema, isNullable } = withoutNull(property.schema);
  const content = replacement(schema, item, how);
  const assigned = content === null ? [] : [setMember({ object, name, content }, context)];
  const changes = [...inside(schema, item, how), ...assigned];
  const isThere = property.required || (way === 'response' && property.default !== undefined);
  if (changes.length === 0 || (isThere && !isNullable)) return changes;
  const condition = isNullable ? (isThere ? code`!== null` : code`!= null`) : code`!== undefined`;
  const body = changes.length === 1 ? join(changes) : code`{ ${join(changes, code` `)} }`;
  return [code`if (${item} ${condition}) ${body}`];
}

interface ItemsOf {
  readonly items: Schema;
  readonly list: Code;
  readonly from: number;
}

function everyItem({ items, list, from }: ItemsOf, how: Conversion): readonly Code[] {
  const change = changedItem(items, how);
  if (change === null) return [];
  const start = from === 0 ? code`` : code`, ${literal(from)}`;
  if (change.replaces)
    return [code`${runtimeValue('replaceItems', how.context)}(${list}, ${change.replacing}${start});`];
  const some = from === 0 ? list : code`${list}.slice(${literal(from)})`;
  return [code`for (const ${change.name} of ${some}) { ${join(change.statements, code` `)} }`];
}

interface MembersOf {
  readonly values: Schema;
  readonly record: Code;
  /** Members that are something else. */
  readonly declared: readonly string[];
}

function everyMember({ values, record, declared }: MembersOf, how: Conversion): readonly Code[] {
  const change = changedItem(values, how);
  if (change === null) return [];
  if (!change.replaces && declared.length === 0) {
    const all = code`Object.values(${record})`;
    return [code`for (const ${change.name} of ${all}) { ${join(change.statements, code` `)} }`];
  }
  const others = declared.length === 0 ? code`` : code`, ${literal(declared)}`;
  return [code`${runtimeValue('replaceMembers', how.context)}(${record}, ${change.replacing}${others});`];
}

interface ChangedItem {
  readonly name: Code;
  readonly statements: readonly Code[];
  /** Whether another value takes the place of the item. */
  readonly replaces: boolean;
  /** A function from the item to what takes its place; from one that stays, to nothing. */
  readonly replacing: Code;
}

/** The variable of a loop or block, by how many are around it. */
function localName(depth: number): Code {
  return identifier(['item', 'inner', 'innermost'][depth] ?? `item${depth}`);
}

/** `null`: an item stays as it is, and so does all in it. */
function changedItem(items: Schema, how: Conversion): ChangedItem | null {
  const { schema, isNullable } = withoutNull(items);
  const name = localName(how.depth);
  const body = inside(schema, name, { ...how, depth: how.depth + 1 });
  const content = replacement(items, name, how);
  if (body.length === 0 && content === null) return null;
  const statements =
    isNullable && body.length > 0 ? [code`if (${name} !== null) { ${join(body, code` `)} }`] : body;
  const bare = unrefined(schema);
  const replacing =
    body.length === 0
      ? convertingFunction({ name, content, isNullable, schema: bare }, how)
      : changingFunction({ name, content, isNullable, schema: bare, statements }, how);
  return { name, statements, replaces: content !== null, replacing };
}

interface ItemFunction {
  readonly name: Code;
  /** What takes the place of the item; `null`: the item itself. */
  readonly content: Code | null;
  readonly isNullable: boolean;
  readonly schema: Schema;
}

/** `asDate`, or `(item) => …` */
function convertingFunction(
  { name, content, isNullable, schema }: ItemFunction,
  { way, context }: Turning,
): Code {
  if (isNullable || !isRepresented(schema)) return code`(${name}) => ${content ?? name}`;
  return conversion(schema.representation, { way, context });
}

/** `fillPet`, or `(item) => { … }`: without a result, the item stays. */
function changingFunction(
  { name, content, isNullable, schema, statements }: ItemFunction & { readonly statements: readonly Code[] },
  how: Conversion,
): Code {
  const isCall = content === null && !isNullable && schema.kind === 'model';
  const change = isCall ? changeOf(how.context.model(schema.model), how) : null;
  if (change !== null) return change;
  const result = content === null ? code`` : code` return ${content};`;
  return code`(${typedName(name, schema, how)}) => { ${join(statements, code` `)}${result} }`;
}

/** Only a model's function asks for its type. */
function typedName(name: Code, item: Schema, { way, context }: Conversion): Code {
  if (item.kind !== 'model') return name;
  return code`${name}: ${type(context.slots.model.type(context.model(item.model), way))}`;
}

function insideTuple({ items, rest }: TupleSchema, tuple: Code, how: Conversion): readonly Code[] {
  const positions = items.flatMap((schema, index) => {
    const item = code`${tuple}[${literal(index)}]`;
    const { schema: bare, isNullable } = withoutNull(schema);
    const content = replacement(bare, item, how);
    const changes = [...inside(bare, item, how), ...(content === null ? [] : [code`${item} = ${content};`])];
    if (changes.length === 0) return [];
    const condition = isNullable ? code`!= null` : code`!== undefined`;
    return [code`if (${item} ${condition}) { ${join(changes, code` `)} }`];
  });
  return [...positions, ...everyItem({ items: rest, list: tuple, from: items.length }, how)];
}

/** By the tag where the compiler can tell the alternatives apart by it; else all that the value is. */
function insideUnion(schema: UnionSchema, item: Code, how: Conversion): readonly Code[] {
  const { discriminator, members } = schema;
  const { context, way } = how;
  const isTold =
    discriminator !== null &&
    members.every((each) => each.kind === 'null' || hasConstant(each, discriminator.property, context));
  if (isTold) return byTag(schema, item, how);
  const lists = members.flatMap((alternative) => {
    const body = unrefined(alternative);
    const inner = body.kind === 'array' ? inside(body, item, how) : [];
    return inner.length === 0 ? [] : [code`if (Array.isArray(${item})) { ${join(inner, code` `)} }`];
  });
  const record = onlyRecord(members, context);
  const inRecord = record === null ? [] : whereRecord(item, inside(record, item, how));
  const plain = [...lists, ...inRecord];
  if (how.isCovered) return plain;
  const changes = members.flatMap((alternative) => {
    const body = unrefined(alternative);
    const model = body.kind === 'model' ? context.model(body.model) : null;
    const change = model === null ? null : changeOf(model, how);
    if (model === null || change === null) return [];
    return [code`{ check: ${value(context.functions.check(model))}, change: ${change} }`];
  });
  if (changes.length === 0) return plain;
  const all = join(changes, code`, `);
  return [...plain, code`${runtimeValue('changeFitting', context)}(${item}, ${literal(way)}, [${all}]);`];
}

function byTag(schema: UnionSchema, item: Code, how: Conversion): readonly Code[] {
  const { discriminator, members } = schema;
  const cases = members.flatMap((alternative, index) => {
    const tags = (discriminator?.mapping ?? []).filter((mapped) => mapped.member === index);
    const inner = inside(alternative, item, how);
    if (inner.length === 0 || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    return [code`${join(labels)}${join(inner, code` `)}\nbreak;`];
  });
  if (cases.length === 0 || discriminator === null) return [];
  return [code`switch (${member(item, discriminator.property)}) {\n${join(cases, code`\n`)}\n}`];
}
