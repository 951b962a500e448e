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
   * `null`: other keys may come and nothing is said of them (no `additionalProperties`).
   * `never`: other keys are refused. Anything else: other keys hold that.
   */
  readonly rest: Schema | null;
  readonly limits: ObjectLimits;
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

/** The value is one of `Api.models`. */
export interface ModelSchema extends SchemaBase {
  readonly kind: 'model';
  readonly model: string;
}
