/** A memory without a file, for tests of the stages that ask one. */
import type { Memory } from '../../generator/memory/memory.ts';

export function memoryWith(entries: Map<string, string> = new Map()): Memory {
  return { recall: (key) => entries.get(key) ?? null, keep: (key, value) => entries.set(key, value) };
}
