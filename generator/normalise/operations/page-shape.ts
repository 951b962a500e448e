/** What a page of a list is: the answer that holds it, its items, and what may go on from it. */
import type { Operation, Parameter } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import type { ModelLookup } from './answer-values.ts';
import { resolveModel, schemaAt } from './answer-values.ts';

/** The JSON of the only success; `null`: there is none, or more than one. */
export function answerOf({ responses }: Operation): Schema | null {
  const [success, ...others] = responses.filter(({ status }) => status.startsWith('2'));
  const json = success?.content.find(({ format }) => format === 'json');
  return others.length === 0 && json !== undefined ? json.schema : null;
}

/** The schema of one item of the list at the keys; `null`: there is no list. */
export function itemOf(answer: Schema, keys: readonly string[], lookup: ModelLookup): Schema | null {
  const found = schemaAt(answer, keys, lookup);
  const list = found === null ? null : resolveModel(found, lookup);
  return list?.kind === 'array' ? list.items : null;
}

/** The kind of what is at the keys, null aside. */
export function kindAt(schema: Schema, keys: readonly string[], lookup: ModelLookup): Schema['kind'] | null {
  const found = schemaAt(schema, keys, lookup);
  return found === null ? null : resolveModel(found, lookup).kind;
}

/** Whether what a page says can be sent as the parameter: text as text, a number as either. */
export function canCarry(parameter: Parameter, cursor: Schema, lookup: ModelLookup): boolean {
  const to = resolveModel(parameter.schema, lookup);
  const from = resolveModel(cursor, lookup);
  if (to.kind === 'string') return from.kind === 'string' || from.kind === 'number';
  return to.kind === 'number' && from.kind === 'number' && (from.integer || !to.integer);
}
