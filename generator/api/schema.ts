/**
 * A JSON Schema as a closed union: one kind for each shape of value, one representation for each fact.
 *
 * Nullable is a union with `null`; optional belongs to the property; a reference is a model.
 * It contains no version of OpenAPI, no `$ref` and no TypeScript.
 */
import type { Docs, Place } from './place.ts';
import type { JsonValue } from './json.ts';

export type Schema =
  | UnknownSchema
  | NeverSchema
  | NullSchema
  | BooleanSchema
  | NumberSchema
  | StringSchema
  | LiteralSchema
  | EnumSchema
  | ArraySchema
  | TupleSchema
  | ObjectSchema
  | RecordSchema
  | UnionSchema
  | IntersectionSchema
  | RefinedSchema
  | ModelSchema;

export type SchemaKind = Schema['kind'];

interface SchemaBase {
  readonly docs: Docs;
  readonly place: Place;
}

/** Any JSON value: `{}`, `true`, or a schema that cannot be represented, which a diagnostic reports. */
export interface UnknownSchema extends SchemaBase {
  readonly kind: 'unknown';
}

/** No value at all: `false`, or members of an intersection that exclude each other. */
export interface NeverSchema extends SchemaBase {
  readonly kind: 'never';
}

export interface NullSchema extends SchemaBase {
  readonly kind: 'null';
}

export interface BooleanSchema extends SchemaBase {
  readonly kind: 'boolean';
}

export interface NumberSchema extends SchemaBase {
  readonly kind: 'number';
  /** Representation for callers; absent: a JSON number. `rounded`: digits beyond its precision are dropped. */
  readonly representation?: 'text' | 'bigint' | 'rounded';
  /** `type: integer`. Bounds at ±(2^53−1) only require a safe integer, and are dropped. */
  readonly integer: boolean;
  readonly format: string | null;
  readonly limits: NumberLimits;
}

export interface NumberLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface StringSchema extends SchemaBase {
  readonly kind: 'string';
  /** Representation of a point in time for callers; absent: text. */
  readonly representation?: 'date' | 'instant';
  /** `utc`: a point in time of a response may be without an offset, and is then in UTC. Absent: it has an offset. */
  readonly zone?: 'utc';
  /** `binary`: bytes. Any other format: text. */
  readonly format: string | null;
  readonly limits: StringLimits;
}

export interface StringLimits {
  /** Lengths are counted in code points (JSON Schema Validation, section 6.3). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Source of a valid JavaScript regular expression. */
  readonly pattern?: string;
}

/** One fixed value: `const`, or an enum of one member. */
export interface LiteralSchema extends SchemaBase {
  readonly kind: 'literal';
  readonly value: JsonValue;
  /** Name that the document gives the value, for a constant; absent: none. */
  readonly name?: string;
}

/** Several fixed strings, numbers or booleans, in the order of the document, without repeats. */
export interface EnumSchema extends SchemaBase {
  readonly kind: 'enum';
  readonly members: readonly EnumMember[];
}

export interface EnumMember {
  readonly value: string | number | boolean;
  readonly description: string | null;
  /** Name that the document gives the member, an identifier; absent: none. */
  readonly name?: string;
}

export interface ArraySchema extends SchemaBase {
  readonly kind: 'array';
  readonly items: Schema;
  readonly limits: ArrayLimits;
}

export interface ArrayLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

/** `prefixItems`: a value for each position, then any number of `rest` (`never`: none). */
export interface TupleSchema extends SchemaBase {
  readonly kind: 'tuple';
  readonly items: readonly Schema[];
  /** Number of `items` that are required. */
  readonly required: number;
  readonly rest: Schema;
  readonly limits: ArrayLimits;
}

/** Named properties, and the schemas of other keys. */
export interface ObjectSchema extends SchemaBase {
  readonly kind: 'object';
  /** Sorted by name (code points), unless the configuration asks for the order of the document. */
  readonly properties: readonly Property[];
  /**
   * Schemas for keys that are not properties and match a pattern. Every matching pattern applies.
   * The schema of a property already includes the patterns that its name matches. Usually empty.
   */
  readonly patterns: readonly PatternProperties[];
  /**
   * Schema for keys that are not properties and match no pattern. `null`: any value, because the document has no
   * `additionalProperties`. `never`: such keys are invalid.
   */
  readonly rest: Schema | null;
  readonly limits: ObjectLimits;
}

/** An entry of `patternProperties`. */
export interface PatternProperties {
  /** Source of a valid JavaScript regular expression. It may match anywhere in a key. */
  readonly pattern: string;
  readonly schema: Schema;
}

