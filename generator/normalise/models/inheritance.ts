/**
 * Turns a base with a discriminator into the union of the models that extend it.
 *
 * `Pet { discriminator: petType }` with `Cat: allOf [Pet, …]` and no `oneOf`: wherever the document refers to
 * `Pet`, the server sends one of the children (OpenAPI 3.1, section 4.8.25).
 */
import { unrefined } from '../../api/assertions.ts';
import { noDocs } from '../../api/place.ts';
import type { Discriminator, Schema } from '../../api/schema.ts';
import { quote, report, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, type Source, textAt } from '../source.ts';
import { resolveSchema } from '../schema/model-reference.ts';
import { mappedModel } from '../schema/union-keywords.ts';
import { componentSource, type ModelSchemas, tagOfComponent } from './components.ts';

/** Replaces each base that has a discriminator by the union of its children. */
export function withChildren(scope: Scope, models: ModelSchemas): ModelSchemas {
  const children = childrenByBase(scope, models);
  const discriminators = discriminatorsByModel(scope, models, children);
  const entries = [...models].map(([id, schema]) => {
    const source = componentSource(scope, id);
    const discriminator = discriminators.get(id);
    const isOpen = !hasKey(source, 'oneOf') && !hasKey(source, 'anyOf');
    const own = discriminator === undefined ? schema : extended(schema, models);
    const union =
      discriminator !== undefined && isOpen && unrefined(own).kind === 'object'
        ? unionOfChildren(scope, discriminator, { id, schema: own, children, models })
        : null;
    return [id, union ?? schema] as const;
  });
  return withoutBareChildren(models, new Map(entries));
}

/** Returns the object that a child extends without adding anything, which is a reference to its base. */
function extended(schema: Schema, models: ModelSchemas): Schema {
  let found: Schema | undefined = schema;
  for (let rest = models.size; rest > 0 && found?.kind === 'model'; rest -= 1)
    found = models.get(found.model);
  return found === undefined || found.kind === 'model' ? schema : found;
}

/** Returns the models that extend a base with a discriminator: each is a variant of its base wherever it is used. */
export function heirsOf(scope: Scope, models: ModelSchemas): ReadonlySet<string> {
  const children = childrenByBase(scope, models);
  const bases = [...models.keys()].filter((id) => hasKey(componentSource(scope, id), 'discriminator'));
  return new Set(bases.flatMap((id) => descendants({ id, children })));
}

/** Returns the discriminator of each model: its own, or that of the nearest base that it extends. */
function discriminatorsByModel(
  scope: Scope,
  models: ModelSchemas,
  children: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Inherited> {
  const found = new Map<string, Inherited>();
  for (const id of models.keys()) {
    const source = componentSource(scope, id);
    if (!hasKey(source, 'discriminator')) continue;
    found.set(id, { source: childOf(source, 'discriminator'), isOwn: true });
  }
  const pending = [...found.keys()];
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    const known = found.get(id);
    for (const child of children.get(id) ?? []) {
      if (known === undefined || found.has(child)) continue;
      found.set(child, { ...known, isOwn: false });
      pending.push(child);
    }
  }
  return found;
}

/** A child that adds nothing was a reference to its base. It stays an object although the base becomes a union. */
function withoutBareChildren(objects: ModelSchemas, models: ModelSchemas): ModelSchemas {
  const entries = [...models].map(([id, schema]) => {
    const base = extended(schema, objects);
    const union = schema.kind === 'model' ? models.get(schema.model) : undefined;
    const members = union?.kind === 'union' ? union.members : [];
    const isChild = members.some((member) => member.kind === 'model' && member.model === id);
    if (base.kind !== 'object' || !isChild) return [id, schema] as const;
    return [id, { ...base, docs: schema.docs, place: schema.place }] as const;
  });
  return new Map(entries);
}

