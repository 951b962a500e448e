/** Two packages → values that the validators of their packages read otherwise than the report says. */
import type { Api, Model, Operation } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { below, type Place } from '../../../generator/api/place.ts';
import type { Schema } from '../../../generator/api/schema.ts';
import { type ModelSource, sourceOf } from '../../../generator/api/unions.ts';
import { childrenOf } from '../../../generator/api/walk.ts';
import type { ChangeKind, Direction, Finding } from '../../../generator/diff/change.ts';
import { compareSides } from '../../../generator/diff/compare.ts';
import { matchBy, matchModels, matchOperations, type Pair } from '../../../generator/diff/match.ts';
import type { Validator } from '../../../templates/runtime/files/validation.ts';
import { documentOf } from '../../corpus/calls/described-document.ts';
import { judgeOf } from '../../corpus/calls/schema-verdicts.ts';
import type { JsonMap } from '../../review/edits/document.ts';
import { importFiles } from '../../support/imported-package.ts';
import type { GeneratedSide, GeneratedUpdate } from './oracle.ts';
import { samplesOf } from './samples.ts';

export interface WireDisagreement {
  readonly model: string;
  readonly direction: Direction;
  /** The client that reads or sends values of the model; the server is of the other version. */
  readonly client: 'old' | 'new';
  /** A value that the reader refuses, although no change says so; `null`: it reads all, although one says otherwise. */
  readonly refused: string | null;
  readonly told: readonly string[];
}

export interface WireVerdict {
  /** Models, each in one direction and for one of the two clients. */
  readonly compared: number;
  /** Of these, those with a value that is refused. */
  readonly broken: number;
  readonly disagreements: readonly WireDisagreement[];
}

export async function judgeWire({ before, after, old, updated }: GeneratedUpdate): Promise<WireVerdict> {
  const sides = { before: await versionOf(old, before), after: await versionOf(updated, after) };
  const { findings } = compareSides(old.side, updated.side);
  const models = matchModels(old.side.api, updated.side.api).pairs.flatMap((pair) =>
    directions
      .filter((direction) => isComparable(pair, direction, sides))
      .map((direction) => subjectOf(pair, direction, sides)),
  );
  const sent = sentSubjects(matchOperations(old.side.api, updated.side.api).pairs, sides);
  const outcomes = [...models, ...sent].flatMap((subject) =>
    clients.map((client) => outcomeOf({ subject, client }, sides, findings)),
  );
  return {
    compared: outcomes.length,
    broken: outcomes.filter(({ isBroken }) => isBroken).length,
    disagreements: outcomes.flatMap(({ disagreement }) => disagreement ?? []),
  };
}

const directions: readonly Direction[] = ['request', 'response'];
const clients = ['old', 'new'] as const;

interface Version {
  readonly models: ModelSource;
  /** Ids of the models inside values that calls send or validate. */
  readonly carried: ReadonlySet<string>;
  /** The exported validator of a model. A type inside another one has none. */
  readonly validator: (model: Model) => Validator<unknown> | undefined;
  /** The verdict of a server on a value that a client sends. `null`: it cannot be told. */
  readonly serves: (place: Place, value: JsonValue) => boolean | null;
}

async function versionOf({ files, side }: GeneratedSide, document: JsonMap): Promise<Version> {
  const exports = await importFiles<Readonly<Record<string, unknown>>>(files);
  const models = sourceOf(side.api);
  const judge = judgeOf(documentOf(JSON.parse(JSON.stringify(document))));
  return {
    models,
    carried: carriedModels(side.api, models),
    serves({ pointer }, value) {
      const verdict = judge(pointer, value, 'served');
      return 'accepted' in verdict ? verdict.accepted : null;
    },
    validator({ id, parent }) {
      const exported = exports[side.names.get(`model.type:${id}`) ?? ''];
      return parent === null && isValidator(exported) ? exported : undefined;
    },
  };
}

/** Bodies as bytes or text have no validator, whatever their schemas say. */
function carriedModels({ operations, incoming, models }: Api, source: ModelSource): ReadonlySet<string> {
  const contents = [...operations, ...incoming].flatMap(({ requestBody, responses }) => [
    ...(requestBody?.content ?? []).filter(({ format }) => format !== 'binary'),
    ...responses
      .flatMap(({ content }) => content)
      .filter(({ format }) => !['binary', 'text', 'form'].includes(format)),
  ]);
  const parameters = [...operations, ...incoming].flatMap((operation) => operation.parameters);
  const used = [...contents, ...parameters].flatMap(({ schema }) => modelsIn(schema));
  return new Set(
    models
      .filter(({ id }) => used.includes(id))
      .flatMap((model) => [...reachedFrom(model.schema, source, { own: model.id }).ids]),
  );
}

