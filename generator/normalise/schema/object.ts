/** Reads the keywords of an object: named properties, or a map. */
import { sortedBy } from '../../api/compare.ts';
import { noDocs } from '../../api/docs.ts';
import { isJsonArray } from '../../api/json.ts';
import type { Property, Schema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf, report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, hasKey, memberOf, objectOf, writtenEntriesOf } from '../source.ts';
import { readAccess, readDefault } from './annotations.ts';
import type { Build } from './build.ts';
import { compiles, readObjectLimits } from './limits.ts';
import { unionOf } from './union.ts';

export function readObject(scope: Scope, source: Source, build: Build): Schema {
  const place = placeOf(scope, source);
  const limits = readObjectLimits(scope, source);
  const properties = readProperties(scope, source, build);
  const rest = readRest(scope, source, build);
  if (properties.length > 0 || rest?.kind === 'never') {
    reportLostKeys(scope, source);
    return { kind: 'object', properties, patterns: [], rest, limits, docs: noDocs, place };
  }
  const values = rest ?? { kind: 'unknown', docs: noDocs, place };
  return { kind: 'record', keys: readKeys(scope, source, build), values, limits, docs: noDocs, place };
}

function readProperties(scope: Scope, source: Source, build: Build): readonly Property[] {
  const required = readRequired(scope, source);
  const written = writtenEntriesOf(childOf(source, 'properties'));
  const declared = written.map(([name, value]): Property => {
    const schema = build(value);
    return {
      name,
      required: required.has(name),
      schema,
      default: readDefault(scope, value),
      access: readAccess(scope, value),
      docs: schema.docs,
      place: placeOf(scope, value),
    };
  });
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = [...required].filter((name) => !names.has(name));
  const all = [...declared, ...undeclared.map((name) => undeclaredProperty(scope, source, name))];
  return scope.options.propertyOrder === 'name' ? sortedBy(all, ({ name }) => name) : all;
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

/** Required, of an unknown type; another member of an `allOf` may say more. */
function undeclaredProperty(scope: Scope, source: Source, name: string): Property {
  const place = placeOf(scope, source);
  return {
    name,
    required: true,
    schema: { kind: 'unknown', docs: noDocs, place },
    default: undefined,
    access: 'both',
    docs: noDocs,
    place,
  };
}

/** `additionalProperties`, and the values of `patternProperties`, which may come under any key of the type. */
function readRest(scope: Scope, source: Source, build: Build): Schema | null {
  const additional = hasKey(source, 'additionalProperties')
    ? build(childOf(source, 'additionalProperties'))
    : null;
  const patterns = entriesOf(childOf(source, 'patternProperties')).map(([, value]) => build(value));
  if (patterns.length === 0) return additional;
  const isOnlyPattern = patterns.length === 1 && objectOf(childOf(source, 'properties')) === null;
  const others = additional ?? (isOnlyPattern ? null : { kind: 'unknown' as const, docs: noDocs });
  if (!isOnlyPattern) reportPatterns(scope, source);
  const members = others === null ? patterns : [...patterns, { ...others, place: placeOf(scope, source) }];
  return unionOf(members, { place: placeOf(scope, source), exclusive: false });
}

function readKeys(scope: Scope, source: Source, build: Build): Schema {
  const place = placeOf(scope, source);
  const anyText: Schema = { kind: 'string', format: null, limits: {}, docs: noDocs, place };
  if (hasKey(source, 'propertyNames')) {
    const keys = build(childOf(source, 'propertyNames'));
    return keys.kind === 'string' || keys.kind === 'enum' || keys.kind === 'model' ? keys : anyText;
  }
  const [pattern, ...others] = entriesOf(childOf(source, 'patternProperties')).map(([key]) => key);
  const isChecked =
    pattern !== undefined && others.length === 0 && hasOnlyPatterns(source) && compiles(pattern);
  return isChecked ? { ...anyText, limits: { pattern } } : anyText;
}

/** Nothing but the pattern says which keys may come. */
function hasOnlyPatterns(source: Source): boolean {
  const additional = memberOf(source.value, 'additionalProperties');
  return additional === undefined || additional === false;
}

function reportLostKeys(scope: Scope, source: Source): void {
  if (!hasKey(source, 'propertyNames')) return;
  report(scope, childOf(source, 'propertyNames'), {
    code: 'CW2014',
    message: 'The names of other properties are not checked, as this object also has named ones.',
  });
}

function reportPatterns(scope: Scope, source: Source): void {
  const patterns = entriesOf(childOf(source, 'patternProperties')).map(([key]) => quote(key));
  report(scope, childOf(source, 'patternProperties'), {
    code: 'CW2014',
    message: `The keys ${patterns.join(', ')} are not told apart: every other key may hold any of their values.`,
  });
}