interface Family {
  readonly id: string;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

interface Base extends Family {
  readonly schema: Schema;
  readonly models: ModelSchemas;
}

interface Inherited {
  readonly source: Source;
  readonly isOwn: boolean;
}

/** Returns `null` where no model extends the base, or its values are not told by the names of these. */
function unionOfChildren(scope: Scope, { source, isOwn }: Inherited, base: Base): Schema | null {
  const property = textAt(source, 'propertyName');
  const mapped = readMapping(scope, source);
  const ids = variantsOf(base, { mapped, isOwn });
  if (property === null || ids.size === 0 || (ids.size === 1 && ids.has(base.id))) return null;
  const ordered = listedVariants(scope, { ...base, ids, property, mapped }).toSorted();
  const { place } = base.schema;
  const members = ordered.map((id): Schema =>
    id === base.id ? base.schema : { kind: 'model', model: id, docs: noDocs, place },
  );
  const mapping = ordered.flatMap((id, member) =>
    valuesOf(scope, id, mapped).map((value) => ({ value, member })),
  );
  const discriminator: Discriminator = { property, mapping, explicit: true };
  if (hasOtherValues(base, discriminator)) {
    const message = `The enumeration of ${quote(property)} has none of the schemas that extend this one.`;
    report(scope, source, { code: 'CW2012', message });
    return null;
  }
  return { kind: 'union', members, exclusive: true, discriminator, docs: base.schema.docs, place };
}

/** Returns true if the base lists the values of the property, and none of them leads to a model that extends it. */
function hasOtherValues({ schema, models }: Base, { property, mapping }: Discriminator): boolean {
  const values = valuesIn(schema, property, models);
  return values !== null && !mapping.some(({ value }) => values.has(value));
}

/** The values of the property that a model lists; `null` where it lists none. */
function valuesIn(schema: Schema, property: string, models: ModelSchemas): ReadonlySet<unknown> | null {
  const body = unrefined(schema);
  const properties = body.kind === 'object' ? body.properties : [];
  const written = properties.find(({ name }) => name === property)?.schema;
  const named = written?.kind === 'model' ? models.get(written.model) : written;
  return named?.kind === 'enum' ? new Set(named.members.map(({ value }) => value)) : null;
}

interface Variants extends Base {
  readonly ids: ReadonlySet<string>;
  readonly property: string;
  readonly mapped: ReadonlyMap<string, string>;
}

/**
 * The variants without the abstract ones: models between others that an enumeration of the property leaves out,
 * or that are bases by the same property themselves.
 */
function listedVariants(scope: Scope, { ids, property, mapped, ...base }: Variants): readonly string[] {
  const isAbstract = (id: string): boolean => {
    if (descendants({ ...base, id }).length === 0) return false;
    const own = base.models.get(id);
    const values = own && valuesIn(extended(own, base.models), property, base.models);
    if (values) return !valuesOf(scope, id, mapped).some((value) => values.has(value));
    const discriminator = childOf(componentSource(scope, id), 'discriminator');
    return textAt(discriminator, 'propertyName') === property && ![...mapped.values()].includes(id);
  };
  const all = [...ids];
  const listed = all.filter((id) => !isAbstract(id));
  return listed.length === 0 ? all : listed;
}

interface Mapping {
  readonly mapped: ReadonlyMap<string, string>;
  readonly isOwn: boolean;
}

/**
 * The models that a value of the base may be.
 *
 * A base that declares the discriminator is one only where it is mapped. A model between it and others is one
 * unless the mapping names those alone.
 */
function variantsOf(base: Base, { mapped, isOwn }: Mapping): ReadonlySet<string> {
  const below = descendants(base);
  const isMapped = new Set(mapped.values());
  const isVariant = (id: string): boolean =>
    mapped.size === 0 || isMapped.has(id) || descendants({ ...base, id }).length === 0;
  const inherited = below.length > 0 && isVariant(base.id) ? [base.id] : [];
  return new Set([...below.filter(isVariant), ...(isOwn ? isMapped : inherited)]);
}

/** The values that are mapped to a model, or else the one that stands for it. */
function valuesOf(scope: Scope, id: string, mapped: ReadonlyMap<string, string>): readonly string[] {
  const values = [...mapped].filter(([, target]) => target === id).map(([value]) => value);
  return values.length > 0 ? values : [tagOfComponent(scope, id)];
}

function readMapping(scope: Scope, discriminator: Source): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  for (const [value, target] of entriesOf(childOf(discriminator, 'mapping'))) {
    const id = typeof target.value === 'string' ? mappedModel(scope, target.value) : null;
    if (id !== null) mapping.set(value, id);
    else
      report(scope, target, {
        code: 'CW2012',
        message: `The mapping of ${quote(value)} is not a component.`,
      });
  }
  return mapping;
}

function descendants(base: Family): readonly string[] {
  const found = new Set<string>();
  const pending = [...(base.children.get(base.id) ?? [])];
  while (pending.length > 0) {
    const id = pending.pop();
    if (id === undefined || id === base.id || found.has(id)) continue;
    found.add(id);
    pending.push(...(base.children.get(id) ?? []));
  }
  return [...found];
}

function childrenByBase(scope: Scope, models: ModelSchemas): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const id of models.keys()) {
    for (const member of itemsOf(childOf(componentSource(scope, id), 'allOf'))) {
      const reference = textAt(member, '$ref');
      const target = reference === null ? null : resolveSchema(scope, reference);
      if (target?.kind !== 'model') continue;
      children.set(target.id, [...(children.get(target.id) ?? []), id]);
    }
  }
  return children;
}
