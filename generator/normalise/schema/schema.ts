/** Turns one JSON Schema of the document into a `Schema`; references to components stay references. */
import { refinedBy } from '../../api/assertions.ts';
import { isJsonArray } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { noDocs, type Place } from '../../api/place.ts';
import { impliedTypes } from '../../api/keywords.ts';
import { mergeDocs, readSchemaDocs } from '../docs.ts';
import { type Build, type Scope, placeOf, quote, report, reportDangling } from '../scope.ts';
import { type Source, childOf, hasKey, itemsOf, memberOf, objectOf, sourceAt, textAt } from '../source.ts';
import { readAssertions, refusesAll } from './assertions.ts';
import { exactMeaning, type Intersection } from './intersect.ts';
import { lenientMeaning } from './lenient/pairs.ts';
import { inPropertyOrder } from './object.ts';
import { joinParts } from './join-parts.ts';
import { type Part, yieldImpliedTypes } from './lenient/parts.ts';
import { rewriteKeywords } from './lenient/keywords.ts';
import { modelId, pointerOfModel, resolveSchema } from './model-reference.ts';
import { readOwn } from './typed.ts';
import { inPlaceKeywords, leavesNoProperty, withRest } from './unevaluated.ts';
import { readUnion, type UnionKeyword } from './union-keywords.ts';
import { orNull, unknownAt } from './union.ts';
import { reportKeywords } from './unknown-keywords.ts';
import { isTooHeavy, isTooHeavyToRefine } from './weight.ts';

/** Limit of nested schemas: far above real documents (15). From 170 nested `not` on, the stack overflows. */
const DEEPEST_SCHEMA = 100;

/** Returns the schema at `source`. Each schema is built once. */
export function buildSchema(scope: Scope, source: Source): Schema {
  const { built, building, recursive, large } = scope.schemas;
  const known = built.get(source.pointer);
  if (known !== undefined) return large.has(source.pointer) ? referenceTo(scope, source) : known;
  if (building.has(source.pointer)) {
    recursive.add(source.pointer);
    return referenceTo(scope, source);
  }
  if (building.size >= DEEPEST_SCHEMA) {
    report(scope, source, { code: 'CW2018', message: `More than ${DEEPEST_SCHEMA} nested schemas.` });
    return unknownAt(placeOf(scope, source));
  }
  building.add(source.pointer);
  const schema = readSchema(scope, source);
  building.delete(source.pointer);
  built.set(source.pointer, schema);
  if (isTooHeavyToRefine(schema, scope.schemas.weights)) {
    large.add(source.pointer);
    recursive.add(source.pointer);
  }
  return recursive.has(source.pointer) ? referenceTo(scope, source) : schema;
}

/** Returns the schema of a model; `null` while it is being built, or if there is none. */
function expandModel(scope: Scope, id: string): Schema | null {
  const pointer = pointerOfModel(id);
  if (scope.schemas.building.has(pointer)) return null;
  const source = sourceAt(scope.document.root, pointer);
  if (source.value === undefined) return null;
  buildSchema(scope, source);
  return scope.schemas.built.get(pointer) ?? null;
}

/** Builds a component without its `oneOf` and `anyOf`: the part that its children share. */
function buildBase(scope: Scope, source: Source): Schema {
  const key = `${source.pointer} base`;
  const known = scope.schemas.built.get(key);
  if (known !== undefined) return known;
  const schema = objectOf(source) === null ? unknownAt(placeOf(scope, source)) : readParts(scope, source, []);
  scope.schemas.built.set(key, schema);
  return schema;
}

function readSchema(scope: Scope, source: Source): Schema {
  if (source.value === undefined || source.value === true) return unknownAt(placeOf(scope, source));
  if (source.value === false) return { kind: 'never', docs: noDocs, place: placeOf(scope, source) };
  if (objectOf(source) === null) {
    report(scope, source, { code: 'CW2002', message: 'A schema is expected here.' });
    return unknownAt(placeOf(scope, source));
  }
  reportKeywords(scope, source);
  return readParts(scope, source, ['anyOf', 'oneOf']);
}

/** All keywords of a schema apply at once. The lenient reading rewrites them first, and then their parts. */
function readParts(scope: Scope, source: Source, unions: readonly UnionKeyword[]): Schema {
  const build: Build = (child) => buildSchema(scope, child);
  const place = placeOf(scope, source);
  const isLenient = scope.options.schemas === 'lenient';
  const meant = isLenient ? rewrite(scope, source) : source;
  const how = intersectionAt(scope, source);
  const own = readOwn(scope, meant, build);
  const parts = [
    ...partOf(readReference(scope, source)),
    ...partOf(own.schema.kind === 'unknown' ? null : own.schema, impliesType(source) ? 'beside' : 'no'),
    ...readAllOf(scope, source),
    ...unions.flatMap((keyword) => partOf(readUnion(scope, source, { keyword, build }))),
  ];
  const rewritten = isLenient
    ? yieldImpliedTypes(parts, how.expand)
    : { schemas: parts.map(({ schema }) => schema), limits: own.limits.size === 0 ? [] : [own.limits] };
  const joined = joinParts(rewritten, how);
  const body = isLenient ? withNull(applyUnevaluated(scope, source, joined), meant, place) : joined;
  const schema: Schema = refusesAll(source, build)
    ? { kind: 'never', docs: noDocs, place }
    : refinedBy(body, readAssertions(scope, source, { build, body }));
  return { ...schema, place, docs: mergeDocs(readSchemaDocs(source), schema.docs) };
}

