/** Functions that fill in the defaults of a checked value, and what they reach. */
import {
  code,
  hasConstant,
  identifier,
  isInherited,
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
  type JsonValue,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type UnionSchema,
} from '../../generator/index.ts';
import { whereRecord, type ValidatorContext } from './check-context.ts';
import { regularExpression } from './patterns.ts';
import { completeDefault } from './complete-default.ts';
import { fillOthers } from './conversions.ts';
import { onlyRecord, replacement, turned } from './replacement.ts';

/** A value in the emitted code, and how many loops it stands in. */
interface Item {
  readonly code: Code;
  readonly depth: number;
}

/** The statements that fill in `value`, which is of the model's type. */
export function fillStatements(
  model: Model,
  isStripped: boolean,
  context: ValidatorContext,
): readonly Code[] {
  const schema = unrefined(model.schema);
  if (schema.kind === 'object') {
    return [
      ...(isStripped ? [stripStatement(schema, context)] : []),
      ...schema.properties.flatMap((property) => fillProperty(property, context)),
      ...fillOthers(schema, context),
    ];
  }
  return fillValue(schema, context);
}

/** The same for a schema that is no model. */
export function fillValue(schema: Schema, context: ValidatorContext): readonly Code[] {
  return fillItem(schema, { code: code`value`, depth: 0 }, context);
}

function stripStatement({ properties, patterns }: ObjectSchema, context: ValidatorContext): Code {
  const names = literal(properties.map(({ name }) => name));
  const expressions = patterns.map(({ pattern }) => regularExpression(pattern));
  const like = expressions.length === 0 ? code`` : code`, [${join(expressions, code`, `)}]`;
  return code`${runtimeValue('strip', context)}(value, ${names}${like});`;
}

function fillProperty(property: Property, context: ValidatorContext): readonly Code[] {
  if (property.access === 'write') return [];
  const { schema, isNullable } = withoutNull(property.schema);
  const hasOwnDefault = property.default !== undefined && !property.required;
  const content = receivedDefault(property.default ?? null, schema, context);
  const assign = hasOwnDefault ? [assignment(property.name, { content, isNullable }, context)] : [];
  const inner = isInherited(property.name)
    ? insideInherited(property, context)
    : insideProperty(property, { code: member(code`value`, property.name), depth: 0 }, context);
  return [...assign, ...inner];
}

/** The member is read once, as the compiler does not remember what a call has returned. */
function insideInherited(property: Property, context: ValidatorContext): readonly Code[] {
  const inner = insideProperty(property, { code: code`item`, depth: 1 }, context);
  if (inner.length === 0) return [];
  const own = ownMember(code`value`, property.name, context);
  return [code`{ const item = ${own}; ${join(inner, code` `)} }`];
}

/** Fills in what is inside the member, where it is there. */
function insideProperty(property: Property, item: Item, context: ValidatorContext): readonly Code[] {
  const { schema, isNullable } = withoutNull(property.schema);
  const inner = fillItem(schema, item, context);
  const mayBeAbsent = !property.required && property.default === undefined;
  if (inner.length === 0 || !(mayBeAbsent || isNullable)) return inner;
  return [code`if (${whenThere(item.code, mayBeAbsent, isNullable)}) { ${join(inner, code` `)} }`];
}

/** A default is JSON, as what comes from a server. */
function receivedDefault(content: JsonValue, schema: Schema, context: ValidatorContext): Code {
  const received = literal(completeDefault(content, schema, context));
  if (context.api.types === undefined || !reaches(schema, turned.response, context)) return received;
  const replaced = content === null ? null : replacement(schema, received, { way: 'response', context });
  return replaced ?? code`${runtimeValue('asReceived', context)}(${received})`;
}

/** `null` is a value of its own, which no default replaces. */
function assignment(
  name: string,
  { content, isNullable }: { readonly content: Code; readonly isNullable: boolean },
  context: ValidatorContext,
): Code {
  const object = code`value`;
  if (!isNullable && !isInherited(name)) return code`${member(object, name)} ??= ${content};`;
  const assigned = setMember({ object, name, content }, context);
  return code`if (${ownMember(object, name, context)} === undefined) ${assigned}`;
}

function whenThere(item: Code, mayBeAbsent: boolean, isNullable: boolean): Code {
  if (mayBeAbsent) return isNullable ? code`${item} != null` : code`${item} !== undefined`;
  return code`${item} !== null`;
}

