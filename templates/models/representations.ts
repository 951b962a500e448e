/** Numbers and texts that callers have as something else: their types, and where they stand. */
import {
  childrenOf,
  code,
  type,
  unrefined,
  type Code,
  type Direction,
  type NumberSchema,
  type RecordSchema,
  type RenderContext,
  type Schema,
  type StringSchema,
} from '../../generator/index.ts';
import type { ModelSource } from './tagged-union.ts';

/** What callers have instead of a number or a text. */
export type Representation = 'text' | 'bigint' | 'date' | 'instant';

/** A schema whose values callers have as something else. */
export type Represented = (NumberSchema | StringSchema) & { readonly representation: Representation };

/** The type of a number or a text, as JSON has it on the wire. */
export function typeOfScalar(
  schema: NumberSchema | StringSchema,
  context: RenderContext & { readonly direction: Direction },
): Code {
  const plain = schema.kind === 'number' ? code`number` : code`string`;
  if (schema.kind === 'string' && schema.format === 'binary') return code`Blob`;
  if (!isRepresented(schema)) return plain;
  // Whoever reads JSON in another way may keep the digits in a bigint.
  if (context.direction === 'wire') return schema.kind === 'number' ? code`number | bigint` : plain;
  switch (schema.representation) {
    case 'text':
      return code`string`;
    case 'bigint':
      return code`bigint`;
    case 'date':
      return code`Date`;
    case 'instant':
      return type(context.slots.runtime.name('Instant'));
  }
}

/** Whether callers have something else for the values of this very schema. */
export function isRepresented(schema: Schema): schema is Represented {
  if (schema.kind !== 'number' && schema.kind !== 'string') return false;
  return schema.representation !== undefined && schema.representation !== 'rounded';
}

/** Whether such a schema stands in this one, not looking into models. */
export function holdsRepresented(schema: Schema): boolean {
  const body = unrefined(schema);
  return isRepresented(body) || childrenOf(schema).some((child) => holdsRepresented(child.schema));
}

/** Whether a value may hold one of these, however deep. */
export function reaches(schema: Schema, wanted: readonly Representation[], source: ModelSource): boolean {
  return reachesBeyond(schema, { wanted, source, seen: new Set() });
}

interface Search {
  readonly wanted: readonly Representation[];
  readonly source: ModelSource;
  readonly seen: Set<string>;
}

function reachesBeyond(schema: Schema, search: Search): boolean {
  const body = unrefined(schema);
  if (isRepresented(body)) return search.wanted.includes(body.representation);
  if (body.kind === 'model') {
    if (search.seen.has(body.model)) return false;
    search.seen.add(body.model);
    return reachesBeyond(search.source.model(body.model).schema, search);
  }
  return childrenOf(body).some((child) => reachesBeyond(child.schema, search));
}

/** Whether a value is none in which others stand, so that nothing in it could be changed in place. */
export function isScalar(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return isScalar(source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.every((member) => isScalar(member, source));
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'unknown':
      return false;
    default:
      return true;
  }
}

/** The map among alternatives, where no other one is an object: whatever is an object is that map. */
export function onlyRecord(members: readonly Schema[], source: ModelSource): RecordSchema | null {
  const [only, ...others] = members.map(unrefined).filter((member) => mayBeObject(member, source));
  return only?.kind === 'record' && others.length === 0 ? only : null;
}

function mayBeObject(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return mayBeObject(source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.some((member) => mayBeObject(member, source));
    case 'object':
    case 'record':
    case 'unknown':
      return true;
    default:
      return false;
  }
}