/** The value may also be null, even if other keywords do not allow it. */
function withNull(schema: Schema, meant: Source, place: Place): Schema {
  return memberOf(meant.value, 'nullable') === true ? orNull(schema, place) : schema;
}

/** Returns the keywords of the schema as its author meant them. Its place, and those of its children, stay. */
function rewrite(scope: Scope, source: Source): Source {
  const { schema, findings } = rewriteKeywords(objectOf(source) ?? {});
  for (const { at, ...finding } of findings) report(scope, childOf(source, ...at), finding);
  return { ...source, value: schema };
}

function partOf(schema: Schema | null, implied: Part['implied'] = 'no'): readonly Part[] {
  return schema === null ? [] : [{ schema, implied }];
}

/** Returns true if no type is written, so that keywords imply it. */
function impliesType(source: Source): boolean {
  return !['type', 'enum', 'const'].some((keyword) => hasKey(source, keyword));
}

/** Returns true if no other keyword describes the values. */
function onlyImpliesType(source: Source): boolean {
  return impliesType(source) && !inPlaceKeywords.some((keyword) => hasKey(source, keyword));
}

function readReference(scope: Scope, source: Source): Schema | null {
  const reference = textAt(source, '$ref');
  if (reference === null) return null;
  const target = resolveSchema(scope, reference);
  switch (target.kind) {
    case 'model':
      return { kind: 'model', model: target.id, docs: noDocs, place: placeOf(scope, source) };
    case 'inline':
      return buildInline(scope, target.source);
    case 'nothing':
      reportDangling(scope, source, `${quote(reference)} leads to no schema.`);
      return null;
  }
}

/** References to parts of a schema are written out, unless references in references would multiply without end. */
function buildInline(scope: Scope, source: Source): Schema {
  const schema = buildSchema(scope, source);
  if (!isTooHeavy(schema, scope.schemas.weights)) return schema;
  scope.schemas.recursive.add(source.pointer);
  return referenceTo(scope, source);
}

function readAllOf(scope: Scope, source: Source): readonly Part[] {
  const list = childOf(source, 'allOf');
  if (list.value !== undefined && !isJsonArray(list.value)) {
    report(scope, list, { code: 'CW2002', message: 'A list of schemas is expected here.' });
  }
  return itemsOf(list).map((member) => ({
    schema: readAllOfMember(scope, source, member),
    implied: onlyImpliesType(member) && impliedTypes(objectOf(member) ?? {}).length > 0 ? 'member' : 'no',
  }));
}

/** A base that lists its children in `oneOf` gives each child only what they have in common. */
function readAllOfMember(scope: Scope, source: Source, member: Source): Schema {
  const reference = textAt(member, '$ref');
  const target = reference === null ? null : resolveSchema(scope, reference);
  if (target?.kind !== 'model' || scope.options.schemas === 'exact') return buildSchema(scope, member);
  const base = sourceAt(scope.document.root, pointerOfModel(target.id));
  return listsChild(scope, base, modelId(source.pointer))
    ? buildBase(scope, base)
    : buildSchema(scope, member);
}

function listsChild(scope: Scope, base: Source, child: string): boolean {
  const members = [...itemsOf(childOf(base, 'oneOf')), ...itemsOf(childOf(base, 'anyOf'))];
  return members.some((member) => {
    const reference = textAt(member, '$ref');
    const target = reference === null ? null : resolveSchema(scope, reference);
    return target?.kind === 'model' && target.id === child;
  });
}

/**
 * The properties of all parts are joined, so `unevaluatedProperties` applies to the same keys as `additionalProperties`.
 *
 * Not beside a condition, whose branches name keys that count only where it holds: then it is an assertion.
 */
function applyUnevaluated(scope: Scope, source: Source, schema: Schema): Schema {
  const isConditional = hasKey(source, 'if') || hasKey(source, 'dependentSchemas');
  if (!hasKey(source, 'unevaluatedProperties') || isConditional) return schema;
  if (leavesNoProperty(scope, source, (child) => buildSchema(scope, child))) return schema;
  const rest = buildSchema(scope, childOf(source, 'unevaluatedProperties'));
  return withRest(schema, rest) ?? schema;
}

function intersectionAt(scope: Scope, source: Source): Intersection {
  const enumsOverride = scope.options.enums !== 'closed';
  const meant = lenientMeaning({ enumsOverride, report: (finding) => report(scope, source, finding) });
  return {
    place: placeOf(scope, source),
    expand: (id) => {
      const schema = expandModel(scope, id);
      return schema === null || isTooHeavy(schema, scope.schemas.weights) ? null : schema;
    },
    inOrder: (properties) => inPropertyOrder(scope, properties),
    meaning: scope.options.schemas === 'exact' ? exactMeaning : meant,
    joining: new Set(),
  };
}

function referenceTo(scope: Scope, source: Source): Schema {
  return { kind: 'model', model: modelId(source.pointer), docs: noDocs, place: placeOf(scope, source) };
}
