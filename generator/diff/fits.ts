/** Decides if each value of one schema is valid for another one: by the document, a validator or the compiler. */
import { shapeText } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import type { ObjectSchema, Property, Schema, UnionSchema } from '../api/schema.ts';
import { isOpenEnum, isOpenUnion, type ModelSource } from '../api/unions.ts';
import type { Direction } from './change.ts';
import {
  fixedValues,
  limitsFit,
  numberFits,
  stringFits,
  valueFits,
  valueFitsScalar,
  type View,
} from './fits-scalar.ts';

export interface FitContext {
  readonly view: View;
  readonly direction: Direction;
  /** Models of the values. */
  readonly values: ModelSource;
  /** Models of the reader. */
  readonly reader: ModelSource;
}

/** Where it cannot decide, such as for two different patterns, the answer is `false`. */
export function fits(values: Schema, reader: Schema, context: FitContext): boolean {
  return new Fitting(context).fits(values, reader);
}

type SchemaOf<Kind extends Schema['kind']> = Extract<Schema, { kind: Kind }>;

class Fitting {
  readonly #context: FitContext;
  /** Pairs that are being compared, or fit: a model that refers to itself would be endless. */
  readonly #assumed: Set<string> = new Set();
  readonly #refuted: Set<string> = new Set();

  constructor(context: FitContext) {
    this.#context = context;
  }

  fits(values: Schema, reader: Schema): boolean {
    if (reader.kind === 'unknown' || values.kind === 'never') return true;
    if (values.kind === 'model' || reader.kind === 'model') return this.#modelsFit(values, reader);
    if (reader.kind === 'refined')
      return this.#assertionsFit(values, reader) && this.fits(values, reader.schema);
    if (values.kind === 'refined') return this.fits(values.schema, reader);
    if (values.kind === 'union')
      return this.#laterFit(values, reader) && values.members.every((member) => this.fits(member, reader));
    if (reader.kind === 'intersection') return reader.members.every((member) => this.fits(values, member));
    if (reader.kind === 'union') return this.#fitsUnion(values, reader);
    if (values.kind === 'intersection') return values.members.some((member) => this.fits(member, reader));
    return this.#plainFits(values, reader);
  }

