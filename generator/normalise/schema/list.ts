/** Reads the keywords of an array: a list of equal items, or a tuple. */
import { noDocs } from '../../api/docs.ts';
import { isJsonArray } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, itemsOf, memberOf } from '../source.ts';
import type { Build } from './build.ts';
import { standsAlone } from './unevaluated.ts';
import { readArrayLimits } from './limits.ts';
import { unknownAt } from './unknown.ts';

export function readList(scope: Scope, source: Source, build: Build): Schema {
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

/** As many items at most as there are positions: that is what the tuple itself says. */
function withoutLength<Limits extends { readonly maxItems?: number }>(
  limits: Limits,
  length: number,
): object {
  const { maxItems, ...others } = limits;
  return maxItems === length ? others : limits;
}
