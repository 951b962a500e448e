/** A file of unknown shape → every other file that it may refer to: what has to be read before it can be bundled. */
import { isContainer, isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';
import { nameMaps } from '../grammar.ts';
import { mappingEntries, resolveReference } from '../references.ts';

interface Open {
  readonly value: JsonValue;
  /** Its keys are names that an author chose, so that `default` or `example` among them is no keyword. */
  readonly named: boolean;
}

/** Too many do no harm: a file below the document's folder is read and left unused. */
export function filesReferredTo(root: JsonValue, url: string): readonly string[] {
  const found = new Set<string>();
  const open: Open[] = [{ value: root, named: true }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const reference of referencesOf(next.value)) found.add(resolveReference(reference, url)?.url ?? url);
    open.push(...childrenOf(next));
  }
  found.delete(url);
  return [...found].sort();
}

function referencesOf(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) return [];
  const { $ref } = value;
  const mapped = Object.hasOwn(value, 'mapping') ? mappingEntries(value).map(([, target]) => target) : [];
  return typeof $ref === 'string' ? [$ref, ...mapped] : mapped;
}

function childrenOf({ value, named }: Open): readonly Open[] {
  if (isJsonArray(value)) return value.filter(isContainer).map((item) => ({ value: item, named: false }));
  if (!isJsonObject(value)) return [];
  return Object.entries<JsonValue>(value)
    .filter(([key, member]) => isContainer(member) && (named || !isDataKey(key)))
    .map(([key, member]) => ({ value: member, named: nameMaps.has(key) }));
}

function isDataKey(key: string): boolean {
  return dataKeys.has(key) || key.startsWith('x-');
}

const dataKeys = new Set(['example', 'examples', 'default', 'enum', 'const']);
