/** A schema → values that differ from a first one in a single choice: a member, an alternative, an absent key, a limit. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import type { ModelSource } from '../../../generator/api/unions.ts';
import type {
  ArraySchema,
  NumberSchema,
  ObjectSchema,
  Schema,
  StringSchema,
} from '../../../generator/api/schema.ts';
import type { Direction } from '../../../generator/diff/change.ts';
import { valueOf } from '../../corpus/values.ts';

export interface Sampling {
  readonly direction: Direction;
  readonly models: ModelSource;
  /** Models whose choices are tried. All others are filled in with one value. */
  readonly tried: (model: string) => boolean;
}

/** The first value has as much as possible. Values may be invalid, as where a pattern asks for something. */
export function samplesOf(schema: Schema, sampling: Sampling): readonly JsonValue[] {
  return new Sampler(sampling).of(schema, mostNested);
}

/** Most schemas in one another: models may refer to themselves. */
const mostNested = 12;

/** A choice deep in a model is in one value, so that values grow with the number of choices. */
const mostValues = 300;

class Sampler {
  readonly #sampling: Sampling;

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
  }

  of(schema: Schema, depth: number): readonly JsonValue[] {
    if (depth === 0) return [];
    return this.#values(schema, depth - 1).slice(0, mostValues);
  }

  #values(schema: Schema, depth: number): readonly JsonValue[] {
    switch (schema.kind) {
      case 'unknown':
        return [{ anything: [1] }, 'any text', 1];
      case 'never':
        return [];
      case 'null':
        return [null];
      case 'boolean':
        return [true, false];
      case 'number':
        return numbersOf(schema);
      case 'string':
        return textsOf(schema);
      case 'literal':
        return [schema.value];
      case 'enum':
        return schema.members.map(({ value }) => value);
      case 'array':
        return this.#lists(schema, depth);
      case 'tuple':
        return this.#filled(schema);
      case 'object':
        return this.#objects(schema, depth);
      case 'record':
        return [...this.of(schema.values, depth).map((value): JsonValue => ({ key: value })), {}];
      case 'union':
        return schema.members.flatMap((member) => this.of(member, depth));
      case 'intersection':
        return this.#together(schema.members.map((member) => this.of(member, depth)));
      case 'refined':
        return this.of(schema.schema, depth);
      case 'model':
        return this.#isTried(schema.model)
          ? this.of(this.#sampling.models.model(schema.model).schema, depth)
          : this.#filled(schema);
    }
  }

  /** An enumeration is tried wherever it is: the property that refers to it may have had one of its own. */
  #isTried(model: string): boolean {
    const { models, tried } = this.#sampling;
    return tried(model) || models.model(model).schema.kind === 'enum';
  }

  /** One value, without any choice. */
  #filled(schema: Schema): readonly JsonValue[] {
    const { models, direction } = this.#sampling;
    const isSent = direction === 'request';
    const schemaOf = (model: string): Schema => models.model(model).schema;
    const values = (['most', 'least', 'last'] as const).map((amount) =>
      valueOf(schema, { amount, isSent, schemaOf }),
    );
    return values.filter((value) => value !== undefined).slice(0, 1);
  }

  #lists({ items, limits }: ArraySchema, depth: number): readonly JsonValue[] {
    const count = Math.max(limits.minItems ?? 1, 1);
    const lists = this.of(items, depth).map((value): JsonValue => Array.from({ length: count }, () => value));
    return (limits.minItems ?? 0) === 0 ? [...lists, []] : lists;
  }

  #objects(schema: ObjectSchema, depth: number): readonly JsonValue[] {
    const hidden = this.#sampling.direction === 'request' ? 'read' : 'write';
    const properties = schema.properties
      .filter(({ access }) => access !== hidden)
      .map(({ name, required, schema: own }) => ({ name, required, values: this.of(own, depth) }));
    const full: JsonObject = Object.fromEntries(
      properties.flatMap(({ name, values: [first] }) =>
        first === undefined ? [] : [[name, first] as const],
      ),
    );
    if (properties.some(({ required, values }) => required && values.length === 0)) return [];
    return [
      full,
      ...properties.flatMap(({ name, values }) =>
        values.slice(1).map((value) => ({ ...full, [name]: value })),
      ),
      ...properties.filter(({ required }) => !required).map(({ name }) => without(full, name)),
      ...this.#otherKeys(schema, depth).map((value) => ({ ...full, undeclared: value })),
    ];
  }

  #otherKeys({ rest, patterns }: ObjectSchema, depth: number): readonly JsonValue[] {
    if (patterns.length > 0) return [];
    return rest === null ? ['any text'] : this.of(rest, depth);
  }

  #together(parts: readonly (readonly JsonValue[])[]): readonly JsonValue[] {
    const first = parts.flatMap(([value]) => (value === undefined ? [] : [value]));
    if (first.length < parts.length) return [];
    const merged = (values: readonly JsonValue[]): JsonValue =>
      values.reduce((all, value) => (isJsonObject(all) && isJsonObject(value) ? { ...all, ...value } : all));
    return [
      merged(first),
      ...parts.flatMap((values, index) => values.slice(1).map((value) => merged(first.with(index, value)))),
    ];
  }
}

function without(object: JsonObject, name: string): JsonValue {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** At its limits, and between two integers. */
function numbersOf({ integer, limits }: NumberSchema): readonly JsonValue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const near = [minimum, maximum, multipleOf].filter((limit) => limit !== undefined);
  const inside = [
    exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1,
    exclusiveMaximum === undefined ? undefined : exclusiveMaximum - 1,
  ].filter((limit) => limit !== undefined);
  const first = near[0] ?? inside[0] ?? 3;
  const all = [
    first,
    ...near,
    ...inside,
    3,
    0,
    -7,
    1_000_003,
    ...(integer ? [] : [first + 0.25, first - 0.25]),
  ];
  return [...new Set(integer ? all.map(Math.trunc) : all)];
}

/** As short and as long as may be. */
function textsOf(schema: StringSchema): readonly JsonValue[] {
  if (schema.format === 'binary') return [];
  const { minLength = 0, maxLength = Math.max(minLength, 40) } = schema.limits;
  const first = valueOf(schema, { amount: 'most', schemaOf: () => schema });
  const long = 'x'.repeat(Math.min(maxLength, 2000));
  const all = [...(first === undefined ? [] : [first]), 'x'.repeat(minLength), long, 'any text'];
  return [...new Set(all)];
}