function modelsIn(schema: Schema): readonly string[] {
  if (schema.kind === 'model') return [schema.model];
  return childrenOf(schema).flatMap((child) => modelsIn(child.schema));
}

function isValidator(value: unknown): value is Validator<unknown> {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}

type Versions = Pair<Version>;

/** Values at one place, which a client of one version sends or reads. */
interface Subject {
  readonly name: string;
  readonly direction: Direction;
  readonly sides: Pair<ReadValues>;
  /** Path of its own findings in the operation; `null`: it is a model. */
  readonly path: { readonly owner: Finding['owner']; readonly steps: readonly string[] } | null;
}

interface ReadValues {
  readonly schema: Schema;
  /** Id of the model that it is, or refers to. */
  readonly model: string | null;
  /** The verdict of the reader; `null`: it cannot be told. */
  readonly accepts: (value: JsonValue, isExact: boolean) => boolean | null;
}

interface Question {
  readonly subject: Subject;
  readonly client: WireDisagreement['client'];
}

/** Values of responses need a validator. A server reads requests as the document says. */
function isComparable(pair: Pair<Model>, direction: Direction, versions: Versions): boolean {
  return (['before', 'after'] as const).every((side) => {
    const [model, { carried, validator }] = [pair[side], versions[side]];
    const isRead = direction === 'request' || validator(model) !== undefined;
    return model.usage[direction] && carried.has(model.id) && isRead;
  });
}

function subjectOf(pair: Pair<Model>, direction: Direction, versions: Versions): Subject {
  const valuesOf = (side: 'before' | 'after'): ReadValues => {
    const [model, version] = [pair[side], versions[side]];
    const validator = version.validator(model);
    // Requests may have other properties than the values that a validator is for, and a server has none of ours.
    return {
      schema: model.schema,
      model: model.id,
      accepts: (value, isExact) =>
        validator !== undefined && direction === 'response'
          ? accepts(validator, value, isExact)
          : version.serves(model.place, value),
    };
  };
  const sides = { before: valuesOf('before'), after: valuesOf('after') };
  return { name: pair.after.name, direction, sides, path: null };
}

/** Parameters and bodies that both versions of an operation have. */
function sentSubjects(operations: readonly Pair<Operation>[], versions: Versions): readonly Subject[] {
  return operations.flatMap(({ before, after }) => {
    const owner = { kind: 'operation', before: before.id, after: after.id } as const;
    const { pairs } = matchBy(sentBy(before), sentBy(after), ({ steps }) => steps.join(' '));
    return pairs.map((pair): Subject => {
      const valuesOf = (side: 'before' | 'after'): ReadValues => ({
        schema: pair[side].schema,
        model: pair[side].schema.kind === 'model' ? pair[side].schema.model : null,
        accepts: (value) => versions[side].serves(pair[side].place, value),
      });
      return {
        name: `${after.id} ${pair.after.steps.join(' ')}`,
        direction: 'request',
        sides: { before: valuesOf('before'), after: valuesOf('after') },
        path: { owner, steps: pair.after.steps.slice(0, 2) },
      };
    });
  });
}

interface SentValue {
  readonly steps: readonly string[];
  readonly schema: Schema;
  readonly place: Place;
}

function sentBy({ parameters, requestBody }: Operation): readonly SentValue[] {
  return [
    ...parameters
      .filter(({ mediaType }) => mediaType === null)
      .map(({ location, name, schema, place }) => ({
        steps: [location, name],
        schema,
        place: below(place, 'schema'),
      })),
    ...(requestBody?.content ?? [])
      .filter(({ format }) => format === 'json' || format === 'form')
      .map(({ mediaType, schema, place }) => ({
        steps: ['body', mediaType],
        schema,
        place: below(place, 'schema'),
      })),
  ];
}

interface Reached {
  readonly ids: ReadonlySet<string>;
  /** True if a value of them may be a file. */
  readonly hasBytes: boolean;
}

interface Followed {
  readonly follows?: (model: Model) => boolean;
  /** The model that the schema is of. */
  readonly own?: string;
}

