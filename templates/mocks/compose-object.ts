/** Candidates for objects: with all properties, and with only those that are required. */
import type { JsonValue, ObjectSchema, Property, Schema } from '../../generator/index.ts';
import type { Composing } from './composing.ts';
import { objectSample, type Sample, type SampleMember } from './sample.ts';
import { textsMatching } from './pattern-text.ts';

/** Values in the largest optional property of a sample. */
const largestOptional = 60;

/** Properties that are tried one by one. */
const mostVariants = 30;

/** Keys that are added to reach the least number of properties. */
const mostKeys = 100;

export function* objectCandidates(schema: ObjectSchema, composing: Composing): Generator<Sample> {
  const choices = composing.isLeast ? [false] : [true, false];
  for (const isWhole of choices) {
    const sample = objectWith(schema, composing, () => isWhole);
    if (sample !== null) yield sample;
  }
}

/** Objects with one optional property, and with all but one. */
export function* partialCandidates(schema: ObjectSchema, composing: Composing): Generator<Sample> {
  const optional = schema.properties.filter(({ required }) => !required).slice(0, mostVariants);
  for (const chosen of optional) {
    const single = objectWith(schema, composing, (each) => each === chosen);
    if (single !== null) yield single;
    const others = objectWith(schema, composing, (each) => each !== chosen);
    if (others !== null) yield others;
  }
}

/** An object with its required properties and those that are chosen; `null`: a required one has no sample. */
export function objectWith(
  schema: ObjectSchema,
  composing: Composing,
  isChosen: (property: Property) => boolean,
): Sample | null {
  const { direction } = composing.acceptance;
  const excluded = direction === 'request' ? 'read' : 'write';
  const members: SampleMember[] = [];
  for (const property of schema.properties) {
    if (property.access === excluded) continue;
    const isFilled = direction === 'response' && property.default !== undefined;
    if (!property.required && !isFilled && !isChosen(property)) continue;
    const sample = propertySample(property, composing);
    if (sample === null && (property.required || isFilled)) return null;
    if (sample === null || (!property.required && sample.weight > largestOptional)) continue;
    members.push([property.name, sample]);
  }
  const missing = (schema.limits.minProperties ?? 0) - members.length;
  return objectSample(missing > 0 ? [...members, ...otherMembers(schema, missing, composing)] : members);
}

function propertySample(property: Property, composing: Composing): Sample | null {
  const { name, schema, required, docs, default: missing } = property;
  return composing.compose(
    schema,
    {
      ...composing,
      name,
      nth: isScalarKind(schema) ? composing.nth : 0,
      isOptional: composing.isOptional || !required,
      isLeast: false,
    },
    [...(docs.examples ?? []), ...(missing === undefined || isEmpty(missing) ? [] : [missing])],
  );
}

/** Such a default shows nothing of the values. */
function isEmpty(json: JsonValue): boolean {
  return json === null || json === '' || (typeof json === 'object' && Object.keys(json).length === 0);
}

/** Only scalars differ between the items of a list. */
function isScalarKind({ kind }: Schema): boolean {
  return kind === 'string' || kind === 'number' || kind === 'enum' || kind === 'boolean';
}

function otherMembers(
  { patterns, rest }: ObjectSchema,
  count: number,
  composing: Composing,
): readonly SampleMember[] {
  const [pattern] = patterns;
  const schema = pattern?.schema ?? rest;
  if (schema === null) return [];
  const wanted = Math.min(count, mostKeys);
  return Array.from({ length: wanted }, (_, nth): SampleMember | null => {
    const name =
      pattern === undefined ? `key${nth + 1}` : (textsMatching(pattern.pattern, nth).next().value ?? null);
    const sample = composing.compose(schema, { ...composing, nth: 0, isLeast: false });
    return name === null || sample === null ? null : [name, sample];
  }).filter((member) => member !== null);
}
