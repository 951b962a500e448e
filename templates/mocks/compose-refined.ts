/** Candidates for schemas with assertions: the schemas in them hint at what a valid value contains. */
import {
  assertedSchemas,
  unrefined,
  type ObjectSchema,
  type RefinedSchema,
  type Schema,
} from '../../generator/index.ts';
import { objectWith, partialCandidates } from './compose-object.ts';
import type { Composing } from './composing.ts';
import { membersOf, objectSample, type Sample, type SampleMember } from './sample.ts';

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
