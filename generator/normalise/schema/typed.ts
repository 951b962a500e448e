/** Reads `type`, fixed values and the keywords of one type: a string, a number, a list, an object, or a choice of them. */
import type { Schema } from '../../api/schema.ts';
import { noDocs, placeKey } from '../../api/place.ts';
import { type TypeFamily, keywordsThat, typeFamilies } from '../../api/keywords.ts';
import { type JsonValue, isJsonArray } from '../../api/json.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { type Build, type Scope, placeOf, quote, report } from '../scope.ts';
import { type Source, childOf, hasKey, itemsOf, memberOf, textAt } from '../source.ts';
import { readConstants } from './enumeration.ts';
import type { Limits } from './join-parts.ts';
import { readArrayLimits, readNumberLimits, readStringLimits } from './limits.ts';
import { readObject } from './object.ts';
import { standsAlone } from './unevaluated.ts';
import { unionOf, unknownAt } from './union.ts';

const jsonTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

interface Own {
  readonly schema: Schema;
  readonly limits: Limits;
}

/** Reads the keywords of the schema itself, without references and combinations. */
export function readOwn(scope: Scope, source: Source, build: Build): Own {
  const place = placeOf(scope, source);
  const types = typesOf(scope, source);
  const constants = readConstants(scope, source, types);
  if (constants === null && types.length > 0) {
    const members = types.map((type) => readType(scope, source, { type, build }));
    return { schema: unionOf(members, { place, exclusive: false }), limits: new Map() };
  }
  const limits = families
    .filter(({ type }) => types.length === 0 || types.includes(type) || types.includes(integerOf(type)))
    .filter(({ keywords }) => keywords.some((keyword) => hasKey(source, keyword)))
    .map(({ type }) => [type, readType(scope, source, { type, build })] as const);
  return { schema: constants ?? unknownAt(place), limits: new Map(limits) };
}

/** Keywords that limit values of one type; those that refine are assertions of their own. */
const families: readonly { readonly type: TypeFamily; readonly keywords: readonly string[] }[] =
  typeFamilies.map((type) => ({
    type,
    keywords: [
      ...keywordsThat((each) => each.type === type && each.role !== 'annotation' && each.refines !== true),
      ...(type === 'string' ? ['format'] : []),
    ],
  }));

function integerOf(type: string): string {
  return type === 'number' ? 'integer' : type;
}

/** The types that are written, null last. OpenAPI 3.1 writes bytes without a type (section 4.8.14.2). */
function typesOf(scope: Scope, source: Source): readonly string[] {
  const type = memberOf(source.value, 'type');
  if (type === undefined) return isBinary(source) ? ['string'] : [];
  const types = (isJsonArray(type) ? type : [type]).flatMap((one): readonly string[] => {
    const known = knownType(one);
    if (known !== null) return [known];
    report(scope, childOf(source, 'type'), {
      code: 'CW2002',
      message: `Unknown type ${quote(String(one))}. ${didYouMean(String(one), jsonTypes)}`,
    });
    return [];
  });
  return withoutRepeats(types).toSorted((left, right) => Number(left === 'null') - Number(right === 'null'));
}

/** Returns the type that a value of `type` names: `file` is a text of OpenAPI 2.0. `null`: none. */
export function knownType(written: JsonValue): string | null {
  if (written === 'file') return 'string';
  return typeof written === 'string' && jsonTypes.includes(written) ? written : null;
}

/** An integer is a number already. */
function withoutRepeats(types: readonly string[]): readonly string[] {
  const distinct = [...new Set(types)];
  return distinct.includes('number') ? distinct.filter((type) => type !== 'integer') : distinct;
}

/** Reads the keywords of one type. */
function readType(
  scope: Scope,
  source: Source,
  how: { readonly type: string; readonly build: Build },
): Schema {
  const place = placeOf(scope, source);
  switch (how.type) {
    case 'null':
    case 'boolean':
      return { kind: how.type, docs: noDocs, place };
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
  const limits = readNumberLimits(scope, source, isInteger);
  return { kind: 'number', integer: isInteger, format, limits, docs: noDocs, place: placeOf(scope, source) };
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
function isBinary(source: Source): boolean {
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
