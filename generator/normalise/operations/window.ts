/** Turns `window` of `x-long-poll` into the parameter that asks for it, and its bounds in milliseconds. */
import type { LongPoll, Parameter } from '../../api/api.ts';
import type { NumberSchema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import { childOf, hasKey, objectOf, textAt } from '../source.ts';
import { milliseconds, partOf, reportExtension, reportOtherKeys, wholeNumber, wordAt } from './extension.ts';
import type { Extension } from './extension.ts';
import { resolveModel, type Waiting } from './answer-values.ts';

type Window = LongPoll['window'];

/** `null`, and reported: the server could not be asked for a window. */
export function readWindow(extension: Extension, waiting: Waiting): Window | null {
  const form = formOf(extension);
  if (form === null) return null;
  const parameter = waiting.operation.parameters.find(
    ({ name, location }) => location === form.location && isSameName(name, form.name, location),
  );
  if (parameter === undefined) {
    reportExtension(
      extension,
      `window has to name a ${form.location} parameter of the operation; ${quote(form.name)} is none.`,
      'window',
    );
    return null;
  }
  const bounds = boundsOf(extension, { form, parameter }, waiting);
  return bounds === null ? null : withDefault(extension, { form, parameter, ...bounds });
}

/** How the window is asked for, as it is written. */
interface Form extends Pick<Window, 'location' | 'unit' | 'template'> {
  readonly name: string;
}

/** `window: timeoutMs` is short for a query parameter that counts milliseconds. */
function formOf(extension: Extension): Form | null {
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

/** `wait={s}`: the unit in braces stands for the number. */
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

interface FormAndParameter {
  readonly form: Form;
  readonly parameter: Parameter;
}

interface Bounds {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Those of the parameter, in milliseconds; `window` may say what the parameter does not. */
function boundsOf(
  extension: Extension,
  { form, parameter }: FormAndParameter,
  { lookup }: Waiting,
): Bounds | null {
  const schema = resolveModel(parameter.schema, lookup);
  const isFitting =
    form.template === null ? schema.kind === 'number' && schema.integer : schema.kind === 'string';
  if (!isFitting) {
    const wanted = form.template === null ? 'an integer' : 'a string, as it has a template';
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
  const factor = form.unit === 's' ? 1_000 : 1;
  return { minMs: minimum * factor, maxMs: maximum * factor };
}

function limitsOf({ limits }: NumberSchema): { readonly minimum: number; readonly maximum: number | null } {
  const above = limits.exclusiveMinimum === undefined ? 0 : limits.exclusiveMinimum + 1;
  const below = limits.exclusiveMaximum === undefined ? null : limits.exclusiveMaximum - 1;
  return { minimum: limits.minimum ?? above, maximum: limits.maximum ?? below };
}

function withDefault(
  extension: Extension,
  { form, parameter, minMs, maxMs }: FormAndParameter & Bounds,
): Window | null {
  const factor = form.unit === 's' ? 1_000 : 1;
  const assumed = typeof parameter.default === 'number' ? parameter.default * factor : maxMs;
  const defaultMs = milliseconds(extension, 'default', assumed);
  const { location, unit, template } = form;
  if (defaultMs >= minMs && defaultMs <= maxMs)
    return { parameter: parameter.name, location, unit, template, minMs, maxMs, defaultMs };
  reportExtension(
    extension,
    `default has to be from ${minMs} to ${maxMs} milliseconds, as the window says.`,
    'default',
  );
  return null;
}
