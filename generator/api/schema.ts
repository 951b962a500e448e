/**
 * A JSON Schema as a closed union: one kind for each shape of value, one encoding for each fact.
 *
 * Nullable is a union with `null`; optional belongs to the property; a reference is a model.
 * There is no OpenAPI version here, no `$ref` text and no word of TypeScript.
 */
import type { Docs } from './docs.ts';
import type { JsonValue } from './json.ts';
import type { Place } from './place.ts';

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

/** Any JSON value: `{}`, `true`, or something that cannot be said and was reported. */
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
  /** How callers have it; absent: as JSON has it. `rounded`: more digits came than it keeps, and are dropped. */
  readonly representation?: 'text' | 'bigint' | 'rounded';
  /** `type: integer`. Bounds at ±(2^53−1) say just that the value is a safe integer, and are dropped. */
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
  /** How callers have a point in time; absent: as text. */
  readonly representation?: 'date' | 'instant';
  /** `binary` is bytes, not JSON text; any other format is text. */
  readonly format: string | null;
  readonly limits: StringLimits;
}

export interface StringLimits {
  /** Lengths are counted in code points (JSON Schema Validation, section 6.3). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Source of a regular expression that compiles in JavaScript. */
  readonly pattern?: string;
}

/** One fixed value: `const`, or an enum of one member. */
export interface LiteralSchema extends SchemaBase {
  readonly kind: 'literal';
  readonly value: JsonValue;
}

/** Several fixed strings, numbers or booleans, in the order of the document, each once. */
export interface EnumSchema extends SchemaBase {
  readonly kind: 'enum';
  readonly members: readonly EnumMember[];
}

export interface EnumMember {
  readonly value: string | number | boolean;
  readonly description: string | null;
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
  /** How many of `items` must be there. */
  readonly required: number;
  readonly rest: Schema;
  readonly limits: ArrayLimits;
}

/** Named properties, and what is known of the others. */
export interface ObjectSchema extends SchemaBase {
  readonly kind: 'object';
  /** Sorted by name (code points), unless the configuration asks for the order of the document. */
  readonly properties: readonly Property[];
  /**
   * Values of keys that are not properties and match a pattern. Every matching pattern applies.
   * A property whose name matches says so itself. Empty for most objects.
   */
  readonly patterns: readonly PatternProperties[];
  /**
   * Values of keys that are not properties and match no pattern. `null`: the schema does not describe them (no
   * `additionalProperties`). `never`: they are refused. Anything else: they hold that.
   */
  readonly rest: Schema | null;
  readonly limits: ObjectLimits;
}

/** An entry of `patternProperties`. */
export interface PatternProperties {
  /** Source of a regular expression that compiles in JavaScript; it may match anywhere in a key. */
  readonly pattern: string;
  readonly schema: Schema;
}

