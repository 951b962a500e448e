/** Turns `x-long-poll` into a `LongPoll`: the window, how to request it, and the fallback operation. */
import type { Fallback, LongPoll, Operation, Parameter, Response } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import { noDocs } from '../../api/place.ts';
import { shapeText } from '../../api/hash.ts';
import type { NumberSchema } from '../../api/schema.ts';
import { placeOf, quote, type Scope } from '../scope.ts';
import { childOf, hasKey, objectOf, textAt, writtenEntriesOf } from '../source.ts';
import {
  type Extension,
  milliseconds,
  type OperationContext,
  partOf,
  reportExtension,
  reportOtherKeys,
  resolveModel,
  successSchema,
  wholeNumber,
  wordAt,
} from './extension.ts';

/** Returns `null` where the operation has no `x-long-poll`, or where it is invalid and was reported. */
export function readLongPoll(scope: Scope, context: OperationContext): LongPoll | null {
  const source = childOf(context.source, 'x-long-poll');
  if (source.value === undefined) return null;
  const extension: Extension = { scope, source, code: 'CW2050' };
  if (objectOf(source) === null) {
    reportExtension(extension, 'x-long-poll must be an object.');
    return null;
  }
  reportOtherKeys(extension, ['window', 'default', 'graceMs', 'onElapsed', 'fallback']);
  const window = readWindow(extension, context);
  if (window === null) return null;
  return {
    window,
    graceMs: milliseconds(extension, 'graceMs', 10_000),
    elapsedStatus: elapsedStatuses[wordAt(extension, 'onElapsed', endings)],
    fallback: readFallback(extension, context),
    place: placeOf(scope, source),
  };
}

type Ending = 'current-state' | 'no-content' | 'not-modified' | 'request-timeout';

const endings: readonly [Ending, ...Ending[]] = [
  'current-state',
  'no-content',
  'not-modified',
  'request-timeout',
];

const elapsedStatuses: Readonly<Record<Ending, number | null>> = {
  'current-state': null,
  'no-content': 204,
  'not-modified': 304,
  'request-timeout': 408,
};

/** Adds the response of an elapsed window. It has no body, even if the document describes one. */
export function withElapsed(
  responses: readonly Response[],
  { elapsedStatus, place }: LongPoll,
): readonly Response[] {
  if (elapsedStatus === null) return responses;
  const status = String(elapsedStatus);
  const written = responses.find((one) => one.status === status);
  const elapsed: Response = { status, headers: [], docs: noDocs, place, ...written, content: [] };
  const others = responses.filter((one) => one !== written);
  return sortedBy([...others, elapsed], (one) =>
    /^\d+$/.test(one.status) ? `0${one.status}` : `1${one.status}`,
  );
}

type Window = LongPoll['window'];

/** Reads the parameter that sets the window, and its bounds; reports and returns `null` where either is missing. */
function readWindow(extension: Extension, context: OperationContext): Window | null {
  const written = writtenWindow(extension);
  if (written === null) return null;
  const parameter = context.operation.parameters.find(
    ({ name, location }) => location === written.location && isSameName(name, written.name, location),
  );
  if (parameter === undefined) {
    reportExtension(
      extension,
      `window must name a ${written.location} parameter; the operation has no ${quote(written.name)}.`,
      'window',
    );
    return null;
  }
  const bounds = boundsOf(extension, { written, parameter }, context);
  return bounds === null ? null : withDefault(extension, { written, parameter, ...bounds });
}

/** The window as the document writes it. */
interface WrittenWindow extends Pick<Window, 'location' | 'unit' | 'template'> {
  readonly name: string;
}

/** `window: timeoutMs` is short for a query parameter that counts milliseconds. */
function writtenWindow(extension: Extension): WrittenWindow | null {
  const source = childOf(extension.source, 'window');
  if (typeof source.value === 'string')
    return { name: source.value, location: 'query', unit: 'ms', template: null };
  const name = textAt(source, 'name');
  if (objectOf(source) === null || name === null) {
    reportExtension(extension, 'window must be an object with the name of a parameter.', 'window');
    return null;
  }
  const window = partOf(extension, source);
  reportOtherKeys(window, ['in', 'name', 'unit', 'template', 'minimum', 'maximum']);
  const location = wordAt(window, 'in', ['query', 'header']);
  const unit = wordAt(window, 'unit', ['ms', 's']);
  if (!hasKey(source, 'template')) return { name, location, unit, template: null };
  const template = templateOf(window, unit);
  return template === null ? null : { name, location, unit, template };
}

