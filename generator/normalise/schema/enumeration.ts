/** Reads `enum` and `const`: a literal where one value is left, an enum where several are. */
import { noDocs } from '../../api/place.ts';
import { canonicalJson, withSortedKeys } from '../../api/hash.ts';
import { isJsonArray } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { placeOf, report, type Scope } from '../scope.ts';
import { childOf, hasKey, itemsOf, memberOf, type Source } from '../source.ts';
import { nestsTooDeep, typeAllows } from './accepts.ts';
import { readMemberTexts } from './enumeration-names.ts';
import { unionOf } from './union.ts';

/** Reads `enum` or `const`. Returns `null` if both are absent or no member is left. The caller adds null. */
export function readFixedValues(scope: Scope, source: Source, types: readonly string[]): Schema | null {
  if (hasKey(source, 'const')) {
    return fixedValues(scope, source, { values: [childOf(source, 'const')], types });
  }
  if (!hasKey(source, 'enum')) return null;
  const list = memberOf(source.value, 'enum');
  if (!isJsonArray(list) || list.length === 0) {
    const message = 'A list of at least one value is expected here.';
    report(scope, childOf(source, 'enum'), { code: 'CW2002', message });
    return null;
  }
  return fixedValues(scope, source, { values: itemsOf(childOf(source, 'enum')), types });
}

/** The same with null among the values, and `never` where no value is left of those that are written. */
export function readFixedExactly(scope: Scope, source: Source, types: readonly string[]): Schema | null {
  const list = childOf(source, 'enum');
  if (!hasKey(source, 'const') && list.value !== undefined && !isJsonArray(list.value)) {
    report(scope, list, { code: 'CW2002', message: 'A list is expected here.' });
    return null;
  }
  if (!hasKey(source, 'const') && list.value === undefined) return null;
  const values = hasKey(source, 'const') ? [childOf(source, 'const')] : itemsOf(list);
  const place = placeOf(scope, source);
  const members = distinct(values)
    .map((value) => value.value ?? null)
    .filter((value) => types.length === 0 || types.some((type) => typeAllows(type, value)))
    .map((value): Schema => {
      if (value === null) return { kind: 'null', docs: noDocs, place };
      return { kind: 'literal', value: withSortedKeys(value), docs: noDocs, place };
    });
  return unionOf(members, { place, exclusive: false });
}

/** Returns true if `enum` or `const` names null and nothing else. */
export function namesOnlyNull(source: Source): boolean {
  if (hasKey(source, 'const')) return memberOf(source.value, 'const') === null;
  const values = memberOf(source.value, 'enum');
  return isJsonArray(values) && values.length > 0 && values.every((value) => value === null);
}

/** Returns true if `enum` or `const` names null. */
export function namesNull(source: Source): boolean {
  if (hasKey(source, 'const')) return memberOf(source.value, 'const') === null;
  const values = memberOf(source.value, 'enum');
  return isJsonArray(values) && values.includes(null);
}

interface Written {
  readonly values: readonly Source[];
  /** The types beside them; none: any. */
  readonly types: readonly string[];
}

function fixedValues(scope: Scope, source: Source, { values, types }: Written): Schema | null {
  const place = placeOf(scope, source);
  const textsOf = readMemberTexts(scope, source, values);
  const nullable = types.length === 0 || allowsNull(source);
  const isFitting = (value: Source): boolean => (value.value === null && nullable) || fits(value, types);
  const all = distinct(values);
  reportMisfits(
    scope,
    all.filter((value) => !isFitting(value)),
    types,
  );
  const some = all.filter(isFitting);
  // A type of containers beside plain values only is a mistake of the type.
  const fitting = some.length === 0 && types.every(isContainerType) ? all.filter(isPlain) : some;
  const kept = fitting.filter(({ value }) => value !== null);
  // A constant would refuse the values that the dropped members stand for.
  const hadMore = all.some((value) => value.value !== null && !fitting.includes(value));
  if (kept.length === 1 && hadMore) return null;
  const schemas = kept.map((value): Schema => {
    const { name, description } = textsOf(value);
    const docs = { ...noDocs, description };
    const constant = name === null ? {} : { name };
    return { kind: 'literal', value: withSortedKeys(value.value ?? null), ...constant, docs, place };
  });
  return schemas.length === 0 ? null : unionOf(schemas, { place, exclusive: false });
}

function isContainerType(type: string): boolean {
  return type === 'object' || type === 'array';
}

function isPlain({ value }: Source): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function allowsNull(source: Source): boolean {
  const type = memberOf(source.value, 'type');
  return memberOf(source.value, 'nullable') === true || (isJsonArray(type) && type.includes('null'));
}

function fits({ value = null }: Source, types: readonly string[]): boolean {
  const allowed = types.length === 0 || types.some((type) => typeAllows(type, value));
  return allowed && !nestsTooDeep(value);
}

/** Reports once for each schema: a member of the wrong type rarely is the only one. */
function reportMisfits(scope: Scope, misfits: readonly Source[], types: readonly string[]): void {
  const [first] = misfits;
  if (first === undefined) return;
  const text = (JSON.stringify(first.value) ?? '').slice(0, 60);
  const others = misfits.length - 1;
  const subject = others === 0 ? `${text} is` : `${text} and ${others} more members are`;
  report(scope, first, { code: 'CW2007', message: `${subject} not of type ${types.join(' or ')}.` });
}

function distinct(values: readonly Source[]): readonly Source[] {
  const byText = new Map<string, Source>();
  for (const value of values) {
    const text = nestsTooDeep(value.value ?? null) ? value.pointer : canonicalJson(value.value);
    if (!byText.has(text)) byText.set(text, value);
  }
  return [...byText.values()];
}
