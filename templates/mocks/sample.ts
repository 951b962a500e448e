/** A sample value as a tree: JSON, with the places where code differs from JSON. */
import type { JsonObject, JsonValue, Represented, Schema } from '../../generator/index.ts';
import type { Acceptance } from './accepts.ts';

export type Sample = JsonSample | ConvertedSample | BytesSample | ModelSample | ListSample | ObjectSample;

interface SampleBase {
  /** The whole value as the server sends it. */
  readonly json: JsonValue;
  /** Number of values in it. */
  readonly weight: number;
  /** Number of objects and lists around the innermost value. */
  readonly depth: number;
}

/** A value that is the same in code. */
interface JsonSample extends SampleBase {
  readonly kind: 'json';
}

/** A number or string that callers get as another type. */
interface ConvertedSample extends SampleBase {
  readonly kind: 'converted';
  readonly schema: Represented;
  readonly json: string | number;
}

/** A file. */
interface BytesSample extends SampleBase {
  readonly kind: 'bytes';
}

/** The sample of a model: a call of its function. */
interface ModelSample extends SampleBase {
  readonly kind: 'model';
  readonly model: string;
  /** The sample that the function returns. */
  readonly content: Sample;
}

interface ListSample extends SampleBase {
  readonly kind: 'list';
  readonly items: readonly Sample[];
}

interface ObjectSample extends SampleBase {
  readonly kind: 'object';
  readonly members: readonly SampleMember[];
}

export type SampleMember = readonly [name: string, sample: Sample];

export function jsonSample(json: JsonValue): JsonSample {
  return { kind: 'json', json, ...extentOf(json) };
}

export function convertedSample(schema: Represented, json: string | number): ConvertedSample {
  return { kind: 'converted', schema, json, weight: 1, depth: 0 };
}

export function bytesSample(): BytesSample {
  return { kind: 'bytes', json: '', weight: 1, depth: 0 };
}

export function modelSample(model: string, content: Sample): ModelSample {
  const { json, weight, depth } = content;
  return { kind: 'model', model, content, json, weight, depth };
}

export function listSample(items: readonly Sample[]): ListSample {
  return { kind: 'list', items, json: items.map(({ json }) => json), ...around(items) };
}

/** Later members replace earlier ones of the same name. */
export function objectSample(entries: readonly SampleMember[]): ObjectSample {
  const members = [...new Map(entries)];
  // `fromEntries` defines `__proto__` as a member of its own.
  const json: JsonObject = Object.fromEntries(members.map(([name, { json: each }]) => [name, each]));
  return { kind: 'object', members, json, ...around(members.map(([, sample]) => sample)) };
}

/** The members of an object, also inside the sample of a model; `null`: it is no object. */
export function membersOf(sample: Sample): readonly SampleMember[] | null {
  switch (sample.kind) {
    case 'object':
      return sample.members;
    case 'model':
      return membersOf(sample.content);
    case 'json':
      if (typeof sample.json !== 'object' || sample.json === null || Array.isArray(sample.json)) return null;
      return Object.entries(sample.json).map(([name, json]) => [name, jsonSample(json)]);
    case 'converted':
    case 'bytes':
    case 'list':
      return null;
  }
}

function around(parts: readonly Sample[]): Pick<SampleBase, 'weight' | 'depth'> {
  return {
    weight: parts.reduce((sum, { weight }) => sum + weight, 1),
    depth: Math.max(0, ...parts.map(({ depth }) => depth)) + 1,
  };
}

function extentOf(json: JsonValue): Pick<SampleBase, 'weight' | 'depth'> {
  if (typeof json !== 'object' || json === null) return { weight: 1, depth: 0 };
  const inner = Object.values(json).map(extentOf);
  return {
    weight: inner.reduce((sum, { weight }) => sum + weight, 1),
    depth: Math.max(0, ...inner.map(({ depth }) => depth)) + 1,
  };
}

export interface Composing {
  readonly acceptance: Acceptance;
  /** Composes the sample of a schema inside, preferring the examples; `null`: none is found. */
  readonly compose: (schema: Schema, composing: Composing, examples?: readonly JsonValue[]) => Sample | null;
  /** The sample of another model; `null`: it has none. */
  readonly sampleOf: (model: string) => Sample | null;
  /** Returns false where the sample of the other model would lead back to this one. */
  readonly mayRefer: (model: string, isOptional: boolean) => boolean;
  /** Returns true if samples of the model are written out where they are used. */
  readonly isInline: (model: string) => boolean;
  /** Name of the property or model. */
  readonly name: string;
  /** 0 for the first of several samples that must differ. */
  readonly nth: number;
  /** The value may be absent, so a circle of models ends here. */
  readonly isOptional: boolean;
  /** Only what is required. */
  readonly isLeast: boolean;
  /** Number of models that are written out around the value. */
  readonly inlined: number;
}
