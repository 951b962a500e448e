/** Reorders the keys of every object of a document, the same way for the same seed. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';

export function shuffleKeys(document: JsonObject, seed: number): JsonObject {
  const random = generator(seed);
  const shuffled = shuffle(document, random);
  return isJsonObject(shuffled) ? shuffled : document;
}

function shuffle(value: JsonValue, random: () => number): JsonValue {
  if (isJsonArray(value)) return value.map((item) => shuffle(item, random));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => ({
    key,
    child: shuffle(child, random),
    at: random(),
  }));
  const inOrder = entries.toSorted((left, right) => left.at - right.at);
  return Object.fromEntries(inOrder.map(({ key, child }) => [key, child]));
}

/** A linear congruential generator: good enough to mix keys, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