/** In `wait={s}`, the unit in braces is replaced by the number. */
function templateOf(window: Extension, unit: Window['unit']): Window['template'] {
  const parts = textAt(window.source, 'template')?.split(`{${unit}}`) ?? [];
  const [before, after] = parts;
  const isWritable = parts.length === 2 && parts.every((part) => /^[\x20-\x7e]*$/.test(part));
  if (before !== undefined && after !== undefined && isWritable) return { before, after };
  reportExtension(window, `template must contain {${unit}} once, as "wait={${unit}}" does.`, 'template');
  return null;
}

/** Names of headers have no case (RFC 9110, section 5.1). */
function isSameName(left: string, right: string, location: Parameter['location']): boolean {
  return left === right || (location === 'header' && left.toLowerCase() === right.toLowerCase());
}

interface WindowParameter {
  readonly written: WrittenWindow;
  readonly parameter: Parameter;
}

interface Bounds {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Returns the bounds of the parameter in milliseconds; `window` may override them. */
function boundsOf(
  extension: Extension,
  { written, parameter }: WindowParameter,
  { lookup }: OperationContext,
): Bounds | null {
  const schema = resolveModel(parameter.schema, lookup);
  const isFitting =
    written.template === null ? schema.kind === 'number' && schema.integer : schema.kind === 'string';
  if (!isFitting) {
    const wanted = written.template === null ? 'an integer' : 'a string, as it has a template';
    reportExtension(extension, `The window ${quote(parameter.name)} must be ${wanted}.`, 'window');
    return null;
  }
  const own = schema.kind === 'number' ? limitsOf(schema) : { minimum: 0, maximum: null };
  const window = partOf(extension, childOf(extension.source, 'window'));
  const rule = { least: 0, of: '' };
  const minimum = wholeNumber(window, 'minimum', { ...rule, fallback: own.minimum });
  const maximum = wholeNumber(window, 'maximum', { ...rule, fallback: own.maximum });
  if (maximum === null || minimum > maximum) {
    const problem = maximum === null ? 'needs a maximum' : 'has a minimum above its maximum';
    reportExtension(extension, `The window ${quote(parameter.name)} ${problem}.`, 'window');
    return null;
  }
  const factor = written.unit === 's' ? 1_000 : 1;
  return { minMs: minimum * factor, maxMs: maximum * factor };
}

function limitsOf({ limits }: NumberSchema): { readonly minimum: number; readonly maximum: number | null } {
  const above = limits.exclusiveMinimum === undefined ? 0 : limits.exclusiveMinimum + 1;
  const below = limits.exclusiveMaximum === undefined ? null : limits.exclusiveMaximum - 1;
  return { minimum: limits.minimum ?? above, maximum: limits.maximum ?? below };
}

function withDefault(
  extension: Extension,
  { written, parameter, minMs, maxMs }: WindowParameter & Bounds,
): Window | null {
  const factor = written.unit === 's' ? 1_000 : 1;
  const assumed = typeof parameter.default === 'number' ? parameter.default * factor : maxMs;
  const defaultMs = milliseconds(extension, 'default', assumed);
  const { location, unit, template } = written;
  if (defaultMs >= minMs && defaultMs <= maxMs)
    return { parameter: parameter.name, location, unit, template, minMs, maxMs, defaultMs };
  reportExtension(
    extension,
    `default must be from ${minMs} to ${maxMs} milliseconds, the bounds of the window.`,
    'default',
  );
  return null;
}

/** Reads the operation that returns the same model at once; `null` where it is absent, or invalid and reported. */
function readFallback(extension: Extension, context: OperationContext): Fallback | null {
  const source = childOf(extension.source, 'fallback');
  if (source.value === undefined) return null;
  const isObject = objectOf(source) !== null;
  const id = isObject ? textAt(source, 'operationId') : textAt(extension.source, 'fallback');
  if (isObject) reportOtherKeys(partOf(extension, source), ['operationId', 'parameters']);
  const target = targetOf(id, context);
  const problem = fallbackProblem(target, context.operation);
  if (target === undefined || problem !== null) {
    reportExtension(
      extension,
      `The fallback ${quote(id ?? '')} ${problem ?? 'is not an operation'}.`,
      'fallback',
    );
    return null;
  }
  const parameters = readFallbackParameters(partOf(extension, source), target, context.operation);
  return parameters === null ? null : { operation: target.id, parameters };
}

/** Finds the operation by its id; else, of those that write this operationId, the only one with the same model. */
function targetOf(
  id: string | null,
  { operation, operations, sources }: OperationContext,
): Operation | undefined {
  const known = operations.find((one) => one.id === id);
  if (known !== undefined) return known;
  const written = operations.filter((one) => {
    const source = sources.get(one.id);
    return source !== undefined && textAt(source, 'operationId')?.trim() === id;
  });
  const [first, ...others] = written.filter((one) => fallbackProblem(one, operation) === null);
  return others.length === 0 ? (first ?? written[0]) : undefined;
}

/** The fallback must return the same model: its result replaces that of the long-poll. */
function fallbackProblem(target: Operation | undefined, own: Operation): string | null {
  if (target === undefined) return 'is not an operation';
  const [wanted, given] = [successSchema(own), successSchema(target)];
  const isSame = wanted !== null && given !== null && shapeText(wanted) === shapeText(given);
  return isSame ? null : 'does not answer the same model';
}

type Mapping = Fallback['parameters'][number];

/** Reads the written parameters; each other one takes the parameter of the same name. */
function readFallbackParameters(
  extension: Extension,
  target: Operation,
  own: Operation,
): readonly Mapping[] | null {
  const written = writtenEntriesOf(childOf(extension.source, 'parameters'));
  const unknown = written.filter(([name]) => !target.parameters.some((one) => one.name === name));
  for (const [name] of unknown)
    reportExtension(extension, `The fallback has no parameter ${quote(name)}.`, 'parameters');
  const expressions = new Map(written.map(([name, { value }]) => [name, value]));
  const mappings = target.parameters.map((to) => mappingOf(to, expressions.get(to.name), own));
  const missing = target.parameters.filter((to, index) => to.required && mappings[index] === null);
  const wrong = written.filter(([name]) =>
    target.parameters.some((to, index) => to.name === name && mappings[index] === null),
  );
  for (const name of new Set([...missing.map((one) => one.name), ...wrong.map(([one]) => one)])) {
    reportExtension(
      extension,
      `The parameter ${quote(name)} of the fallback needs one of the operation with the same schema, as "$request.path.id".`,
      'parameters',
    );
  }
  if (unknown.length + missing.length + wrong.length > 0) return null;
  return mappings.filter((mapping) => mapping !== null);
}

function mappingOf(to: Parameter, expression: unknown, own: Operation): Mapping | null {
  const from = expression === undefined ? sameName(to, own) : parameterAt(expression, own);
  if (from === undefined || shapeText(from.schema) !== shapeText(to.schema)) return null;
  return { to: parameterName(to), from: parameterName(from) };
}

function sameName({ name, location }: Parameter, own: Operation): Parameter | undefined {
  const candidates = own.parameters.filter((one) => one.name === name);
  return candidates.find((one) => one.location === location) ?? candidates[0];
}

/** A runtime expression of Arazzo: `$request.path.id`. */
function parameterAt(expression: unknown, own: Operation): Parameter | undefined {
  const found = /^\$request\.(?<location>path|query|header)\.(?<name>.+)$/.exec(String(expression))?.groups;
  return own.parameters.find((one) => one.location === found?.['location'] && one.name === found['name']);
}

function parameterName({ name, location }: Parameter): Mapping['to'] {
  return { name, location };
}