/** Goes to the models inside an item that is there. */
function fillItem(schema: Schema, item: Item, context: ValidatorContext): readonly Code[] {
  switch (schema.kind) {
    case 'model': {
      const fill = context.functions.fill(context.model(schema.model));
      return fill === null ? [] : [code`${value(fill)}(${item.code});`];
    }
    case 'array':
      return loop(schema.items, item, context);
    case 'record':
      return loop(schema.values, { ...item, code: code`Object.values(${item.code})` }, context);
    case 'union':
      return fillUnion(schema, item, context);
    case 'intersection':
      return schema.members.flatMap((part) => fillItem(part, item, context));
    case 'refined':
      return fillItem(schema.schema, item, context);
    default:
      return [];
  }
}

function loop(items: Schema, list: Item, context: ValidatorContext): readonly Code[] {
  const { schema, isNullable } = withoutNull(items);
  const item = identifier(['item', 'inner', 'innermost'][list.depth] ?? `item${list.depth}`);
  const inner = fillItem(schema, { code: item, depth: list.depth + 1 }, context);
  if (inner.length === 0) return [];
  const body = isNullable ? code`if (${item} !== null) { ${join(inner, code` `)} }` : join(inner, code` `);
  return [code`for (const ${item} of ${list.code}) { ${body} }`];
}

/** By the tag where the compiler can tell the alternatives apart by it; else whichever the item is. */
function fillUnion(schema: UnionSchema, item: Item, context: ValidatorContext): readonly Code[] {
  const { discriminator, members } = schema;
  const isTold =
    discriminator !== null &&
    members.every((each) => each.kind === 'null' || hasConstant(each, discriminator.property, context));
  if (!isTold && context.api.types !== undefined && reaches(schema, ['text'], context))
    return fittingStatements(schema, item, context);
  if (!isTold)
    return [
      ...withOneList(schema).flatMap((alternative) => fillAlternative(alternative, item, context)),
      ...fillRecord(schema, item, context),
    ];
  const cases = members.flatMap((alternative, index) => {
    const tags = discriminator.mapping.filter((mapped) => mapped.member === index);
    const inner = fillItem(alternative, item, context);
    if (inner.length === 0 || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    return [code`${join(labels)}${join(inner, code` `)}\nbreak;`];
  });
  if (cases.length === 0) return [];
  return [code`switch (${member(item.code, discriminator.property)}) {\n${join(cases, code`\n`)}\n}`];
}

/** Once digits have become text, another alternative would not know the value again. */
function fittingStatements(schema: UnionSchema, item: Item, context: ValidatorContext): readonly Code[] {
  const isModel = (each: Schema): boolean => unrefined(each).kind === 'model';
  const changes = schema.members.filter(isModel).flatMap((each) => {
    const body = unrefined(each);
    const model = body.kind === 'model' ? context.model(body.model) : null;
    const fill = model === null ? null : context.functions.fill(model);
    if (model === null || fill === null) return [];
    const check = value(context.functions.check(model));
    return [code`{ check: ${check}, change: ${value(fill)} }`];
  });
  const lists = withOneList(schema).filter((each) => !isModel(each));
  const others = [
    ...lists.flatMap((alternative) => fillAlternative(alternative, item, context)),
    ...fillRecord(schema, item, context),
  ];
  if (changes.length === 0) return others;
  const change = runtimeValue('changeFitting', context);
  return [...others, code`${change}(${item.code}, 'response', [${join(changes, code`, `)}]);`];
}

function fillRecord({ members }: UnionSchema, item: Item, context: ValidatorContext): readonly Code[] {
  const record = onlyRecord(members, context);
  return record === null ? [] : whereRecord(item.code, fillItem(record, item, context));
}

/** Several lists are one whose items are either: which list it is shows in its items alone. */
function withOneList(schema: UnionSchema): readonly Schema[] {
  const lists = schema.members.filter((alternative) => alternative.kind === 'array');
  const [first, second] = lists;
  if (first === undefined || second === undefined) return schema.members;
  const items: UnionSchema = { ...schema, members: lists.map((list) => list.items), discriminator: null };
  const others = schema.members.filter((alternative) => alternative.kind !== 'array');
  return [...others, { ...first, items }];
}

function fillAlternative(alternative: Schema, item: Item, context: ValidatorContext): readonly Code[] {
  const schema = unrefined(alternative);
  if (schema.kind === 'array') {
    const inner = loop(schema.items, item, context);
    return inner.length === 0 ? [] : [code`if (Array.isArray(${item.code})) { ${join(inner, code` `)} }`];
  }
  if (schema.kind !== 'model') return [];
  const model = context.model(schema.model);
  const fill = context.functions.fill(model);
  if (fill === null) return [];
  const check = value(context.functions.check(model));
  const name = type(context.slots.model.type(model, 'response'));
  const fits = runtimeValue('fits', context);
  return [code`if (${fits}<${name}>(${item.code}, ${check})) ${value(fill)}(${item.code});`];
}
