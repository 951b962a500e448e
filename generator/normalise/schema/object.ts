/** Reads the keywords of an object: named properties, or a map. */
import { isJsonArray, sortedBy } from '../../api/json.ts';
import { noDocs } from '../../api/place.ts';
import type { PatternProperties, Property, Schema, StringSchema } from '../../api/schema.ts';
import { type Build, placeOf, quote, report, reportAt, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, memberOf, type Source, writtenEntriesOf } from '../source.ts';
import { readAccess, readDefault } from './annotations.ts';
import { exactMeaning, intersect, type Intersection } from './intersect.ts';
import { patternMatches, readObjectLimits, readPatternText } from './limits.ts';
import { standsAlone } from './unevaluated.ts';
import { unknownAt } from './union.ts';

export function readObject(scope: Scope, source: Source, build: Build): Schema {
  const place = placeOf(scope, source);
  const limits = readObjectLimits(scope, source);
  const rest = readRest(source, build);
  const patterns = readPatterns(scope, source, build);
  const properties = readProperties(scope, source, { build, patterns, rest });
  const [only, ...others] = patterns;
  const hasOnlyPattern = only !== undefined && others.length === 0 && properties.length === 0;
  if (hasOnlyPattern && rest?.kind === 'never') {
    const keys: Schema = { ...anyText(scope, source), limits: { pattern: only.pattern } };
    return { kind: 'record', keys, values: only.schema, limits, docs: noDocs, place };
  }
  if (properties.length > 0 || patterns.length > 0 || rest?.kind === 'never') {
    return { kind: 'object', properties, patterns, rest, limits, docs: noDocs, place };
  }
  const values = rest ?? unknownAt(place);
  return { kind: 'record', keys: readKeys(scope, source, build), values, limits, docs: noDocs, place };
}

interface Others {
  readonly build: Build;
  readonly patterns: readonly PatternProperties[];
  readonly rest: Schema | null;
}

function readProperties(scope: Scope, source: Source, others: Others): readonly Property[] {
  const required = readRequired(scope, source);
  const written = writtenEntriesOf(childOf(source, 'properties'));
  const declared = written.map(([name, value]): Property => {
    const schema = others.build(value);
    return {
      name,
      required: required.has(name),
      schema: withPatterns(scope, { name, schema, patterns: others.patterns }),
      default: readDefault(scope, value),
      access: readAccess(scope, value),
      docs: schema.docs,
      place: placeOf(scope, value),
    };
  });
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = [...required].filter((name) => !names.has(name));
  const all = [
    ...declared,
    ...undeclared.map((name) => undeclaredProperty(scope, source, { name, ...others })),
  ];
  return inPropertyOrder(scope, all);
}

/** By name, unless the configuration asks for the order of the document. */
export function inPropertyOrder(scope: Scope, properties: readonly Property[]): readonly Property[] {
  return scope.options.propertyOrder === 'name' ? sortedBy(properties, ({ name }) => name) : properties;
}

interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
  readonly patterns: readonly PatternProperties[];
}

/** A pattern applies to named properties too (JSON Schema Core, section 10.3.2.2). */
function withPatterns(scope: Scope, { name, schema, patterns }: NamedSchema): Schema {
  const how: Intersection = {
    place: schema.place,
    expand: () => null,
    inOrder: (properties) => inPropertyOrder(scope, properties),
    meaning: exactMeaning,
    joining: new Set(),
  };
  return patterns
    .filter((entry) => appliesTo(scope, entry, name))
    .reduce((joined, entry) => intersect(joined, entry.schema, how), schema);
}

function appliesTo(scope: Scope, { pattern, schema }: PatternProperties, name: string): boolean {
  const matches = patternMatches(pattern, name, scope.schemas.slow);
  if (matches !== null) return matches;
  const message = `Matching the pattern ${quote(pattern)} with ${quote(name)} takes too long.`;
  reportAt(scope, schema.place, { code: 'CW2006', message });
  return false;
}

function readRequired(scope: Scope, source: Source): ReadonlySet<string> {
  const required = memberOf(source.value, 'required');
  if (isJsonArray(required)) return new Set(required.filter((name) => typeof name === 'string'));
  if (required !== undefined && typeof required !== 'boolean') {
    report(scope, childOf(source, 'required'), {
      code: 'CW2002',
      message: 'A list of names is expected here.',
    });
  }
  return new Set();
}

/** A property that is required but not described. Another member of an `allOf` may describe it. */
function undeclaredProperty(
  scope: Scope,
  source: Source,
  { name, patterns, rest }: Others & { readonly name: string },
): Property {
  const place = placeOf(scope, source);
  const unknown: Schema = unknownAt(place);
  const matched = withPatterns(scope, { name, schema: unknown, patterns });
  const isRest = matched === unknown && rest !== null && !isClosedByMistake(scope, rest);
  return {
    name,
    required: true,
    schema: isRest ? { ...rest, docs: noDocs } : matched,
    default: undefined,
    access: 'both',
    docs: noDocs,
    place,
  };
}

/** A property that is required and refused at once: by the standard no value is valid, and nobody means that. */
function isClosedByMistake(scope: Scope, rest: Schema): boolean {
  return rest.kind === 'never' && scope.options.schemas === 'lenient';
}

/** `additionalProperties`, or an equivalent keyword. */
function readRest(source: Source, build: Build): Schema | null {
  const keyword = standsAlone(source, 'unevaluatedProperties')
    ? 'unevaluatedProperties'
    : 'additionalProperties';
  return hasKey(source, keyword) ? build(childOf(source, keyword)) : null;
}

/** Sorted by pattern. One that JavaScript cannot read is reported and left out. */
function readPatterns(scope: Scope, source: Source, build: Build): readonly PatternProperties[] {
  return entriesOf(childOf(source, 'patternProperties')).flatMap(([key, value]) => {
    const pattern = readPatternText(scope, value, key);
    return pattern === undefined ? [] : [{ pattern, schema: build(value) }];
  });
}

function readKeys(scope: Scope, source: Source, build: Build): Schema {
  if (scope.options.schemas === 'lenient' && hasKey(source, 'propertyNames')) {
    const keys = build(childOf(source, 'propertyNames'));
    if (keys.kind === 'string' || keys.kind === 'enum' || keys.kind === 'model') return keys;
  }
  return anyText(scope, source);
}

function anyText(scope: Scope, source: Source): StringSchema {
  return { kind: 'string', format: null, limits: {}, docs: noDocs, place: placeOf(scope, source) };
}