export interface ObjectLimits {
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface Property {
  /** The key as it stands on the wire. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  /** Filled in by the validator where the key is absent; `undefined`: no default. */
  readonly default: JsonValue | undefined;
  /** `read`: only the server sends it (`readOnly`); `write`: only the client does (`writeOnly`). */
  readonly access: Access;
  readonly docs: Docs;
  readonly place: Place;
}

export type Access = 'read' | 'write' | 'both';

/** A map: no named properties, every key holds `values`. */
export interface RecordSchema extends SchemaBase {
  readonly kind: 'record';
  /** A string, enum or model schema that each key matches; a plain string: any key. */
  readonly keys: Schema;
  readonly values: Schema;
  readonly limits: ObjectLimits;
}

/** One of several; `null` is the last member where it is one. At least two members. */
export interface UnionSchema extends SchemaBase {
  readonly kind: 'union';
  readonly members: readonly Schema[];
  /** `oneOf`: exactly one member matches. `anyOf`: at least one. */
  readonly exclusive: boolean;
  readonly discriminator: Discriminator | null;
}

export interface Discriminator {
  readonly property: string;
  /** From the property's value to the position of the member in `members`. */
  readonly mapping: readonly { readonly value: string | number | boolean; readonly member: number }[];
  /** `true`: written in the document; `false`: found, as each member has another constant there. */
  readonly explicit: boolean;
}

/** All of several at once: what is left of `allOf` where the members could not be merged to one object. */
export interface IntersectionSchema extends SchemaBase {
  readonly kind: 'intersection';
  readonly members: readonly Schema[];
}

/**
 * A schema, and what its values keep to besides. Its type is that of `schema` alone, which is never refined itself.
 *
 * The schemas in assertions only judge values: nothing in them has a type, a name or a default to fill in.
 */
export interface RefinedSchema extends SchemaBase {
  readonly kind: 'refined';
  readonly schema: Exclude<Schema, RefinedSchema>;
  /** At least one, in canonical order. */
  readonly assertions: readonly Assertion[];
}

/** One thing that is asked of a value; each passes values of a type that it does not speak of. */
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

/** Keywords without a `type`: a value of this type matches the schema, any other value passes. */
export interface TypedAssertion {
  readonly kind: 'typed';
  readonly type: 'number' | 'string' | 'array' | 'object';
  readonly schema: Schema;
}

/** A part of `allOf`, or what stands beside a reference, that the type cannot say. */
export interface MatchesAssertion {
  readonly kind: 'matches';
  readonly schema: Schema;
}

export interface NotAssertion {
  readonly kind: 'not';
  readonly schema: Schema;
}

/** A `oneOf` whose members overlap in a way that a union does not tell apart. */
export interface ExactlyOneAssertion {
  readonly kind: 'exactlyOne';
  readonly schemas: readonly Schema[];
}

/** `if`, `then`, `else`; `unknown` for one that is not written. */
export interface ConditionalAssertion {
  readonly kind: 'conditional';
  readonly condition: Schema;
  readonly whenTrue: Schema;
  readonly whenFalse: Schema;
}

/** How many items of an array match; `maximum` is `null` where there is none. */
export interface ContainsAssertion {
  readonly kind: 'contains';
  readonly schema: Schema;
  readonly minimum: number;
  readonly maximum: number | null;
}

/** An object with this property has the others too. */
export interface DependentRequiredAssertion {
  readonly kind: 'dependentRequired';
  readonly property: string;
  readonly required: readonly string[];
}

/** An object with this property matches the schema as a whole. */
export interface DependentSchemaAssertion {
  readonly kind: 'dependentSchema';
  readonly property: string;
  readonly schema: Schema;
}

/** Every key of an object matches. */
export interface PropertyNamesAssertion {
  readonly kind: 'propertyNames';
  readonly schema: Schema;
}

/** Every key of an object that nothing of `evaluated` speaks of holds `schema`. */
export interface UnevaluatedPropertiesAssertion {
  readonly kind: 'unevaluatedProperties';
  readonly evaluated: readonly EvaluatedProperties[];
  readonly schema: Schema;
}

/** Every item of an array that nothing of `evaluated` speaks of matches `schema`. */
export interface UnevaluatedItemsAssertion {
  readonly kind: 'unevaluatedItems';
  readonly evaluated: readonly EvaluatedItems[];
  readonly schema: Schema;
}

/** Keys that a part of the schema has spoken of. */
export type EvaluatedProperties =
  | { readonly kind: 'all' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | EvaluatedWhen<EvaluatedProperties>;

/** Items that a part of the schema has spoken of: the first `count`, or those that match a `contains`. */
export type EvaluatedItems =
  | { readonly kind: 'all' }
  | { readonly kind: 'prefix'; readonly count: number }
  | { readonly kind: 'containing'; readonly schema: Schema }
  | EvaluatedWhen<EvaluatedItems>;

/** Schemas that apply in addition if the whole object or array matches `schema`, and if it does not. */
export interface EvaluatedWhen<Part> {
  readonly kind: 'when';
  readonly schema: Schema;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

/** The value is one of `Api.models`. */
export interface ModelSchema extends SchemaBase {
  readonly kind: 'model';
  readonly model: string;
}
