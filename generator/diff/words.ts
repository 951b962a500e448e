/** Short texts for schemas and paths, as people read them in a report. */
import type { Schema } from '../api/schema.ts';
import { listed } from './compare-scalars.ts';
import { fixedValues } from './fits-scalar.ts';

const longestText = 80;

/** `string (uuid)`, `array of Order`, `"open" | "paid"`. `nameOf`: name of a model by its id. */
export function schemaWords(schema: Schema, nameOf: (model: string) => string): string {
  const text = wordsOf(schema, nameOf);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function wordsOf(schema: Schema, nameOf: (model: string) => string): string {
  switch (schema.kind) {
    case 'unknown':
      return 'any value';
    case 'never':
      return 'no value';
    case 'null':
    case 'boolean':
      return schema.kind;
    case 'number':
      return withFormat(schema.integer ? 'integer' : 'number', schema.format);
    case 'string':
      return withFormat('string', schema.format);
    case 'literal':
    case 'enum':
      return listed(fixedValues(schema) ?? []);
    case 'array':
      return `array of ${wordsOf(schema.items, nameOf)}`;
    case 'tuple':
      return `tuple of ${schema.items.length}`;
    case 'object':
      return 'object';
    case 'record':
      return `map of ${wordsOf(schema.values, nameOf)}`;
    case 'union':
      return schema.members.map((member) => wordsOf(member, nameOf)).join(' or ');
    case 'intersection':
      return schema.members.map((member) => wordsOf(member, nameOf)).join(' and ');
    case 'refined':
      return wordsOf(schema.schema, nameOf);
    case 'model':
      return nameOf(schema.model);
  }
}

function withFormat(type: string, format: string | null): string {
  return format === null ? type : `${type} (${format})`;
}

/** `['200', 'steps', '[]', 'status']` → `200 → steps[].status` */
export function pathWords(path: readonly string[], separateFirst: boolean): string {
  const [first, ...rest] = path;
  if (first === undefined) return '';
  if (!separateFirst) return joined(path);
  return rest.length === 0 ? first : `${first} → ${joined(rest)}`;
}

function joined(steps: readonly string[]): string {
  return steps.reduce((text, step) => {
    if (text === '' || step.startsWith('[')) return text + step;
    return `${text}.${step}`;
  }, '');
}
