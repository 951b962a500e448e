/**
 * Finds schemas of the same shape: no path through their properties leads to a difference.
 *
 * Names of models are ignored, so a reference and its inline twin are equal, also where models refer to
 * themselves.
 */
import { shapeText } from '../../api/hash.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import type { ModelSchemas } from './components.ts';
import { type PartitionNode, refinePartition } from './partition.ts';

/** Decides whether an inline schema gets its own name. */
export type IsPromoted = (schema: Schema) => boolean;

export interface Shapes {
  /** The class of an inline schema that is promoted. */
  readonly ofSchema: (schema: Schema) => number;
  /** The class of a model. */
  readonly ofModel: (id: string) => number | undefined;
  /** All inline schemas that are promoted, each object once. */
  readonly promoted: readonly Schema[];
}

export function findShapes(roots: readonly Schema[], models: ModelSchemas, isPromoted: IsPromoted): Shapes {
  const promoted = collectPromoted([...models.values(), ...roots], isPromoted);
  const nodes = new Map<Schema | string, PartitionNode<Schema | string>>();
  for (const [id, schema] of models) nodes.set(id, nodeOf(schema, isPromoted));
  for (const schema of promoted) nodes.set(schema, nodeOf(schema, isPromoted));
  const classes = refinePartition(nodes);
  return {
    ofSchema: (schema) => classes.get(schema) ?? -1,
    ofModel: (id) => classes.get(id),
    promoted,
  };
}

/** A promoted schema or a model inside another is one of its children; everything else is its text. */
function nodeOf(schema: Schema, isPromoted: IsPromoted): PartitionNode<Schema | string> {
  const children: (Schema | string)[] = [];
  const text = shapeText(schema, (child) => {
    const isModel = child.kind === 'model';
    if (!isModel && !isPromoted(child)) return null;
    children.push(isModel ? child.model : child);
    return '#';
  });
  if (schema.kind === 'model') return { text: '#', children: [schema.model] };
  return { text, children };
}

function collectPromoted(roots: readonly Schema[], isPromoted: IsPromoted): readonly Schema[] {
  const seen = new Set<Schema>();
  const pending = [...roots];
  const promoted: Schema[] = [];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (isPromoted(schema)) promoted.push(schema);
    for (const child of childrenOf(schema)) {
      if (!isPlain(child.schema)) pending.push(child.schema);
    }
  }
  return promoted;
}

/**
 * Returns whether schemas of this shape become one model wherever they are.
 *
 * An object of one property or a single constant often equals another by chance.
 */
export function isDistinctive(schema: Schema): boolean {
  if (schema.kind === 'refined') return isDistinctive(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 2;
  return schema.kind === 'enum' || schema.kind === 'union';
}

/** Returns whether a shape is so large that equal ones become one model also under different names. */
export function isLarge(schema: Schema): boolean {
  if (schema.kind === 'refined') return isLarge(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 4;
  if (schema.kind === 'enum') return schema.members.length >= 8;
  return schema.kind === 'union';
}
