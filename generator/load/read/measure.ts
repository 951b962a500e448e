/** Limits of a document's size and depth, and measures of both that do not recurse: a hostile value may be arbitrarily deep. */
import { isContainer } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';

/** The pointer of a container that lies too deep, cut to its first steps so that it stays readable. */
export function findTooDeep(root: JsonValue): string | null {
  let level: readonly object[] = containersIn([root]);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= maximumDepth) return pointerIntoDepth(root);
    level = containersIn(level.flatMap((container) => Object.values(container)));
  }
  return null;
}

/** How many members all objects of a value have together. */
export function countKeys(root: JsonValue): number {
  let count = 0;
  const open = containersIn([root]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!Array.isArray(next)) count += Object.keys(next).length;
    for (const value of Object.values(next)) if (isContainer(value)) open.push(value);
  }
  return count;
}

/** How many values a value consists of, itself included. */
export function countValues(root: JsonValue): number {
  let count = 1;
  const open = containersIn([root]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const inner = Object.values(next);
    count += inner.length;
    for (const value of inner) if (isContainer(value)) open.push(value);
  }
  return count;
}

function containersIn(values: readonly unknown[]): object[] {
  return values.filter(isContainer);
}

const shownSteps = 5;

/** Follows the deepest branch, found by trying each child's depth only as far as the limit. */
function pointerIntoDepth(root: JsonValue): string {
  let pointer = '';
  let at: unknown = root;
  for (let step = 0; step < shownSteps && isContainer(at); step++) {
    const deepest: [string, unknown] | undefined = Object.entries(at).find(([, value]) =>
      reaches(value, maximumDepth - step - 1),
    );
    if (deepest === undefined) break;
    pointer += pointerStep(deepest[0]);
    at = deepest[1];
  }
  return pointer;
}

function reaches(value: unknown, depth: number): boolean {
  let level = containersIn([value]);
  for (let at = 0; level.length > 0; at++) {
    if (at >= depth) return true;
    level = containersIn(level.flatMap((container) => Object.values(container)));
  }
  return false;
}

/** The largest public document known is below 20 MB. */
export const maximumBytes = 64 * 1024 * 1024;

/** Real documents stay below 60; every recursion over a document relies on this. */
export const maximumDepth = 500;

/** References that are replaced by what they name, which can multiply; 2,850 files of one real document have 700. */
export const maximumPlaced = 20_000;

/** Values after YAML aliases and inlined references are expanded; GitHub's 13 MB are below 500,000. */
export const maximumNodes = 2_000_000;
