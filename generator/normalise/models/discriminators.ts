/** Finds the discriminator of a union: the document's, or a property with a different constant in each member. */
import { compareText } from '../../api/json.ts';
import { unrefined } from '../../api/assertions.ts';
import type { Discriminator, ObjectSchema, Schema, UnionSchema } from '../../api/schema.ts';
import { quote, reportAt, type Scope } from '../scope.ts';
import { typesOfSchema } from '../schema/types-of-schema.ts';
import { type ModelSchemas, tagOfComponent } from './components.ts';

type Constant = string | number | boolean;

/** Nesting of unions that is searched for a constant; the limit ends circles. */
const DEEPEST_UNION = 8;

/** Completes or finds the discriminator of a union; omits one that does not distinguish the members. */
export function withDiscriminator(scope: Scope, union: UnionSchema, models: ModelSchemas): UnionSchema {
  const written = union.discriminator;
  const discriminator =
    written === null
      ? findDiscriminator(union, models)
      : completeDiscriminator(scope, { union, written, models });
  return { ...union, discriminator };
}

export interface SetApart {
  /** The members that a written discriminator can distinguish; the union itself where it distinguishes all. */
  readonly objects: UnionSchema;
  /** Members without properties, such as lists and texts. */
  readonly others: readonly Schema[];
}

/** Separates members that are not objects: they have no discriminating property, but their type distinguishes them. */
export function setApart(union: UnionSchema, models: ModelSchemas): SetApart {
  const { discriminator } = union;
  if (discriminator === null) return { objects: union, others: [] };
  const expand = (id: string): Schema | null => models.get(id) ?? null;
  const isOther = (member: Schema): boolean => {
    const types = typesOfSchema(member, expand);
    return member.kind !== 'null' && types !== null && types.size > 0 && !types.has('object');
  };
  const others = union.members.filter(isOther);
  if (others.length === 0) return { objects: union, others };
  const members = union.members.filter((member) => !isOther(member));
  const positionOf = (member: number): number => members.findIndex((one) => one === union.members[member]);
  const mapping = discriminator.mapping.flatMap(({ value, member }) => {
    const at = positionOf(member);
    return at < 0 ? [] : [{ value, member: at }];
  });
  const { fallback, ...rest } = discriminator;
  const kept = fallback === undefined ? -1 : positionOf(fallback);
  const moved = { ...rest, mapping, ...(kept < 0 ? {} : { fallback: kept }) };
  return { objects: { ...union, members, discriminator: moved }, others };
}

/** Customary names of discriminating properties; they are preferred. */
const customary = ['type', 'kind', '_type', 'object', 'event'];

function findDiscriminator(union: UnionSchema, models: ModelSchemas): Discriminator | null {
  const members = union.members.filter(({ kind }) => kind !== 'null');
  const objects = members.map((member) => objectOf(member, models)).filter((object) => object !== null);
  const [first] = objects;
  if (first === undefined || objects.length < 2 || objects.length !== members.length) return null;
  const names = first.properties.filter(({ required }) => required).map(({ name }) => name);
  for (const property of names.toSorted(byCustom)) {
    const constants = objects.map((object) => requiredConstants(object, property, models));
    const mapping = disjointMapping(constants);
    if (mapping !== null) return { property, mapping, explicit: false };
  }
  return null;
}

function byCustom(left: string, right: string): number {
  const rank = (name: string): number =>
    (customary.indexOf(name) + customary.length + 1) % (customary.length + 1);
  return rank(left) - rank(right) || compareText(left, right);
}

/** Returns `null` where a member has no constant, or two members share one. */
function disjointMapping(constants: readonly (readonly Constant[])[]): Discriminator['mapping'] | null {
  const all = constants.flat();
  if (constants.some((values) => values.length === 0) || new Set(all).size !== all.length) return null;
  return constants.flatMap((values, member) => values.map((value) => ({ value, member })));
}

interface Written {
  readonly union: UnionSchema;
  readonly written: Discriminator;
  readonly models: ModelSchemas;
}

/** Adds members that the mapping omits: by their constant, else by the name of their component. */
function completeDiscriminator(scope: Scope, { union, written, models }: Written): Discriminator | null {
  const values = union.members.map((member, index): readonly Constant[] => {
    if (member.kind === 'null' || index === written.fallback) return [];
    const mapped = written.mapping.filter((entry) => entry.member === index).map(({ value }) => value);
    const constants = constantsAt(member, { property: written.property, models, depth: DEEPEST_UNION });
    if (constants.length > 0 && !mapped.some((value) => constants.includes(value))) return constants;
    if (mapped.length > 0) return mapped;
    return member.kind === 'model' ? [tagOfComponent(scope, member.model)] : [];
  });
  // Members may share an enumeration of all names.
  const named = values.map((list, index) => {
    const member = union.members[index];
    const tag = member?.kind === 'model' ? tagOfComponent(scope, member.model) : null;
    return tag !== null && list.includes(tag) ? [tag] : list;
  });
  const isMember = (index: number): boolean =>
    union.members[index]?.kind !== 'null' && index !== written.fallback;
  for (const lists of [values, named]) {
    if (disjointMapping(lists.filter((_, index) => isMember(index))) === null) continue;
    const mapping = lists.flatMap((list, member) => list.map((value) => ({ value, member })));
    return { ...written, mapping };
  }
  const message = `${quote(written.property)} does not have a value of its own for each member.`;
  reportAt(scope, union.place, { code: 'CW2012', message });
  return null;
}

interface Search {
  readonly property: string;
  readonly models: ModelSchemas;
  readonly depth: number;
}

function constantsAt(member: Schema, search: Search): readonly Constant[] {
  if (search.depth === 0) return [];
  const deeper = { ...search, depth: search.depth - 1 };
  if (member.kind === 'model') {
    const schema = search.models.get(member.model);
    return schema === undefined ? [] : constantsAt(schema, deeper);
  }
  if (member.kind === 'refined') return constantsAt(member.schema, deeper);
  if (member.kind === 'object') {
    const schema = propertySchema(member, search.property);
    return schema === undefined ? [] : constantsOf(schema, search.models);
  }
  if (member.kind !== 'union') return [];
  const lists = member.members.map((one) => constantsAt(one, deeper));
  return lists.every((list) => list.length > 0) ? [...new Set(lists.flat())] : [];
}

function requiredConstants(object: ObjectSchema, name: string, models: ModelSchemas): readonly Constant[] {
  const property = object.properties.find((one) => one.name === name);
  return property?.required === true ? constantsOf(property.schema, models) : [];
}

function propertySchema(object: ObjectSchema, name: string): Schema | undefined {
  return object.properties.find((property) => property.name === name)?.schema;
}

function constantsOf(written: Schema, models: ModelSchemas): readonly Constant[] {
  const component = written.kind === 'model' ? models.get(written.model) : undefined;
  // The component of an enumeration is usually that of all members.
  const schema = component?.kind === 'literal' ? component : written;
  if (schema.kind === 'enum') return schema.members.map(({ value }) => value);
  if (schema.kind !== 'literal' || schema.value === null || typeof schema.value === 'object') return [];
  return typeof schema.value === 'string' ||
    typeof schema.value === 'number' ||
    typeof schema.value === 'boolean'
    ? [schema.value]
    : [];
}

function objectOf(schema: Schema, models: ModelSchemas): ObjectSchema | null {
  const wide = schema.kind === 'model' ? models.get(schema.model) : schema;
  const body = wide === undefined ? null : unrefined(wide);
  return body?.kind === 'object' ? body : null;
}
