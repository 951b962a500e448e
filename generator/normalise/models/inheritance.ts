/**
 * Turns a base with a discriminator into the union of what extends it.
 *
 * `Pet { discriminator: petType }` with `Cat: allOf [Pet, …]` and no `oneOf`: wherever the document says
 * `Pet`, the server sends one of the children (OpenAPI 3.1, section 4.8.25).
 */
import { unrefined } from '../../api/assertions.ts';
import { noDocs } from '../../api/docs.ts';
import type { Discriminator, Schema } from '../../api/schema.ts';
import type { Scope } from '../scope.ts';
import { quote } from '../reference.ts';
import { placeOf, report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, hasKey, itemsOf, textAt } from '../source.ts';
import { resolveSchema } from '../schema/model-reference.ts';
import { mappedModel } from '../schema/union-keywords.ts';
import type { ModelSchemas } from './components.ts';
import { componentSource, nameOfComponent } from './components.ts';

export function withChildren(scope: Scope, models: ModelSchemas): ModelSchemas {
  const children = childrenByBase(scope, models);
  const entries = [...models].map(([id, schema]) => {
    const source = componentSource(scope, id);
    const isBase = hasKey(source, 'discriminator') && !hasKey(source, 'oneOf') && !hasKey(source, 'anyOf');
    const union =
      isBase && unrefined(schema).kind === 'object'
        ? unionOfChildren(scope, source, { id, schema, children })
        : null;
    return [id, union ?? schema] as const;
  });
  return withoutBareChildren(models, new Map(entries));
}

/** A child that adds nothing was a reference to its base: it stays the object, where the base is a union now. */
function withoutBareChildren(objects: ModelSchemas, models: ModelSchemas): ModelSchemas {
  const entries = [...models].map(([id, schema]) => {
    const base = schema.kind === 'model' ? objects.get(schema.model) : undefined;
    const union = schema.kind === 'model' ? models.get(schema.model) : undefined;
    const members = union?.kind === 'union' ? union.members : [];
    const isChild = members.some((member) => member.kind === 'model' && member.model === id);
    if (base?.kind !== 'object' || !isChild) return [id, schema] as const;
    return [id, { ...base, docs: schema.docs, place: schema.place }] as const;
  });
  return new Map(entries);
}

interface Base {
  readonly id: string;
  readonly schema: Schema;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** `null`: nothing extends the base, which then is an object like any other. */
function unionOfChildren(scope: Scope, source: Source, base: Base): Schema | null {
  const discriminator = childOf(source, 'discriminator');
  const property = textAt(discriminator, 'propertyName');
  const mapped = readMapping(scope, discriminator);
  const ids = new Set([...descendants(base), ...mapped.values()]);
  if (property === null || ids.size === 0 || (ids.size === 1 && ids.has(base.id))) return null;
  const ordered = [...ids].toSorted();
  const place = placeOf(scope, source);
  const members = ordered.map((id): Schema =>
    id === base.id ? base.schema : { kind: 'model', model: id, docs: noDocs, place },
  );
  const single = members[0];
  if (members.length === 1 && single !== undefined) return { ...single, docs: base.schema.docs };
  const mapping = ordered.flatMap((id, member) => valuesOf(id, mapped).map((value) => ({ value, member })));
  const told: Discriminator = { property, mapping, explicit: true };
  return { kind: 'union', members, exclusive: true, discriminator: told, docs: base.schema.docs, place };
}

/** The values that are mapped to a model; without one its name (OpenAPI 3.1, section 4.8.25). */
function valuesOf(id: string, mapped: ReadonlyMap<string, string>): readonly string[] {
  const values = [...mapped].filter(([, target]) => target === id).map(([value]) => value);
  return values.length > 0 ? values : [nameOfComponent(id)];
}

function readMapping(scope: Scope, discriminator: Source): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  for (const [value, target] of entriesOf(childOf(discriminator, 'mapping'))) {
    const id = typeof target.value === 'string' ? mappedModel(scope, target.value) : null;
    if (id !== null) mapping.set(value, id);
    else report(scope, target, { code: 'CW2012', message: `${quote(value)} is mapped to no component.` });
  }
  return mapping;
}

function descendants(base: Base): readonly string[] {
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
