/** The sample of each model, for each direction that has a type of its own. */
import {
  type Api,
  childrenOf,
  isScalar,
  isSharedByDirections,
  type JsonValue,
  type Model,
  type ModelSource,
  modelsThatDiffer,
  type ObjectSchema,
  referenceGroups,
  referencesOf,
  type Schema,
  sourceOf,
} from '../../generator/index.ts';
import { composeSample } from './compose.ts';
import type { Composing, Sample } from './sample.ts';

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

interface ComposeRequest {
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

type SampleDirection = 'request' | 'response';

interface Recursion {
  /** Groups of models that lead to each other; each group refers only to itself and to earlier groups. */
  readonly groups: readonly (readonly Model[])[];
  readonly isSameGroup: (left: string, right: string) => boolean;
  /** Least nesting of a value of the model, in models. Infinity: no value ends. */
  readonly height: (model: string, direction: SampleDirection) => number;
}

function recursionOf(api: Api): Recursion {
  const byId = new Map(api.models.map((model) => [model.id, model]));
  const references = api.models.map(({ id, schema }) => [id, referencesOf(schema)] as const);
  const groups = referenceGroups(new Map(references)).map((group) =>
    group.flatMap((id) => byId.get(id) ?? []),
  );
  const groupOf = new Map(groups.flatMap((group, index) => group.map(({ id }) => [id, index] as const)));
  const heights = {
    request: heightsOf(api.models, 'request'),
    response: heightsOf(api.models, 'response'),
  };
  return {
    groups,
    isSameGroup: (left, right) => groupOf.get(left) === groupOf.get(right),
    height: (model, direction) => heights[direction].get(model) ?? Infinity,
  };
}

function heightsOf(models: readonly Model[], direction: SampleDirection): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const { id, schema } of models) {
      const height = 1 + heightOf(schema, { heights, direction });
      if (height >= (heights.get(id) ?? Infinity)) continue;
      heights.set(id, height);
      isChanged = true;
    }
  }
  return heights;
}

interface HeightContext {
  readonly heights: ReadonlyMap<string, number>;
  readonly direction: SampleDirection;
}

function heightOf(schema: Schema, context: HeightContext): number {
  const inner = (each: Schema): number => heightOf(each, context);
  switch (schema.kind) {
    case 'never':
      return Infinity;
    case 'unknown':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return 0;
    case 'array':
      return (schema.limits.minItems ?? 0) > 0 ? inner(schema.items) : 0;
    case 'tuple':
      return highest(schema.items.slice(0, schema.required).map(inner));
    case 'object':
      return highest(requiredIn(schema, context.direction).map(inner));
    case 'record':
      return (schema.limits.minProperties ?? 0) > 0 ? inner(schema.values) : 0;
    case 'union':
      return Math.min(...schema.members.map(inner));
    case 'intersection':
      return highest(childrenOf(schema).map((child) => inner(child.schema)));
    case 'refined':
      return inner(schema.schema);
    case 'model':
      return context.heights.get(schema.model) ?? Infinity;
  }
}

function requiredIn({ properties }: ObjectSchema, direction: SampleDirection): readonly Schema[] {
  const excluded = direction === 'request' ? 'read' : 'write';
  return properties
    .filter(({ required, access }) => required && access !== excluded)
    .map(({ schema }) => schema);
}

function highest(heights: readonly number[]): number {
  return Math.max(0, ...heights);
}
