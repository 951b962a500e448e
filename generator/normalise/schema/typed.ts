/** Reads `type` and the keywords of one type: a string, a number, a list, an object, or a choice of them. */
import { noDocs, placeKey } from '../../api/place.ts';
import { impliedTypes } from '../../api/keywords.ts';
import { isJsonArray } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { type Build, placeOf, quote, report, type Scope } from '../scope.ts';
import { childOf, hasKey, itemsOf, memberOf, objectOf, type Source, textAt } from '../source.ts';
import { namesNull, namesOnlyNull, readFixedValues } from './enumeration.ts';
import { readArrayLimits, readNumberLimits, readStringLimits } from './limits.ts';
import { readObject } from './object.ts';
import { standsAlone } from './unevaluated.ts';
import { unionOf, unknownAt } from './union.ts';

const jsonTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** Reads the keywords of a schema, without references and combinations. `null`: there are none. The caller adds null. */
export function readTyped(scope: Scope, source: Source, build: Build): Schema | null {
  const types = typesOf(scope, source);
  const fixed = readFixedValues(scope, source, types);
  if (fixed !== null) return fixed;
  if (isOnlyNull(source, types)) {
    return { kind: 'null', docs: noDocs, place: placeOf(scope, source) };
  }
  const present = types.length > 0 ? types : impliedTypes(objectOf(source) ?? {});
  if (present.length === 0) return null;
  const members = withoutRepeats(present).map((type) => readType(scope, source, { type, build }));
  if (members.length === 1 && members[0] !== undefined) return members[0];
  return unionOf(members, { place: placeOf(scope, source), exclusive: false });
}

/** Returns true if the schema also allows null, in any spelling of any version. */
export function isNullable(source: Source): boolean {
  if (memberOf(source.value, 'nullable') === true) return true;
  const type = memberOf(source.value, 'type');
  if (isJsonArray(type)) return type.includes('null');
  return (type === undefined || type === 'null') && (type === 'null' || namesNull(source));
}

function isOnlyNull(source: Source, types: readonly string[]): boolean {
  if (namesOnlyNull(source)) return types.length === 0 || isNullable(source);
  return namesTypeNull(source) && !combining.some((keyword) => hasKey(source, keyword));
}

/** Upgraders of older documents write `nullable` without a type as `type: 'null'` beside these. */
const combining = ['$ref', 'allOf', 'anyOf', 'oneOf', 'properties'];

/** Returns true if `type` names null and nothing else. */
export function namesTypeNull(source: Source): boolean {
  const type = memberOf(source.value, 'type');
  return type === 'null' || (isJsonArray(type) && type.length > 0 && type.every((one) => one === 'null'));
}

/** The types other than null, in the order of the document. */
export function typesOf(scope: Scope, source: Source): readonly string[] {
  const type = memberOf(source.value, 'type');
  const written = isJsonArray(type) ? type : type === undefined ? [] : [type];
  return written.flatMap((one): readonly string[] => {
    if (one === 'file') return ['string'];
    if (typeof one === 'string' && jsonTypes.includes(one)) return one === 'null' ? [] : [one];
    report(scope, childOf(source, 'type'), {
      code: 'CW2002',
      message: `Unknown type ${quote(String(one))}. ${didYouMean(String(one), jsonTypes)}`,
    });
    return [];
  });
}

/** An integer is a number already. */
export function withoutRepeats(types: readonly string[]): readonly string[] {
  const distinct = [...new Set(types)];
  return distinct.includes('number') ? distinct.filter((type) => type !== 'integer') : distinct;
}

/** Reads the keywords of one type. */
export function readType(
  scope: Scope,
  source: Source,
  how: { readonly type: string; readonly build: Build },
): Schema {
  const place = placeOf(scope, source);
  switch (how.type) {
    case 'boolean':
      return { kind: 'boolean', docs: noDocs, place };
    case 'integer':
    case 'number':
      return readNumber(scope, source, how.type === 'integer');
    case 'array':
      return readList(scope, source, how.build);
    case 'object':
      return readObject(scope, source, how.build);
    default:
      return readString(scope, source);
  }
}

function readNumber(scope: Scope, source: Source, isInteger: boolean): Schema {
  const format = textAt(source, 'format');
  const isSaidByFormat = scope.options.schemas === 'lenient' && (format === 'int32' || format === 'int64');
  const integer = isInteger || isSaidByFormat;
  const limits = readNumberLimits(scope, source, integer);
  return { kind: 'number', integer, format, limits, docs: noDocs, place: placeOf(scope, source) };
}

function readString(scope: Scope, source: Source): Schema {
  const isFile = memberOf(source.value, 'type') === 'file' || isBinary(source);
  const format = isFile ? 'binary' : textAt(source, 'format');
  const limits = readStringLimits(scope, source);
  const place = placeOf(scope, source);
  if (textAt(source, 'format') !== 'binary') scope.schemas.contents.add(placeKey(place));
  return { kind: 'string', format, limits, docs: noDocs, place };
}

/** OpenAPI 3.1 writes a file as `contentMediaType` (section 4.8.14.2): only JSON and encoded bytes are text. */
export function isBinary(source: Source): boolean {
  const mediaType = memberOf(source.value, 'contentMediaType');
  const isText = typeof mediaType !== 'string' || /^[^;]*[/+]json\b/i.test(mediaType);
  return !isText && memberOf(source.value, 'contentEncoding') === undefined;
}

function readList(scope: Scope, source: Source, build: Build): Schema {
  const place = placeOf(scope, source);
  const limits = readArrayLimits(scope, source);
  const positions = positionsOf(source);
  if (positions.length === 0) {
    const items = readRest(source, build) ?? unknownAt(place);
    return { kind: 'array', items, limits, docs: noDocs, place };
  }
  const rest = readRest(source, build);
  const { minItems = 0, ...others } = limits;
  return {
    kind: 'tuple',
    items: positions.map(build),
    required: Math.min(minItems, positions.length),
    rest:
      limits.maxItems === positions.length
        ? { kind: 'never', docs: noDocs, place }
        : (rest ?? unknownAt(place)),
    limits: minItems > positions.length ? limits : withoutLength(others, positions.length),
    docs: noDocs,
    place,
  };
}

/** `prefixItems`, or the list under `items` that earlier drafts of JSON Schema wrote for it. */
function positionsOf(source: Source): readonly Source[] {
  const prefix = itemsOf(childOf(source, 'prefixItems'));
  return prefix.length > 0 ? prefix : itemsOf(childOf(source, 'items'));
}

function readRest(source: Source, build: Build): Schema | null {
  const keyword = restKeyword(source);
  return hasKey(source, keyword) ? build(childOf(source, keyword)) : null;
}

function restKeyword(source: Source): string {
  if (standsAlone(source, 'unevaluatedItems')) return 'unevaluatedItems';
  return isJsonArray(memberOf(source.value, 'items')) ? 'additionalItems' : 'items';
}

/** Leaves out a maximum that equals the number of positions. */
function withoutLength<Limits extends { readonly maxItems?: number }>(
  limits: Limits,
  length: number,
): object {
  const { maxItems, ...others } = limits;
  return maxItems === length ? others : limits;
}
