/** A value → values that differ from it in one place, as a server may send them. */
import { isContainer, isJsonArray, isJsonObject, type JsonValue } from '../../../generator/api/json.ts';

export interface ChangedValue {
  /** What was changed, and where: `null at /items/0`. */
  readonly change: string;
  readonly value: JsonValue;
}

/** At most `most` values, spread evenly over the places and the kinds of changes. */
export function changedValues(value: JsonValue, most: number): readonly ChangedValue[] {
  const all = placesOf(value, '').flatMap(([pointer, at]) =>
    changesOf(at).map(({ change, value: to }) => ({ change: `${change} at ${pointer}`, pointer, to })),
  );
  // A step that shares no factor with the number of kinds meets all of them.
  const chosen = all.length <= most ? all : all.filter((_, index) => (index * 7919) % all.length < most);
  return chosen.map(({ change, pointer, to }) => ({
    change,
    value: replaced(value, pointer.split('/').slice(1), to),
  }));
}

function placesOf(value: JsonValue, pointer: string): readonly [string, JsonValue][] {
  const inner = isContainer(value) ? Object.entries(value).slice(0, 100) : [];
  return [
    [pointer, value],
    ...inner.flatMap(([key, each]) =>
      placesOf(each, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}

interface Change {
  readonly change: string;
  /** `undefined`: the property is dropped. */
  readonly value: JsonValue | undefined;
}

function changesOf(value: JsonValue): readonly Change[] {
  const others: readonly Change[] = [
    { change: 'dropped', value: undefined },
    { change: 'null', value: null },
    { change: 'text', value: 'no such text' },
    { change: 'number', value: 1.5 },
    { change: 'list', value: [] },
    { change: 'object', value: {} },
  ];
  if (typeof value === 'string')
    return [
      ...others,
      { change: 'empty', value: '' },
      { change: 'long', value: 'long '.repeat(600) },
      { change: 'boolean', value: true },
    ];
  if (typeof value === 'number')
    return [
      ...others,
      { change: 'low', value: -1_000_000 },
      { change: 'high', value: 1_000_000_007 },
      { change: 'boolean', value: false },
    ];
  if (isJsonArray(value))
    return [
      ...others,
      { change: 'longer', value: [...value, ...value, 'no such item'] },
      { change: 'doubled', value: [...value, ...value] },
    ];
  if (isJsonObject(value))
    return [...others, { change: 'undeclared key', value: { ...value, 'undeclared-key': [1] } }];
  return others;
}

function replaced(
  value: JsonValue,
  [step, ...steps]: readonly string[],
  to: JsonValue | undefined,
): JsonValue {
  if (step === undefined) return to ?? null;
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const next = (each: JsonValue): JsonValue => replaced(each, steps, to);
  const isDropped = steps.length === 0 && to === undefined;
  if (isJsonArray(value))
    return value.flatMap((each, index) => (String(index) !== key ? [each] : isDropped ? [] : [next(each)]));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      name !== key ? [[name, each]] : isDropped ? [] : [[name, next(each)]],
    ),
  );
}
