/** Joins two schemas into one of exactly the same meaning, or into an intersection. */
import { refinedBy } from '../../api/assertions.ts';
import { noDocs, type Place } from '../../api/place.ts';
import type { Assertion, ObjectSchema, Property, Schema } from '../../api/schema.ts';
import { mergeDocs } from '../docs.ts';
import { isComparable, stricter } from './intersect-limits.ts';
import { intersectObjects, isFreeForm } from './intersect-objects.ts';
import { keepBoth } from './union.ts';

export interface ExactJoin {
  readonly place: Place;
  readonly inOrder: (properties: readonly Property[]) => readonly Property[];
}

export function joinExactly(left: Schema, right: Schema, how: ExactJoin): Schema {
  const joined = joinBodies(bodyOf(left), bodyOf(right), how);
  return refinedBy(joined, [...assertionsOf(left), ...assertionsOf(right)]);
}

function bodyOf(schema: Schema): Schema {
  return schema.kind === 'refined' ? schema.schema : schema;
}

function assertionsOf(schema: Schema): readonly Assertion[] {
  return schema.kind === 'refined' ? schema.assertions : [];
}

function joinBodies(left: Schema, right: Schema, how: ExactJoin): Schema {
  if (right.kind === 'unknown') return { ...left, docs: mergeDocs(left.docs, right.docs) };
  if (left.kind === 'unknown') return { ...right, docs: mergeDocs(right.docs, left.docs) };
  if (left.kind === 'never' || right.kind === 'never') {
    return { kind: 'never', docs: noDocs, place: how.place };
  }
  return joinAlike(left, right, how) ?? keepBoth(left, right, how.place);
}

/** `null`: two kinds, or something in them that has no one encoding. */
function joinAlike(left: Schema, right: Schema, how: ExactJoin): Schema | null {
  if (left.kind === 'number' && right.kind === 'number' && isComparable(left, right)) {
    const limits = stricter(left.limits, right.limits);
    return { ...left, integer: left.integer || right.integer, format: left.format ?? right.format, limits };
  }
  if (left.kind === 'string' && right.kind === 'string' && isComparable(left, right)) {
    return { ...left, format: left.format ?? right.format, limits: stricter(left.limits, right.limits) };
  }
  if (isFreeForm(left) && isObject(right)) return right;
  if (isFreeForm(right) && isObject(left)) return left;
  return isOpenObject(left) && isOpenObject(right) ? joinObjects(left, right, how) : null;
}

function isObject(schema: Schema): boolean {
  return schema.kind === 'object' || schema.kind === 'record';
}

/** Keys that are not named may have any value. */
function isOpenObject(schema: Schema): schema is ObjectSchema {
  return schema.kind === 'object' && schema.rest === null && schema.patterns.length === 0;
}

function joinObjects(left: ObjectSchema, right: ObjectSchema, how: ExactJoin): Schema {
  return intersectObjects(left, right, {
    place: how.place,
    inOrder: how.inOrder,
    extendsClosed: () => undefined,
    intersect: (one, two) => joinExactly(one, two, how),
  });
}
