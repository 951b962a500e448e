/** Order in which models get their samples, and which of them may refer to each other without a circle. */
import {
  childrenOf,
  referenceGroups,
  referencesOf,
  type Api,
  type Model,
  type ObjectSchema,
  type Schema,
} from '../../generator/index.ts';

export type SampleDirection = 'request' | 'response';

export interface Recursion {
  /** Groups of models that lead to each other; each group refers only to itself and to earlier groups. */
  readonly groups: readonly (readonly Model[])[];
  readonly isSameGroup: (left: string, right: string) => boolean;
  /** Least nesting of a value of the model, in models. Infinity: no value ends. */
  readonly height: (model: string, direction: SampleDirection) => number;
}

export function recursionOf(api: Api): Recursion {
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
