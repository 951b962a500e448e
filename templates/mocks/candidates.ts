/** Candidates for the samples of objects, and of schemas with assertions. */
import {
  assertedSchemas,
  type JsonValue,
  type ObjectSchema,
  type Property,
  type RefinedSchema,
  type Schema,
  unrefined,
} from '../../generator/index.ts';
import { textsMatching } from './pattern-text.ts';
import { type Composing, membersOf, objectSample, type Sample, type SampleMember } from './sample.ts';

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
function* partialCandidates(schema: ObjectSchema, composing: Composing): Generator<Sample> {
  const optional = schema.properties.filter(({ required }) => !required).slice(0, mostVariants);
  for (const chosen of optional) {
    const single = objectWith(schema, composing, (each) => each === chosen);
    if (single !== null) yield single;
    const others = objectWith(schema, composing, (each) => each !== chosen);
    if (others !== null) yield others;
  }
}

/** An object with its required properties and those that are chosen; `null`: a required one has no sample. */
function objectWith(
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

/** Schemas in assertions that are tried. */
const mostHints = 30;

export function* candidatesForAssertions(schema: RefinedSchema, composing: Composing): Generator<Sample> {
  const body = objectIn(schema.schema, composing);
  for (const hint of hintsIn(schema, composing).slice(0, mostHints)) {
    const part = composing.compose(hint, { ...composing, isLeast: true });
    if (body !== null) yield* mergedCandidates(body, hint, composing);
    if (part !== null && body === null) {
      yield part;
      yield* mergedWithBody(schema.schema, part, composing);
    }
  }
  if (body !== null) yield* partialCandidates(body, composing);
}

/** The object itself, or of a model; `null`: it is none. */
function objectIn(schema: Schema, composing: Composing): ObjectSchema | null {
  const body = unrefined(schema);
  if (body.kind === 'object') return body;
  return body.kind === 'model'
    ? objectIn(composing.acceptance.source.model(body.model).schema, composing)
    : null;
}

/** Schemas in the assertions, and alternatives inside them. */
function hintsIn(schema: Schema, composing: Composing): readonly Schema[] {
  return assertedSchemas(schema).flatMap((asserted) => [asserted, ...alternativesIn(asserted, composing, 4)]);
}

function alternativesIn(schema: Schema, composing: Composing, levels: number): readonly Schema[] {
  if (levels === 0) return [];
  const body = unrefined(schema);
  const members =
    body.kind === 'union' || body.kind === 'intersection'
      ? body.members
      : body.kind === 'model'
        ? [composing.acceptance.source.model(body.model).schema]
        : [];
  return [...members, ...assertedSchemas(schema)].flatMap((member) => [
    member,
    ...alternativesIn(member, composing, levels - 1),
  ]);
}

/** Takes the properties that the hint requires: as the hint describes them, or as the object does. */
function* mergedCandidates(body: ObjectSchema, hint: Schema, composing: Composing): Generator<Sample> {
  const hinted = objectIn(hint, composing);
  if (hinted === null) return;
  const required = new Set(hinted.properties.filter((each) => each.required).map(({ name }) => name));
  const all = new Set(hinted.properties.map(({ name }) => name));
  const described = hinted.properties.filter(({ schema }) => schema.kind !== 'unknown');
  const own = described.flatMap(({ name, schema }): readonly SampleMember[] => {
    const sample = composing.compose(schema, { ...composing, name, isLeast: false });
    return sample === null ? [] : [[name, sample]];
  });
  for (const isChosen of [
    (name: string) => required.has(name),
    (name: string) => all.has(name),
    () => true,
  ]) {
    const base = objectWith(body, composing, ({ name }) => isChosen(name));
    if (base === null) continue;
    yield base;
    const members = membersOf(base);
    if (members !== null) yield objectSample([...members, ...own.filter(([name]) => isChosen(name))]);
  }
}

function* mergedWithBody(schema: Schema, part: Sample, composing: Composing): Generator<Sample> {
  const added = membersOf(part);
  for (const isLeast of [false, true]) {
    const base = composing.compose(schema, { ...composing, isLeast });
    const members = base === null ? null : membersOf(base);
    if (members !== null && added !== null) yield objectSample([...members, ...added]);
  }
}
