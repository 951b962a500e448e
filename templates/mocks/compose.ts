/** Composes the sample of a schema: the first candidate that its exact validator accepts. */
import {
  isRepresented,
  isTagged,
  type ArraySchema,
  type IntersectionSchema,
  type ModelSchema,
  type NumberSchema,
  type RecordSchema,
  type RefinedSchema,
  type Schema,
  type StringSchema,
  type TaggedUnion,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import { accepts, memberOf, isObject } from './accepts.ts';
import { candidatesForAssertions, objectCandidates } from './candidates.ts';
import {
  bytesSample,
  type Composing,
  convertedSample,
  jsonSample,
  listSample,
  membersOf,
  modelSample,
  objectSample,
  type Sample,
} from './sample.ts';
import { sampleOfExample } from './example.ts';
import { numberCandidates, textCandidates } from './scalars.ts';

/** Values in the largest example of the document that is used. */
const largestExample = 100;

/** Values in the largest sample, and its deepest nesting: models can refer to each other many times. */
const largestSample = 10_000;
const deepestSample = 60;

/** Models that are written out in one another. */
const mostInlined = 3;

/** Items of the longest list that is made. */
const longestList = 1_000;

/** `null`: none is found, as where a pattern needs more than is tried here. */
export function composeSample(
  schema: Schema,
  composing: Composing,
  examples: Schema['docs']['examples'] = [],
): Sample | null {
  for (const sample of candidatesOf(schema, composing, examples)) {
    if (sample.weight > largestSample || sample.depth > deepestSample) continue;
    if (accepts(schema, sample.json, composing.acceptance)) return sample;
  }
  return null;
}

function* candidatesOf(
  schema: Schema,
  composing: Composing,
  examples: Schema['docs']['examples'] = [],
): Generator<Sample> {
  for (const json of [...examples, ...(schema.docs.examples ?? [])].slice(composing.nth)) {
    const sample = sampleOfExample(schema, json, composing.acceptance);
    if (sample.weight <= largestExample) yield sample;
  }
  yield* composedCandidates(schema, composing);
}

/** Candidates without the examples of the schema itself, each made when it is asked for. */
function composedCandidates(schema: Schema, composing: Composing): Iterable<Sample> {
  const { nth } = composing;
  switch (schema.kind) {
    case 'unknown':
      return [{}, 'text', 1, true, [], null].map(jsonSample);
    case 'never':
      return [];
    case 'null':
      return [jsonSample(null)];
    case 'boolean':
      return [true, false].slice(nth).map(jsonSample);
    case 'number':
      return scalarSamples(schema, numberCandidates(schema, nth));
    case 'string':
      return schema.format === 'binary'
        ? [bytesSample()]
        : scalarSamples(schema, textCandidates(schema, composing));
    case 'literal':
      return [jsonSample(schema.value)];
    case 'enum':
      return schema.members.slice(nth).map(({ value }) => jsonSample(value));
    case 'array':
      return listCandidates(schema, composing);
    case 'tuple':
      return tupleCandidates(schema, composing);
    case 'object':
      return objectCandidates(schema, composing);
    case 'record':
      return recordCandidates(schema, composing);
    case 'union':
      return unionCandidates(schema, composing);
    case 'intersection':
      return intersectionCandidates(schema, composing);
    case 'refined':
      return refinedCandidates(schema, composing);
    case 'model':
      return modelCandidates(schema, composing);
  }
}

/** Numbers and texts as callers have them: a date, for example, in place of its text in JSON. */
function* scalarSamples(
  schema: NumberSchema | StringSchema,
  candidates: Iterable<number | string>,
): Generator<Sample> {
  for (const json of candidates)
    yield isRepresented(schema) ? convertedSample(schema, json) : jsonSample(json);
}

function* listCandidates(schema: ArraySchema, composing: Composing): Generator<Sample> {
  const { minItems = 0, maxItems = Infinity } = schema.limits;
  const wanted = composing.isLeast || schema.items.kind === 'unknown' ? minItems : Math.max(minItems, 1);
  for (const count of [Math.min(wanted, maxItems), minItems]) {
    if (count > longestList) return;
    const items = itemsOf(
      Array.from({ length: count }, () => schema.items),
      {
        ...composing,
        isOptional: composing.isOptional || minItems === 0,
      },
    );
    if (items !== null) yield listSample(items);
  }
}

function* tupleCandidates(schema: TupleSchema, composing: Composing): Generator<Sample> {
  const { items, rest, required, limits } = schema;
  const most = limits.maxItems ?? Infinity;
  for (const count of [Math.min(items.length, most), required, limits.minItems ?? 0]) {
    if (count > longestList) return;
    const schemas = Array.from({ length: count }, (_, index) => items[index] ?? rest);
    const samples = itemsOf(schemas, composing);
    if (samples !== null) yield listSample(samples);
  }
}

function itemsOf(schemas: readonly Schema[], composing: Composing): readonly Sample[] | null {
  const samples: Sample[] = [];
  for (const [nth, schema] of schemas.entries()) {
    const sample = composeSample(schema, { ...composing, nth, isLeast: false });
    if (sample === null) return null;
    samples.push(sample);
  }
  return samples;
}

function* recordCandidates({ keys, values, limits }: RecordSchema, composing: Composing): Generator<Sample> {
  const { minProperties = 0 } = limits;
  const wanted = composing.isLeast || values.kind === 'unknown' ? minProperties : Math.max(minProperties, 1);
  for (const count of [wanted, minProperties]) {
    if (count > longestList) return;
    const names = itemsOf(
      Array.from({ length: count }, () => keys),
      { ...composing, name: 'key' },
    );
    const entries = itemsOf(
      Array.from({ length: count }, () => values),
      {
        ...composing,
        isOptional: composing.isOptional || minProperties === 0,
      },
    );
    if (names === null || entries === null) continue;
    yield objectSample(entries.map((entry, index) => [String(names[index]?.json), entry]));
  }
}

function* unionCandidates(schema: UnionSchema, composing: Composing): Generator<Sample> {
  const isNull = ({ kind }: Schema): boolean => kind === 'null';
  const members = [...schema.members.filter((member) => !isNull(member)), ...schema.members.filter(isNull)];
  for (const member of members) {
    for (const isLeast of [false, true]) {
      const sample = composeSample(member, { ...composing, isLeast });
      if (sample === null) continue;
      yield sample;
      if (isTagged(schema)) yield* taggedCandidates(schema, member, sample);
    }
  }
  // Where members overlap, a later value may belong to one of them alone.
  const later = { ...composing, nth: composing.nth + 1 };
  for (const member of schema.exclusive ? members : []) yield* composedCandidates(member, later);
}

/** The tag of a member may be any text in its own schema, and one value in the union. */
function* taggedCandidates(
  { members, discriminator }: TaggedUnion,
  member: Schema,
  sample: Sample,
): Generator<Sample> {
  const own = membersOf(sample);
  if (own === null) return;
  const index = members.indexOf(member);
  for (const { value } of discriminator.mapping.filter((each) => each.member === index)) {
    const tagged = objectSample([...own, [discriminator.property, jsonSample(value)]]);
    const before = isObject(sample.json) ? memberOf(sample.json, discriminator.property) : undefined;
    if (before !== value) yield tagged;
  }
}

/** Objects are merged; of other values one alone has to match all members. */
function* intersectionCandidates({ members }: IntersectionSchema, composing: Composing): Generator<Sample> {
  for (const isLeast of [false, true]) {
    const samples = members.flatMap((member) => {
      const sample = composeSample(member, { ...composing, isLeast });
      return sample === null ? [] : [sample];
    });
    if (samples.length < members.length) continue;
    const merged = samples.map(membersOf);
    const objects = merged.filter((each) => each !== null);
    if (objects.length === merged.length) yield objectSample(objects.flat());
    yield* samples;
  }
  for (const member of members) yield* composedCandidates(member, composing);
}

function* refinedCandidates(schema: RefinedSchema, composing: Composing): Generator<Sample> {
  yield* composedCandidates(schema.schema, composing);
  yield* candidatesForAssertions(schema, composing);
}

function* modelCandidates({ model }: ModelSchema, composing: Composing): Generator<Sample> {
  const content = composing.mayRefer(model, composing.isOptional) ? composing.sampleOf(model) : null;
  if (content === null) return;
  const whole = composing.isInline(model) ? content : modelSample(model, content);
  const isVaried = composing.nth > 0 || composing.isLeast;
  if (!isVaried) yield whole;
  else if (composing.inlined < mostInlined) {
    // A second item, or one with only its required properties, is written out.
    const { schema, name } = composing.acceptance.source.model(model);
    yield* composedCandidates(schema, { ...composing, name, inlined: composing.inlined + 1 });
  }
  if (isVaried) yield whole;
}
