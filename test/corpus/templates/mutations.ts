/** A JSON value → values that differ from it in one place. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';

/** Values that take the place of another. */
const replacements: readonly JsonValue[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  '',
  'zzz',
  '🙂',
  'x'.repeat(300),
  [],
  {},
  ['a', 'a'],
  { unknown: 1 },
];

/** At most `count`, spread over the value, in the same order for the same value. */
export function mutationsOf(value: JsonValue, count: number): readonly JsonValue[] {
  const all = [...mutated(value)];
  const step = Math.max(1, all.length / count);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * step)] ?? null,
  );
}

function* mutated(value: JsonValue): Generator<JsonValue> {
  yield* replacements;
  if (isJsonArray(value)) {
    yield [...value, ...value];
    for (const [index, item] of value.entries())
      for (const other of mutated(item)) yield value.toSpliced(index, 1, other);
  }
  if (isJsonObject(value)) yield* mutatedObject(value);
}

function* mutatedObject(value: JsonObject): Generator<JsonValue> {
  yield { ...value, undeclared: 1 };
  for (const [name, member] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    for (const other of mutated(member)) yield { ...value, [name]: other };
  }
}
