/** Reads `enum` and `const`: a literal where one value is left, an enum where several are. */
import type { Schema } from '../../api/schema.ts';
import { noDocs } from '../../api/place.ts';
import { canonicalJson, withSortedKeys } from '../../api/hash.ts';
import { isJsonArray } from '../../api/json.ts';
import { type Scope, placeOf, report } from '../scope.ts';
import { type Source, childOf, hasKey, itemsOf } from '../source.ts';
import { nestsTooDeep, typeAllows } from './accepts.ts';
import { readMemberTexts } from './enumeration-names.ts';
import { unionOf } from './union.ts';

/** Reads `enum` or `const`: the values that the types allow, `never` if none is left. `null`: there are neither. */
export function readConstants(scope: Scope, source: Source, types: readonly string[]): Schema | null {
  const written = writtenConstants(scope, source);
  if (written === null) return null;
  const place = placeOf(scope, source);
  const textsOf = readMemberTexts(scope, source, written);
  const members = distinct(written)
    .filter(({ value = null }) => types.length === 0 || types.some((type) => typeAllows(type, value)))
    .map((member): Schema => {
      const value = member.value ?? null;
      if (value === null) return { kind: 'null', docs: noDocs, place };
      const { name, description } = textsOf(member);
      const constant = name === null ? {} : { name };
      return {
        kind: 'literal',
        value: withSortedKeys(value),
        ...constant,
        docs: { ...noDocs, description },
        place,
      };
    });
  return unionOf(members, { place, exclusive: false });
}

/** `null`: there are none, or they cannot be read. */
function writtenConstants(scope: Scope, source: Source): readonly Source[] | null {
  const list = childOf(source, 'enum');
  const fixed = hasKey(source, 'const') ? [childOf(source, 'const')] : null;
  const isList = isJsonArray(list.value);
  if (fixed === null && list.value === undefined) return null;
  if (fixed === null && !isList) {
    report(scope, list, { code: 'CW2002', message: 'A list is expected here.' });
    return null;
  }
  const members = itemsOf(list);
  const deep = [...(fixed ?? []), ...members].find(({ value = null }) => nestsTooDeep(value));
  if (deep === undefined) return fixed === null ? members : isList ? common(fixed, members) : fixed;
  report(scope, deep, { code: 'CW2018', message: 'The value nests too deeply to be compared.' });
  return null;
}

/** The values of the first list that the second one has too. */
function common(values: readonly Source[], others: readonly Source[]): readonly Source[] {
  const texts = new Set(others.map(({ value }) => canonicalJson(value)));
  return values.filter(({ value }) => texts.has(canonicalJson(value)));
}

function distinct(values: readonly Source[]): readonly Source[] {
  const byText = new Map<string, Source>();
  for (const value of values) {
    const text = canonicalJson(value.value);
    if (!byText.has(text)) byText.set(text, value);
  }
  return [...byText.values()];
}
