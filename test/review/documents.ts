/** The documents whose changes are reviewed here, and how a test changes one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import { generatePackage, root, type Files } from '../support/generated-package.ts';
import { shop } from './shop.ts';

export interface ReviewedDocument {
  readonly name: string;
  readonly document: JsonObject;
  readonly overlay?: string;
}

/** The document of ARTU with its overlay, and one that is richer. */
export const documents: readonly ReviewedDocument[] = [
  {
    name: 'ARTU',
    document: readObject('specs/workflows.json'),
    overlay: readFileSync(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
  },
  { name: 'a shop', document: shop },
];

/** A copy of the document in which the value at a pointer is another. */
export function withChange(
  document: JsonObject,
  path: readonly (string | number)[],
  change: (value: JsonValue | undefined) => JsonValue,
): JsonObject {
  const changed = changeAt(document, path, change);
  if (!isJsonObject(changed)) throw new Error('a document is an object');
  return changed;
}

function changeAt(
  value: JsonValue | undefined,
  [key, ...rest]: readonly (string | number)[],
  change: (value: JsonValue | undefined) => JsonValue,
): JsonValue {
  if (key === undefined) return change(value);
  if (value !== undefined && isJsonArray(value)) {
    return value.map((item, index) => (index === key ? changeAt(item, rest, change) : item));
  }
  if (value === undefined || !isJsonObject(value)) throw new Error(`nothing holds ${key}`);
  const changed = changeAt(value[key], rest, change);
  const isNew = !Object.hasOwn(value, key);
  // What is new comes first: the worst place for anything that takes names in order.
  return isNew ? { [key]: changed, ...value } : { ...value, [key]: changed };
}

/** The package of a document, over what was committed before. */
export async function packageOf(
  { document, overlay }: Omit<ReviewedDocument, 'name'>,
  previous: Files = new Map(),
): Promise<Files> {
  const { files, result } = await generatePackage({
    spec: JSON.stringify(document),
    previous,
    ...(overlay === undefined ? {} : { overlay }),
  });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return files;
}

function readObject(path: string): JsonObject {
  const value: JsonValue = JSON.parse(readFileSync(join(root, path), 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${path} is no object`);
  return value;
}
