/** Finds the variants of a union that are used outside of it too, and makes copies of them for the union alone. */
import { assertedSchemas, mapBody } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, mapChildren } from '../../api/walk.ts';
import type { ModelSchemas } from './components.ts';
import { narrowMember } from './variant-constants.ts';

/** The models that are used as anything but a variant of a union with a discriminator. */
export function plainUses(schemas: Iterable<Schema>): ReadonlySet<string> {
  const used = new Set<string>();
  const pending = [...schemas];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (schema.kind === 'model') used.add(schema.model);
    pending.push(...assertedSchemas(schema), ...usesIn(schema));
  }
  return used;
}

function usesIn(schema: Schema): readonly Schema[] {
  const children = childrenOf(schema).map((child) => child.schema);
  const isTagged = schema.kind === 'union' && schema.discriminator?.explicit === true;
  return isTagged ? children.filter(({ kind }) => kind !== 'model') : children;
}

/** The schema, its unions having a narrowed copy in place of each variant that is kept as it is written. */
export function withOwnVariants(
  schema: Schema,
  models: ModelSchemas,
  isKept: (model: string) => boolean,
): Schema {
  const replaced = mapChildren(schema, (child) => withOwnVariants(child, models, isKept));
  return mapBody(replaced, (union) => {
    if (union.kind !== 'union' || union.discriminator?.explicit !== true) return union;
    const { property, mapping } = union.discriminator;
    const members = union.members.map((member, index) => {
      const wide = member.kind === 'model' && isKept(member.model) ? models.get(member.model) : undefined;
      const values = mapping.filter((entry) => entry.member === index).map(({ value }) => value);
      return wide === undefined || values.length === 0
        ? member
        : (narrowMember(wide, property, values) ?? member);
    });
    return members.every((member, index) => member === union.members[index]) ? union : { ...union, members };
  });
}