function reachedFrom(
  start: Schema,
  models: ModelSource,
  { follows = () => true, own }: Followed = {},
): Reached {
  const ids = new Set<string>();
  let hasBytes = false;
  const visit = (schema: Schema): void => {
    if (schema.kind === 'string' && schema.format === 'binary') hasBytes = true;
    if (schema.kind === 'model') add(models.model(schema.model));
    for (const child of childrenOf(schema)) visit(child.schema);
  };
  const add = (model: Model): void => {
    if (ids.has(model.id) || !follows(model)) return;
    ids.add(model.id);
    visit(model.schema);
  };
  if (own !== undefined) ids.add(own);
  visit(start);
  return { ids, hasBytes };
}

/** Whether a body or parameter is sent at all says nothing of its values. */
const ofPresence: ReadonlySet<ChangeKind> = new Set([
  'body-required',
  'body-optional',
  'parameter-required',
  'parameter-optional',
  'header-required',
  'header-optional',
]);

interface Outcome {
  readonly isBroken: boolean;
  readonly disagreement: WireDisagreement | null;
}

function outcomeOf({ subject, client }: Question, versions: Versions, findings: readonly Finding[]): Outcome {
  const { direction, sides } = subject;
  // A client reads responses; the server reads requests.
  const reader = (client === 'old') === (direction === 'response') ? 'before' : 'after';
  const sender = reader === 'before' ? 'after' : 'before';
  const values = validValues(sides[sender], versions[sender].models, direction);
  const verdicts = values.map((value) => sides[reader].accepts(value, direction === 'request'));
  const refused = values.find((_, index) => verdicts[index] === false);
  const isTold = ({ effect }: Finding): boolean =>
    client === 'old' ? effect.oldClientBreaks : effect.newClientBreaks;
  const told = findings.filter(
    (finding) => finding.direction === direction && !ofPresence.has(finding.kind) && isTold(finding),
  );
  const all = concerning(told, subject, versions);
  const own = concerning(told, subject, versions, ({ parent }) => parent !== null).filter(
    ({ kind }) => !hasBytes(subject, versions) || !kind.startsWith('limit-'),
  );
  const isMissed = refused !== undefined && all.length === 0;
  const isExaggerated = own.length > 0 && values.length > 0 && verdicts.every((each) => each === true);
  const words = (finding: Finding): string => [finding.kind, ...finding.path].join(' ');
  return {
    isBroken: refused !== undefined,
    disagreement:
      isMissed || isExaggerated
        ? {
            model: subject.name,
            direction,
            client,
            refused: refused === undefined ? null : JSON.stringify(refused),
            told: own.map(words),
          }
        : null,
  };
}

/** No sample has bytes, so that limits of a file are never exceeded. */
function hasBytes({ sides }: Subject, versions: Versions): boolean {
  return (['before', 'after'] as const).some(
    (side) => reachedFrom(sides[side].schema, versions[side].models).hasBytes,
  );
}

/** Findings about the values or the models that they refer to, as far as these are followed. */
function concerning(
  findings: readonly Finding[],
  { sides, path }: Subject,
  versions: Versions,
  follows?: (model: Model) => boolean,
): readonly Finding[] {
  const [before, after] = (['before', 'after'] as const).map((side) => {
    const { schema, model } = sides[side];
    const own = path === null && model !== null ? { own: model } : {};
    return reachedFrom(schema, versions[side].models, follows === undefined ? own : { ...own, follows }).ids;
  });
  return findings.filter(({ owner, path: steps }) =>
    owner.kind === 'model'
      ? before?.has(owner.before ?? '') === true && after?.has(owner.after ?? '') === true
      : path !== null &&
        JSON.stringify(owner) === JSON.stringify(path.owner) &&
        (path.steps[0] === 'body' ? ['body'] : path.steps).every((step, index) => step === steps[index]),
  );
}

/** Values that the document of the sender allows. */
function validValues(
  { schema, model, accepts: isValid }: ReadValues,
  models: ModelSource,
  direction: Direction,
): readonly JsonValue[] {
  const tried = (id: string): boolean => id === model || models.model(id).parent !== null;
  return samplesOf(schema, { direction, models, tried }).filter((value) => isValid(value, true) === true);
}

/** Validators fill in defaults, so that each gets a copy. */
function accepts(validator: Validator<unknown> | undefined, value: JsonValue, exact: boolean): boolean {
  return validator?.safeParse(structuredClone(value), { exact }).ok === true;
}
