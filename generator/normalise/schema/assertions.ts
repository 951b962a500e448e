/** Reads assertions that a type cannot express: `not`, `if`, `contains`, `dependent…` and similar keywords. */
import { compareText, isJsonArray } from '../../api/json.ts';
import { keywordsThat } from '../../api/keywords.ts';
import type { Assertion, Schema } from '../../api/schema.ts';
import { type Build, placeOf, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, objectOf, type Source } from '../source.ts';
import { readCount } from './limits.ts';
import { readUnevaluatedItems, readUnevaluatedProperties, saysRest } from './unevaluated.ts';
import { unknownAt, withoutNull } from './union.ts';

interface Refining {
  readonly build: Build;
  /** Schema of the other keywords. It may contain some of these assertions already. */
  readonly body: Schema;
}

/** Most schemas have none of them. */
const refining: ReadonlySet<string> = new Set([
  ...keywordsThat(({ refines }) => refines === true),
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** In the order of the standard. Leaves out those that accept everything, or that the body already includes. */
export function readAssertions(
  scope: Scope,
  source: Source,
  { build, body }: Refining,
): readonly Assertion[] {
  if (!Object.keys(objectOf(source) ?? {}).some((keyword) => refining.has(keyword))) return [];
  const isLenient = scope.options.schemas === 'lenient';
  const saysKeys = isLenient && saysNames(source, body);
  const saysOthers = isLenient && saysRest(body);
  return [
    ...readNot(source, build),
    ...readConditional(scope, source, build),
    ...readContains(scope, source, build),
    ...readDependencies(source, build),
    ...(saysKeys ? [] : readPropertyNames(source, build)),
    ...(saysOthers ? [] : readUnevaluatedProperties(scope, source, build)),
    ...readUnevaluatedItems(scope, source, build),
  ];
}

/** A record already includes `propertyNames` as the schema of its keys. */
function saysNames(source: Source, body: Schema): boolean {
  const map = withoutNull(body);
  if (map.kind !== 'record' || hasKey(source, 'patternProperties')) return false;
  return map.keys.kind !== 'string' || map.keys.format !== null || Object.keys(map.keys.limits).length > 0;
}

/** Returns true if `not` refuses every value: the customary way to forbid a property. */
export function refusesAll(source: Source, build: Build): boolean {
  return hasKey(source, 'not') && build(childOf(source, 'not')).kind === 'unknown';
}

function readNot(source: Source, build: Build): readonly Assertion[] {
  if (!hasKey(source, 'not')) return [];
  const schema = build(childOf(source, 'not'));
  return schema.kind === 'never' || schema.kind === 'unknown' ? [] : [{ kind: 'not', schema }];
}

/** `then` and `else` are ignored without `if` (JSON Schema Core, section 10.2.2). */
function readConditional(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  if (!hasKey(source, 'if')) return [];
  const branch = (keyword: string): Schema =>
    hasKey(source, keyword) ? build(childOf(source, keyword)) : unknownAt(placeOf(scope, source));
  const [whenTrue, whenFalse] = [branch('then'), branch('else')];
  if (whenTrue.kind === 'unknown' && whenFalse.kind === 'unknown') return [];
  return [{ kind: 'conditional', condition: build(childOf(source, 'if')), whenTrue, whenFalse }];
}

function readContains(scope: Scope, source: Source, build: Build): readonly Assertion[] {
  if (!hasKey(source, 'contains')) return [];
  const minimum = hasKey(source, 'minContains') ? (readCount(scope, source, 'minContains') ?? 0) : 1;
  const maximum = readCount(scope, source, 'maxContains') ?? null;
  if (minimum === 0 && maximum === null) return [];
  return [{ kind: 'contains', schema: build(childOf(source, 'contains')), minimum, maximum }];
}

/** `dependencies` held both kinds until draft 2019-09. */
function readDependencies(source: Source, build: Build): readonly Assertion[] {
  const keywords = ['dependentRequired', 'dependentSchemas', 'dependencies'];
  return keywords.flatMap((keyword) =>
    entriesOf(childOf(source, keyword)).flatMap(([property, value]) =>
      readDependency(property, value, build),
    ),
  );
}

function readDependency(property: string, value: Source, build: Build): readonly Assertion[] {
  if (!isJsonArray(value.value)) {
    const schema = build(value);
    return schema.kind === 'unknown' ? [] : [{ kind: 'dependentSchema', property, schema }];
  }
  const required = value.value.filter((name) => typeof name === 'string').toSorted(compareText);
  return required.length === 0 ? [] : [{ kind: 'dependentRequired', property, required }];
}

/** Any key is a string: that alone asks nothing. */
function readPropertyNames(source: Source, build: Build): readonly Assertion[] {
  if (!hasKey(source, 'propertyNames')) return [];
  const schema = build(childOf(source, 'propertyNames'));
  const isAnyText =
    schema.kind === 'string' && schema.format === null && Object.keys(schema.limits).length === 0;
  return schema.kind === 'unknown' || isAnyText ? [] : [{ kind: 'propertyNames', schema }];
}