export interface ObjectLimits {
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface Property {
  /** The key in JSON. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  /** The validator adds it if the key is absent; `undefined`: no default. */
  readonly default: JsonValue | undefined;
  /** `read`: only responses contain it (`readOnly`). `write`: only requests do (`writeOnly`). */
  readonly access: Access;
  readonly docs: Docs;
  readonly place: Place;
}

export type Access = 'read' | 'write' | 'both';

/** A map: every value matches `values`. */
export interface RecordSchema extends SchemaBase {
  readonly kind: 'record';
  /** Schema of every key: a string, an enum or a model. A string without limits: any key. */
  readonly keys: Schema;
  readonly values: Schema;
  readonly limits: ObjectLimits;
}

/** One of at least two members. `null`, if it is a member, is the last. */
export interface UnionSchema extends SchemaBase {
  readonly kind: 'union';
  readonly members: readonly Schema[];
  /** `oneOf`: exactly one member matches. `anyOf`: at least one. */
  readonly exclusive: boolean;
  readonly discriminator: Discriminator | null;
}

export interface Discriminator {
  readonly property: string;
  /** From a value of the property to the index in `members`. */
  readonly mapping: readonly { readonly value: string | number | boolean; readonly member: number }[];
  /** Index of the member for other values, and for objects without the property (OpenAPI 3.2). Absent: none. */
  readonly fallback?: number;
  /** `true`: the document declares it. `false`: detected, because each member has another constant there. */
  readonly explicit: boolean;
}

/** All members at once: an `allOf` whose members cannot be merged into one object. */
export interface IntersectionSchema extends SchemaBase {
  readonly kind: 'intersection';
  readonly members: readonly Schema[];
}

/**
 * A schema with assertions that its type cannot express. Its type is that of `schema`, which is never refined itself.
 *
 * Schemas in assertions only validate: they have no types or names, and fill in no defaults.
 */
export interface RefinedSchema extends SchemaBase {
  readonly kind: 'refined';
  readonly schema: Exclude<Schema, RefinedSchema>;
  /** At least one, in canonical order. */
  readonly assertions: readonly Assertion[];
}

/** One condition on a value. It accepts every value of a type that it does not apply to. */
export type Assertion =
  | TypedAssertion
  | MatchesAssertion
  | NotAssertion
  | ExactlyOneAssertion
  | ConditionalAssertion
  | ContainsAssertion
  | DependentRequiredAssertion
  | DependentSchemaAssertion
  | PropertyNamesAssertion
  | UnevaluatedPropertiesAssertion
  | UnevaluatedItemsAssertion;

/** Keywords without a `type`: a value of this type must match the schema; other values are valid. */
export interface TypedAssertion {
  readonly kind: 'typed';
  readonly type: 'number' | 'string' | 'array' | 'object';
  readonly schema: Schema;
}

/** A member of `allOf`, or keywords beside a reference, that the type cannot express. */
export interface MatchesAssertion {
  readonly kind: 'matches';
  readonly schema: Schema;
}

export interface NotAssertion {
  readonly kind: 'not';
  readonly schema: Schema;
}

/** A `oneOf` whose members overlap: the validator counts how many match. */
export interface ExactlyOneAssertion {
  readonly kind: 'exactlyOne';
  readonly schemas: readonly Schema[];
}

/** `if`, `then`, `else`; `unknown` for an absent one. */
export interface ConditionalAssertion {
  readonly kind: 'conditional';
  readonly condition: Schema;
  readonly whenTrue: Schema;
  readonly whenFalse: Schema;
}

/** Number of items of an array that match; `maximum` `null`: unlimited. */
export interface ContainsAssertion {
  readonly kind: 'contains';
  readonly schema: Schema;
  readonly minimum: number;
  readonly maximum: number | null;
}

/** An object with this property must have the others too. */
export interface DependentRequiredAssertion {
  readonly kind: 'dependentRequired';
  readonly property: string;
  readonly required: readonly string[];
}

/** An object with this property must match the schema. */
export interface DependentSchemaAssertion {
  readonly kind: 'dependentSchema';
  readonly property: string;
  readonly schema: Schema;
}

/** Every key of an object must match the schema. */
export interface PropertyNamesAssertion {
  readonly kind: 'propertyNames';
  readonly schema: Schema;
}

/** Values of keys that `evaluated` does not cover must match `schema`. */
export interface UnevaluatedPropertiesAssertion {
  readonly kind: 'unevaluatedProperties';
  readonly evaluated: readonly EvaluatedProperties[];
  readonly schema: Schema;
}

/** Items that `evaluated` does not cover must match `schema`. */
export interface UnevaluatedItemsAssertion {
  readonly kind: 'unevaluatedItems';
  readonly evaluated: readonly EvaluatedItems[];
  readonly schema: Schema;
}

/** Keys that another part of the schema covers. */
export type EvaluatedProperties =
  | { readonly kind: 'all' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | EvaluatedWhen<EvaluatedProperties>;

/** Items that another part of the schema covers: the first `count`, or those that match a `contains`. */
export type EvaluatedItems =
  | { readonly kind: 'all' }
  | { readonly kind: 'prefix'; readonly count: number }
  | { readonly kind: 'containing'; readonly schema: Schema }
  | EvaluatedWhen<EvaluatedItems>;

/** Parts that also apply if the object or array matches `schema`, and if it does not. */
export interface EvaluatedWhen<Part> {
  readonly kind: 'when';
  readonly schema: Schema;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

/** A reference to one of `Api.models`. */
export interface ModelSchema extends SchemaBase {
  readonly kind: 'model';
  readonly model: string;
}
