/** Functions that fill in the defaults of a checked value, and what they reach. */
import {
  code,
  join,
  literal,
  member,
  value,
  type Api,
  type Code,
  type Model,
  type Property,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { childrenOf, referencesOf } from '../models/directions.ts';
import { withoutNull } from './check-of-schema.ts';

/** Ids of the models that have a default somewhere inside. */
export function modelsWithDefaults(api: Api): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of api.models) {
    if (hasDefault(model.schema)) pending.push(model.id);
    for (const id of referencesOf(model.schema)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const found = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    pending.push(...(users.get(id) ?? []));
  }
  return found;
}

function hasDefault(schema: Schema): boolean {
  if (schema.kind === 'object') {
    return schema.properties.some(
      (property) => (property.default !== undefined && !property.required) || hasDefault(property.schema),
    );
  }
  return childrenOf(schema).some(hasDefault);
}

/** The statements that fill in `value`, which is of the model's type. */
export function fillStatements(model: Model, context: RenderContext): readonly Code[] {
  const { schema } = model;
  if (schema.kind === 'object')
    return schema.properties.flatMap((property) => fillProperty(property, context));
  if (schema.kind === 'union') return fillUnion(schema, context);
  return fillItem(schema, code`value`, context);
}

function fillProperty(property: Property, context: RenderContext): readonly Code[] {
  if (property.access === 'write') return [];
  const item = member(code`value`, property.name);
  const { schema, isNullable } = withoutNull(property.schema);
  const hasOwnDefault = property.default !== undefined && !property.required;
  const assign = !hasOwnDefault
    ? []
    : isNullable
      ? [code`if (${item} === undefined) ${item} = ${literal(property.default ?? null)};`]
      : [code`${item} ??= ${literal(property.default ?? null)};`];
  const inner = fillItem(schema, item, context);
  if (inner.length === 0) return assign;
  const mayBeAbsent = !property.required && !hasOwnDefault;
  const condition =
    mayBeAbsent && isNullable
      ? code`${item} != null`
      : mayBeAbsent
        ? code`${item} !== undefined`
        : code`${item} !== null`;
  return mayBeAbsent || isNullable
    ? [...assign, code`if (${condition}) { ${join(inner, code` `)} }`]
    : [...assign, ...inner];
}

/** Goes to the models inside an item that is there. */
export function fillItem(schema: Schema, item: Code, context: RenderContext): readonly Code[] {
  switch (schema.kind) {
    case 'model': {
      const fill = context.slots.validator.fill(context.model(schema.model));
      return fill === null ? [] : [code`${value(fill)}(${item});`];
    }
    case 'array':
      return loop(schema.items, item, context);
    case 'record':
      return loop(schema.values, code`Object.values(${item})`, context);
    default:
      return [];
  }
}

function loop(items: Schema, list: Code, context: RenderContext): readonly Code[] {
  const { schema, isNullable } = withoutNull(items);
  const inner = fillItem(schema, code`item`, context);
  if (inner.length === 0) return [];
  const body = isNullable ? code`if (item !== null) { ${join(inner, code` `)} }` : join(inner, code` `);
  return [code`for (const item of ${list}) { ${body} }`];
}

/** By the tag where there is one: each alternative has defaults of its own. */
function fillUnion(schema: Extract<Schema, { kind: 'union' }>, context: RenderContext): readonly Code[] {
  const { discriminator, members } = schema;
  if (discriminator === null) return [];
  const tag = member(code`value`, discriminator.property);
  const cases = members.flatMap((alternative, index) => {
    const tags = discriminator.mapping.filter((mapped) => mapped.member === index);
    const inner = fillItem(alternative, code`value`, context);
    if (inner.length === 0 || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:`);
    return [code`${join(labels, code` `)} ${join(inner, code` `)} break;`];
  });
  return cases.length === 0 ? [] : [code`switch (${tag}) { ${join(cases, code`\n`)} }`];
}
