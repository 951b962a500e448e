/** Turns `x-long-poll` into a `LongPoll`: how long the server holds a request, and how to ask for it. */
import type { LongPoll, Operation } from '../../api/api.ts';
import { shapeText } from '../../api/hash.ts';
import type { NumberSchema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, objectOf, textAt } from '../source.ts';
import type { Extension } from './extension.ts';
import { milliseconds, reportExtension, reportOtherKeys } from './extension.ts';
import type { ModelLookup } from './state-values.ts';
import { resolveModel, successSchema } from './state-values.ts';

export interface Waiting {
  readonly operation: Operation;
  readonly source: Source;
  readonly operations: readonly Operation[];
  readonly lookup: ModelLookup;
}

/** `null`: the operation answers at once, or the extension does not fit and was reported. */
export function readLongPoll(scope: Scope, waiting: Waiting): LongPoll | null {
  const source = childOf(waiting.source, 'x-long-poll');
  if (source.value === undefined) return null;
  const extension: Extension = { scope, source, code: 'CW2050' };
  if (objectOf(source) === null) {
    reportExtension(extension, 'x-long-poll has to be an object.');
    return null;
  }
  reportOtherKeys(extension, ['window', 'defaultMs', 'graceMs', 'fallback']);
  const window = readWindow(extension, waiting);
  if (window === null) return null;
  const graceMs = milliseconds(extension, 'graceMs', 10_000);
  return { window, graceMs, fallback: readFallback(extension, waiting), place: placeOf(scope, source) };
}

function readWindow(extension: Extension, { operation, lookup }: Waiting): LongPoll['window'] | null {
  const name = textAt(extension.source, 'window');
  const parameter = operation.parameters.find((one) => one.location === 'query' && one.name === name);
  const schema = parameter === undefined ? null : resolveModel(parameter.schema, lookup);
  if (parameter === undefined || schema?.kind !== 'number' || !schema.integer) {
    reportExtension(extension, `window has to name a query parameter that is an integer.`, 'window');
    return null;
  }
  const bounds = boundsOf(schema);
  if (bounds.maxMs === null) {
    reportExtension(extension, `The window ${quote(parameter.name)} needs a maximum.`, 'window');
    return null;
  }
  const { minMs, maxMs } = bounds;
  const defaultMs = milliseconds(
    extension,
    'defaultMs',
    typeof parameter.default === 'number' ? parameter.default : maxMs,
  );
  if (defaultMs < minMs || defaultMs > maxMs) {
    reportExtension(
      extension,
      `defaultMs has to be from ${minMs} to ${maxMs}, as the parameter says.`,
      'defaultMs',
    );
    return null;
  }
  return { parameter: parameter.name, minMs, maxMs, defaultMs };
}

function boundsOf({ limits }: NumberSchema): { readonly minMs: number; readonly maxMs: number | null } {
  const above = limits.exclusiveMinimum === undefined ? 0 : limits.exclusiveMinimum + 1;
  const below = limits.exclusiveMaximum === undefined ? null : limits.exclusiveMaximum - 1;
  return { minMs: limits.minimum ?? above, maxMs: limits.maximum ?? below };
}

/** The fallback has to answer the same model: its result takes the place of the long-poll's. */
function readFallback(extension: Extension, { operation, operations }: Waiting): string | null {
  const id = textAt(extension.source, 'fallback');
  if (id === null) return null;
  const fallback = operations.find((one) => one.id === id);
  const own = successSchema(operation);
  const other = fallback === undefined ? null : successSchema(fallback);
  if (own !== null && other !== null && shapeText(own) === shapeText(other)) return id;
  const problem = fallback === undefined ? 'is no operation' : 'does not answer the same model';
  reportExtension(extension, `The fallback ${quote(id)} ${problem}.`, 'fallback');
  return null;
}