  #modelsFit(values: Schema, reader: Schema): boolean {
    const key = `${keyOf(values)}\n${keyOf(reader)}`;
    if (this.#assumed.has(key)) return true;
    if (this.#refuted.has(key)) return false;
    const known = this.#assumed.size;
    this.#assumed.add(key);
    const { values: valuesSource, reader: readerSource } = this.#context;
    const result = this.fits(
      values.kind === 'model' ? valuesSource.model(values.model).schema : values,
      reader.kind === 'model' ? readerSource.model(reader.model).schema : reader,
    );
    if (!result) this.#refute(key, known);
    return result;
  }

  /** Pairs that came later may fit only because this one was assumed to. */
  #refute(key: string, known: number): void {
    for (const later of [...this.#assumed].slice(known)) this.#assumed.delete(later);
    this.#refuted.add(key);
  }

  /** Only what is `exact` checks assertions. Values with the same ones pass them. */
  #assertionsFit(values: Schema, reader: SchemaOf<'refined'>): boolean {
    if (this.#context.view !== 'exact') return true;
    const known = values.kind === 'refined' ? values.assertions.map(assertionText(values)) : [];
    return reader.assertions.map(assertionText(reader)).every((text) => known.includes(text));
  }

  #fitsUnion(values: Schema, reader: UnionSchema): boolean {
    if (reader.members.some((member) => this.fits(values, member))) return true;
    if (values.kind === 'intersection' && values.members.some((member) => this.fits(member, reader)))
      return true;
    const fixed = fixedValues(values);
    if (fixed !== null && fixed.length > 1) return fixed.every((value) => this.#fixedFits(value, reader));
    if (!this.#isTolerant() || !isOpenUnion(reader, this.#context.reader)) return false;
    const tags = tagsOf(values, reader, this.#context.values);
    if (tags === null) return false;
    // The compiler keeps a later variant apart by one constant.
    const mayBeLater = this.#context.view !== 'type' || tags.fixed.length === 1;
    const unknown = unknownTags(tags, reader).length;
    if (unknown === tags.fixed.length) return mayBeLater;
    if (unknown > 0 && !mayBeLater) return false;
    return tags.fixed.length > 1 && tags.fixed.every((value) => this.fits(withTag(tags, value), reader));
  }

  /** The type of an open union has a member for later variants, which fits only in another one. */
  #laterFit(values: UnionSchema, reader: Schema): boolean {
    if (this.#context.view !== 'type' || !isOpenUnion(values, this.#context.values)) return true;
    return reader.kind === 'union' && isOpenUnion(reader, this.#context.reader);
  }

  #fixedFits(value: JsonValue, reader: Schema): boolean {
    const { docs, place } = reader;
    return this.fits({ kind: 'literal', value, docs, place }, reader);
  }

  /** Open types and tolerant validators are for responses. */
  #isTolerant(): boolean {
    return this.#context.view !== 'exact' && this.#context.direction === 'response';
  }

  #plainFits(values: Schema, reader: Schema): boolean {
    const { view } = this.#context;
    const fixed = fixedValues(values);
    switch (reader.kind) {
      case 'null':
        return values.kind === 'null';
      case 'boolean':
        return fixed !== null && fixed.every((value) => typeof value === 'boolean');
      case 'number':
      case 'string':
        if (values.kind === 'enum' || values.kind === 'literal')
          return (fixed ?? []).every((value) => valueFitsScalar(value, reader, view));
        if (values.kind === 'number' && reader.kind === 'number') return numberFits(values, reader, view);
        return values.kind === 'string' && reader.kind === 'string' && stringFits(values, reader, view);
      case 'literal':
      case 'enum':
        return this.#fitsFixed(values, reader);
      case 'array':
      case 'tuple':
        return this.#fitsList(values, reader);
      case 'object':
      case 'record':
        return this.#fitsObject(values, reader);
      case 'unknown':
      case 'never':
      case 'union':
      case 'intersection':
      case 'refined':
      case 'model':
        return false;
    }
  }

  #fitsFixed(values: Schema, reader: SchemaOf<'literal' | 'enum'>): boolean {
    const isOpen = reader.kind === 'enum' && this.#isTolerant() && isOpenEnum(reader, this.#context.reader);
    const fixed = fixedValues(values);
    if (fixed !== null) return fixed.every((value) => valueFits(value, reader, isOpen));
    if (reader.kind === 'literal' || !isOpen || this.#context.view === 'type') return false;
    return values.kind === typeof reader.members[0]?.value;
  }

  #fitsList(values: Schema, reader: SchemaOf<'array' | 'tuple'>): boolean {
    if (values.kind !== 'array' && values.kind !== 'tuple') return false;
    if (this.#context.view === 'exact' && !limitsFit(values.limits, reader.limits)) return false;
    if (reader.kind === 'array') {
      const items = values.kind === 'array' ? [values.items] : [...values.items, values.rest];
      return items.every((item) => this.fits(item, reader.items));
    }
    if (values.kind === 'array') return reader.required === 0 && this.fits(values.items, reader.rest);
    const positions = Math.max(values.items.length, reader.items.length);
    const at = (tuple: SchemaOf<'tuple'>, index: number): Schema => tuple.items[index] ?? tuple.rest;
    return (
      values.required >= reader.required &&
      Array.from({ length: positions + 1 }, (_, index) => index).every((index) =>
        this.fits(at(values, index), at(reader, index)),
      )
    );
  }

  #fitsObject(values: Schema, reader: SchemaOf<'object' | 'record'>): boolean {
    if (values.kind !== 'object' && values.kind !== 'record') return false;
    if (this.#context.view === 'exact' && !limitsFit(values.limits, reader.limits)) return false;
    const given = asObject(values);
    const wanted = asObject(reader);
    return (
      !this.#hasNothingInCommon(given, wanted) &&
      wanted.properties.every((property) => this.#fitsProperty(given, property)) &&
      this.#otherKeysFit(given, wanted) &&
      this.#restFits(given, wanted)
    );
  }

  /** The compiler refuses an object for a type of optional properties, of which it has none. */
  #hasNothingInCommon(given: ObjectSchema, wanted: ObjectSchema): boolean {
    const there = ({ properties }: ObjectSchema): readonly Property[] =>
      properties.filter((property) => !this.#isAbsent(property));
    const [left, right] = [there(given), there(wanted)];
    if (this.#context.view !== 'type' || hasIndex(wanted.rest) || left.length === 0 || right.length === 0)
      return false;
    const known = new Set(left.map(({ name }) => name));
    return right.every((property) => !this.#isNeeded(property) && !known.has(property.name));
  }

  #fitsProperty(given: ObjectSchema, wanted: Property): boolean {
    if (this.#isAbsent(wanted)) return true;
    const found = given.properties.find(({ name }) => name === wanted.name);
    if (found === undefined || this.#isAbsent(found)) return !this.#isNeeded(wanted);
    return (this.#isGiven(found) || !this.#isNeeded(wanted)) && this.fits(found.schema, wanted.schema);
  }

  #isAbsent({ access }: Property): boolean {
    return access === (this.#context.direction === 'request' ? 'read' : 'write');
  }

  /** A validator of responses fills in defaults, so that the type has the property. */
  #isGiven({ required, default: assumed }: Property): boolean {
    const isFilled = this.#context.view === 'type' && this.#context.direction === 'response';
    return required || (isFilled && assumed !== undefined);
  }

  #isNeeded(property: Property): boolean {
    return this.#context.view === 'tolerant' ? property.required : this.#isGiven(property);
  }

  #otherKeysFit(given: ObjectSchema, { properties, rest }: ObjectSchema): boolean {
    const known = new Set(properties.map(({ name }) => name));
    const others = given.properties.filter(
      (property) => !known.has(property.name) && !this.#isAbsent(property),
    );
    if (others.length === 0) return true;
    const { view, direction } = this.#context;
    if (view === 'type' && direction === 'response') return true;
    if (rest === null) return view !== 'type';
    if (rest.kind === 'never') return view === 'tolerant';
    return others.every(({ schema }) => this.fits(schema, rest));
  }

  /** `rest` of values that the schema does not describe is assumed to be absent, except where keys are refused. */
  #restFits({ rest: given }: ObjectSchema, { rest: wanted }: ObjectSchema): boolean {
    const { view, direction } = this.#context;
    if (hasIndex(given) && hasIndex(wanted)) return this.fits(given, wanted);
    if (view === 'type') return direction === 'response' ? !hasIndex(wanted) : !hasIndex(given);
    return wanted?.kind !== 'never' || view === 'tolerant' || given?.kind === 'never';
  }
}

function hasIndex(rest: Schema | null): rest is Schema {
  return rest !== null && rest.kind !== 'never';
}

function asObject(schema: SchemaOf<'object' | 'record'>): ObjectSchema {
  if (schema.kind === 'object') return schema;
  const { docs, place, values, limits } = schema;
  return { kind: 'object', properties: [], patterns: [], rest: values, limits, docs, place };
}

function keyOf(schema: Schema): string {
  return schema.kind === 'model'
    ? `model ${schema.model}`
    : `at ${schema.place.file} ${schema.place.pointer}`;
}

function assertionText({
  docs,
  place,
}: SchemaOf<'refined'>): (assertion: SchemaOf<'refined'>['assertions'][number]) => string {
  return (assertion) =>
    shapeText({
      kind: 'refined',
      schema: { kind: 'unknown', docs, place },
      assertions: [assertion],
      docs,
      place,
    });
}

/** Constants of the discriminator; `null`: the values have others, or none. */
function tagsOf(values: Schema, { discriminator }: UnionSchema, models: ModelSource): Tags | null {
  if (values.kind !== 'object' || discriminator === null) return null;
  const property = values.properties.find(({ name }) => name === discriminator.property);
  if (property === undefined || !property.required) return null;
  const { schema } = property;
  const fixed = fixedValues(schema.kind === 'model' ? models.model(schema.model).schema : schema);
  return fixed === null ? null : { owner: values, property, fixed };
}

interface Tags {
  readonly owner: ObjectSchema;
  readonly property: Property;
  readonly fixed: readonly JsonValue[];
}

/** The object with only one of its tags, at a place of its own: pairs that were compared are known by their places. */
function withTag({ owner, property }: Tags, value: JsonValue): ObjectSchema {
  const { docs, place } = property;
  const own: Property = { ...property, schema: { kind: 'literal', value, docs, place } };
  const properties = owner.properties.map((one) => (one === property ? own : one));
  const pointer = `${owner.place.pointer} ${property.name} ${String(value)}`;
  return { ...owner, properties, place: { ...owner.place, pointer } };
}

/** Tags that the reader does not list. */
function unknownTags({ fixed }: Tags, { discriminator }: UnionSchema): readonly JsonValue[] {
  const known = new Set<JsonValue>(discriminator?.mapping.map(({ value }) => value));
  return fixed.filter((value) => typeof value === 'string' && !known.has(value));
}
