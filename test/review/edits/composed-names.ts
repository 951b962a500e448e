/** Names of the properties that an object has from the other members of an `allOf`. */
import { isMap, type Json, type JsonMap } from './document.ts';

const deepest = 8;

/** Returns the names that are declared beside the schema, wherever it is a member. */
export function composedNames(root: JsonMap, schema: JsonMap): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isMap(value) && Array.isArray(value['allOf'])) {
      const parts = partsOf(root, value, deepest);
      const others = parts.includes(schema) ? parts.filter((part) => part !== schema) : [];
      for (const name of others.flatMap(namesIn)) names.add(name);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(root);
  return names;
}

function namesIn({ properties }: JsonMap): readonly string[] {
  return isMap(properties) ? Object.keys(properties) : [];
}

/** The schema, and the members that it is composed of, through references. */
function partsOf(root: JsonMap, schema: JsonMap, depth: number): readonly JsonMap[] {
  const target = typeof schema['$ref'] === 'string' ? resolved(root, schema['$ref']) : schema;
  if (target === null || depth === 0) return [];
  const members = Array.isArray(target['allOf']) ? target['allOf'].filter(isMap) : [];
  return [target, ...members.flatMap((member) => partsOf(root, member, depth - 1))];
}

function resolved(root: JsonMap, reference: string): JsonMap | null {
  const steps = reference.split('/').slice(1);
  const found = steps.reduce<Json | undefined>((value, step) => {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    return isMap(value) ? value[key] : undefined;
  }, root);
  return isMap(found) ? found : null;
}
