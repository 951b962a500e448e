/** Two packages → values that the validators of their packages read otherwise than the report says. */
import type { Api, Model } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import type { Schema } from '../../../generator/api/schema.ts';
import { type ModelSource, sourceOf } from '../../../generator/api/unions.ts';
import { childrenOf } from '../../../generator/api/walk.ts';
import type { Direction, Finding } from '../../../generator/diff/change.ts';
import { compareSides } from '../../../generator/diff/compare.ts';
import { matchModels, type Pair } from '../../../generator/diff/match.ts';
import type { Validator } from '../../../templates/runtime/files/validation.ts';
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

export async function judgeWire({
  old,
  updated,
}: Pick<GeneratedUpdate, 'old' | 'updated'>): Promise<WireVerdict> {
  const sides = { before: await versionOf(old), after: await versionOf(updated) };
  const { findings } = compareSides(old.side, updated.side);
  const outcomes = matchModels(old.side.api, updated.side.api).pairs.flatMap((pair) =>
    directions
      .filter((direction) => isComparable(pair, direction, sides))
      .flatMap((direction) =>
        clients.map((client) => outcomeOf({ pair, direction, client }, sides, findings)),
      ),
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
}

async function versionOf({ files, side }: GeneratedSide): Promise<Version> {
  const exports = await importFiles<Readonly<Record<string, unknown>>>(files);
  const models = sourceOf(side.api);
  return {
    models,
    carried: carriedModels(side.api, models),
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
    models.filter(({ id }) => used.includes(id)).flatMap((model) => [...reachedFrom(model, source).ids]),
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

interface Question {
  readonly pair: Pair<Model>;
  readonly direction: Direction;
  readonly client: WireDisagreement['client'];
}

/** A validator is for values of responses, which may have other properties than those of requests. */
function isComparable(pair: Pair<Model>, direction: Direction, versions: Versions): boolean {
  return (['before', 'after'] as const).every((side) => {
    const [model, { models, carried, validator }] = [pair[side], versions[side]];
    const isUsual = direction === 'response' || reachedFrom(model, models).isShared;
    const isCarried = model.usage[direction] && carried.has(model.id);
    return isCarried && validator(model) !== undefined && isUsual;
  });
}

interface Reached {
  readonly ids: ReadonlySet<string>;
  /** True if requests and responses have the same properties. */
  readonly isShared: boolean;
}

function reachedFrom(start: Model, models: ModelSource, follows = (_: Model): boolean => true): Reached {
  const ids = new Set<string>();
  let isShared = true;
  const visit = (schema: Schema): void => {
    if (schema.kind === 'object' && schema.properties.some(({ access }) => access !== 'both'))
      isShared = false;
    if (schema.kind === 'model') add(models.model(schema.model));
    for (const child of childrenOf(schema)) visit(child.schema);
  };
  const add = (model: Model): void => {
    if (ids.has(model.id) || (model !== start && !follows(model))) return;
    ids.add(model.id);
    visit(model.schema);
  };
  add(start);
  return { ids, isShared };
}

interface Outcome {
  readonly isBroken: boolean;
  readonly disagreement: WireDisagreement | null;
}

function outcomeOf(question: Question, versions: Versions, findings: readonly Finding[]): Outcome {
  const { pair, direction, client } = question;
  // A client reads responses; the server reads requests.
  const reader = (client === 'old') === (direction === 'response') ? 'before' : 'after';
  const sender = reader === 'before' ? 'after' : 'before';
  const values = validValues(pair[sender], versions[sender], direction);
  const validator = versions[reader].validator(pair[reader]);
  const refused = values.find((value) => !accepts(validator, value, direction === 'request'));
  const isTold = ({ effect }: Finding): boolean =>
    client === 'old' ? effect.oldClientBreaks : effect.newClientBreaks;
  const told = findings.filter((finding) => finding.direction === direction && isTold(finding));
  const all = concerning(told, pair, versions);
  const own = concerning(told, pair, versions, ({ parent }) => parent !== null);
  const isMissed = refused !== undefined && all.length === 0;
  const isExaggerated = refused === undefined && own.length > 0 && values.length > 0;
  const words = (finding: Finding): string => [finding.kind, ...finding.path].join(' ');
  return {
    isBroken: refused !== undefined,
    disagreement:
      isMissed || isExaggerated
        ? {
            model: pair.after.name,
            direction,
            client,
            refused: refused === undefined ? null : JSON.stringify(refused),
            told: own.map(words),
          }
        : null,
  };
}

/** Findings about the two models or what they refer to, as far as it is followed. */
function concerning(
  findings: readonly Finding[],
  pair: Pair<Model>,
  versions: Versions,
  follows?: (model: Model) => boolean,
): readonly Finding[] {
  const [before, after] = (['before', 'after'] as const).map(
    (side) => reachedFrom(pair[side], versions[side].models, follows).ids,
  );
  return findings.filter(
    ({ owner }) =>
      owner.kind === 'model' &&
      before?.has(owner.before ?? '') === true &&
      after?.has(owner.after ?? '') === true,
  );
}

/** Values that the document of the sender allows. */
function validValues(
  model: Model,
  { models, validator }: Version,
  direction: Direction,
): readonly JsonValue[] {
  const tried = (id: string): boolean => models.model(id).parent !== null;
  return samplesOf(model.schema, { direction, models, tried }).filter((value) =>
    accepts(validator(model), value, true),
  );
}

/** Validators fill in defaults, so that each gets a copy. */
function accepts(validator: Validator<unknown> | undefined, value: JsonValue, exact: boolean): boolean {
  return validator?.safeParse(structuredClone(value), { exact }).ok === true;
}
