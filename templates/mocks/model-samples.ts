/** The sample of each model, for each direction that has a type of its own. */
import {
  isScalar,
  isSharedByDirections,
  modelsThatDiffer,
  sourceOf,
  type Api,
  type JsonValue,
  type Model,
  type ModelSource,
  type Schema,
} from '../../generator/index.ts';
import { composeSample } from './compose.ts';
import type { Composing, Sample } from './sample.ts';
import { recursionOf, type Recursion, type SampleDirection } from './recursion.ts';

/** A model, and the direction whose type the sample has. */
export interface Form {
  readonly model: Model;
  readonly direction: SampleDirection;
}

export interface ModelSamples {
  /** Forms of all models, each once; aliases have that of their target. */
  readonly forms: readonly Form[];
  readonly formOf: (model: Model, direction: SampleDirection) => Form;
  /** `null`: the model has no sample. */
  readonly sampleOf: (form: Form) => Sample | null;
  /** The sample of any schema; `name` is the text of strings without a format. */
  readonly compose: (schema: Schema, request: ComposeRequest) => Sample | null;
}

export interface ComposeRequest {
  readonly name: string;
  readonly direction: SampleDirection;
  readonly examples?: readonly JsonValue[];
}

interface Composition {
  readonly source: ModelSource;
  readonly recursion: Recursion;
  readonly slowPatterns: ReadonlySet<string>;
  readonly formOf: (model: Model, direction: SampleDirection) => Form;
  readonly samples: Map<string, Sample | null>;
}

export function modelSamples(api: Api): ModelSamples {
  const source = sourceOf(api);
  const differing = modelsThatDiffer(api);
  const formOf = (model: Model, direction: SampleDirection): Form => {
    const target = targetOf(model, source);
    const { usage, id } = target;
    if (usage.request && !usage.response) return { model: target, direction: 'request' };
    const isSeparate = direction === 'request' && differing.has(id) && isSharedByDirections(target);
    return { model: target, direction: isSeparate ? 'request' : 'response' };
  };
  const forms = distinctForms(api, formOf);
  const composition: Composition = {
    source,
    recursion: recursionOf(api),
    slowPatterns: new Set(api.slowPatterns ?? []),
    formOf,
    samples: new Map(),
  };
  composeAll(forms, composition);
  return {
    forms,
    formOf,
    sampleOf: (form) => composition.samples.get(keyOf(form)) ?? null,
    compose: (schema, { name, direction, examples = [] }) =>
      composed(schema, composingFor({ name, direction, owner: null }, composition), examples),
  };
}

/** Another name of a model has no sample of its own. */
function targetOf(model: Model, source: ModelSource): Model {
  return model.isAlias === true && model.schema.kind === 'model' ? source.model(model.schema.model) : model;
}

function distinctForms(api: Api, formOf: Composition['formOf']): readonly Form[] {
  const forms = api.models.flatMap((model) =>
    (['response', 'request'] as const).map((direction) => formOf(model, direction)),
  );
  return [...new Map(forms.map((form) => [keyOf(form), form])).values()];
}

/** Referred models first, and in a circle of models those whose values nest least. */
function composeAll(forms: readonly Form[], composition: Composition): void {
  const byModel = Map.groupBy(forms, ({ model }) => model.id);
  for (const group of composition.recursion.groups) {
    const inGroup = group.flatMap(({ id }) => byModel.get(id) ?? []);
    const heightOf = ({ model, direction }: Form): number =>
      composition.recursion.height(model.id, direction);
    const ordered = inGroup.toSorted((left, right) => heightOf(left) - heightOf(right) || 0);
    for (const form of ordered) {
      const sample = heightOf(form) === Infinity ? null : composeModel(form, composition);
      composition.samples.set(keyOf(form), sample);
    }
  }
}

function composeModel({ model, direction }: Form, composition: Composition): Sample | null {
  const composing = composingFor({ name: model.name, direction, owner: model.id }, composition);
  return composed(model.schema, composing, model.docs.examples);
}

/** A value that is valid by all rules of JSON Schema, or else one that the validator accepts by its tag. */
function composed(schema: Schema, composing: Composing, examples: readonly JsonValue[] = []): Sample | null {
  const strict = { ...composing, acceptance: { ...composing.acceptance, isStrict: true } };
  return composeSample(schema, strict, examples) ?? composeSample(schema, composing, examples);
}

interface Owner {
  readonly name: string;
  readonly direction: SampleDirection;
  /** The model whose sample is composed; `null`: another schema, which no model refers to. */
  readonly owner: string | null;
}

function composingFor({ name, direction, owner }: Owner, composition: Composition): Composing {
  const { source, recursion, slowPatterns, formOf, samples } = composition;
  return {
    acceptance: { source, direction, slowPatterns, isStrict: false },
    compose: composeSample,
    sampleOf: (id) => samples.get(keyOf(formOf(source.model(id), direction))) ?? null,
    mayRefer: (id, isOptional) =>
      owner === null ||
      !recursion.isSameGroup(owner, id) ||
      (!isOptional && recursion.height(id, direction) < recursion.height(owner, direction)),
    isInline: (id) => isScalar(source.model(id).schema, source),
    name,
    nth: 0,
    isOptional: false,
    isLeast: false,
    inlined: 0,
  };
}

export function keyOf({ model, direction }: Form): string {
  return `${direction} ${model.id}`;
}
