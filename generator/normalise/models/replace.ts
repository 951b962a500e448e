/** Puts a reference where an inline schema has become a model. */
import { noDocs } from '../../api/docs.ts';
import type { Docs } from '../../api/docs.ts';
import type { Property, Schema } from '../../api/schema.ts';
import { isPlain, mapChildren } from '../../api/walk.ts';
import type { ModelSchemas } from './components.ts';
import type { Grouping, Owner } from './groups.ts';
import type { NamedGroup } from './name-groups.ts';
import type { IsPromoted } from './shapes.ts';
import type { Trail } from './nested-names.ts';
import { follow, startOfTrail } from './nested-names.ts';

export interface Replacing {
  readonly models: ModelSchemas;
  readonly isPromoted: IsPromoted;
  readonly grouping: Grouping;
  readonly named: ReadonlyMap<string, NamedGroup>;
  /** What is told of each group, by its key. */
  readonly docs: ReadonlyMap<string, Docs>;
}

/** The schema as it stands at `owner`: a reference if it is a model now, else itself with its children replaced. */
export function replaceAt(schema: Schema, owner: Owner, how: Replacing): Schema {
  return replace(schema, { owner, trail: startOfTrail }, how);
}

/** The schema of a model itself: only what lies inside it is replaced. */
export function replaceInside(schema: Schema, key: string, how: Replacing): Schema {
  return replaceChildren(schema, { owner: { kind: 'model', key }, trail: startOfTrail }, how);
}

interface At {
  readonly owner: Owner;
  readonly trail: Trail;
}

function replace(schema: Schema, at: At, how: Replacing): Schema {
  if (!how.isPromoted(schema)) return replaceChildren(schema, at, how);
  const key = how.grouping.resolve(schema, at.owner, at.trail);
  const model = how.named.get(key)?.id ?? key;
  const docs = docsAtUse(schema.docs, docsOfModel(key, how));
  return { kind: 'model', model, docs, place: schema.place };
}

function replaceChildren(schema: Schema, at: At, how: Replacing): Schema {
  const replaced = mapChildren(schema, (child, step) => {
    if (isPlain(child)) return child;
    return replace(child, { owner: at.owner, trail: follow(at.trail, schema, step) }, how);
  });
  if (replaced.kind !== 'object') return replaced;
  return {
    ...replaced,
    properties: replaced.properties.map((property) => withoutRepeatedDocs(property, how)),
  };
}

/** What the model says of itself is not said again where it is used: its inline twin would not be told apart. */
function docsAtUse(docs: Docs, ofModel: Docs): Docs {
  return sameDocs(docs, ofModel) ? noDocs : docs;
}

/** The docs of a property whose schema was replaced by a component are those that the reference kept. */
function withoutRepeatedDocs(property: Property, how: Replacing): Property {
  const { schema } = property;
  if (schema.kind !== 'model' || !how.models.has(schema.model)) return property;
  const docs = docsAtUse(property.docs, docsOfModel(schema.model, how));
  return { ...property, docs };
}

function docsOfModel(key: string, how: Replacing): Docs {
  return how.docs.get(key) ?? how.models.get(key)?.docs ?? noDocs;
}

function sameDocs(left: Docs, right: Docs): boolean {
  return (
    left.summary === right.summary &&
    left.description === right.description &&
    left.deprecated === right.deprecated &&
    left.externalUrl === right.externalUrl
  );
}
