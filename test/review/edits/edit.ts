/** What every kind of edit has: its context, and the ways to add operations, components and properties. */
import { pascalCase, splitWords } from '../../../generator/naming/words.ts';
import { composedNames } from './composed-names.ts';
import { mapAt, putFirst, type Found, type FoundSchema, type Json, type JsonMap } from './document.ts';
import type { Random } from './random.ts';
import type { Surface } from './surface.ts';

export interface EditContext {
  readonly found: Found;
  readonly random: Random;
  /** The package so far: names to collide with. */
  readonly surface: Surface;
  /** Never given twice. */
  readonly serial: string;
}

/** Changes the document in place; `false`: it has nothing that this kind of edit needs. */
export type Edit = (context: EditContext) => boolean;

export function answer(schema: Json): JsonMap {
  return { '200': { description: 'ok', content: { 'application/json': { schema } } } };
}

export function addOperation(
  { found, serial }: EditContext,
  { method = 'get', ...operation }: JsonMap & { readonly method?: string; readonly responses: Json },
): void {
  const url = `/added-${serial}`;
  putFirst(mapAt(found.root, 'paths'), url, { [method]: { ...operation } });
}

export function freeName(found: Found, name: string): string | null {
  const cased = pascalCase(splitWords(name));
  return cased === '' || Object.hasOwn(found.schemas, cased) ? null : cased;
}

export function addComponent({ found }: EditContext, name: string, schema: Json): boolean {
  const free = freeName(found, name);
  if (free === null) return false;
  putFirst(found.schemas, free, schema);
  return true;
}

export function properties(schema: JsonMap): JsonMap {
  return mapAt(schema, 'properties');
}

export function addProperty(
  { found }: EditContext,
  to: FoundSchema | undefined,
  { name, schema }: { readonly name: string; readonly schema: Json },
): boolean {
  if (to === undefined || Object.hasOwn(properties(to.schema), name)) return false;
  // Another member of an `allOf` has it: the edit would limit that one.
  if (composedNames(found.root, to.schema).has(name)) return false;
  putFirst(properties(to.schema), name, schema);
  return true;
}
