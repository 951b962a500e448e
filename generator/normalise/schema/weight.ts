/** Counts what a schema holds when it is written out, so that copies of copies come to an end. */
import { assertedSchemas } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';

/** Ten times what the largest real component holds. */
const HEAVIEST = 20_000;

/** Returns true if the schema is better referred to than written out again; `weights` keeps what was counted before. */
export function isTooHeavy(schema: Schema, weights: Map<Schema, number>): boolean {
  return weightOf(schema, weights) > HEAVIEST;
}

/** Each level of refined schemas may double what it holds: they come to an end sooner. */
const HEAVIEST_REFINED = 4_000;

/** Returns true if the schema is so large that its assertions should refer to it. */
export function isTooHeavyToRefine(schema: Schema, weights: Map<Schema, number>): boolean {
  return schema.kind === 'refined' && weightOf(schema, weights) > HEAVIEST_REFINED;
}

function weightOf(schema: Schema, weights: Map<Schema, number>): number {
  const known = weights.get(schema);
  if (known !== undefined) return known;
  const parts = [...childrenOf(schema).map((child) => child.schema), ...assertedSchemas(schema)];
  const inner = parts.reduce((sum, part) => sum + weightOf(part, weights), 1);
  const weight = Math.min(inner, HEAVIEST + 1);
  weights.set(schema, weight);
  return weight;
}
