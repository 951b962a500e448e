/** The window of a long-poll: how a call reads it from its parameters, and how a waiter writes it into them. */
import {
  call,
  code,
  isInherited,
  key,
  literal,
  numeral,
  object,
  ownMember,
  runtimeValue,
  type CallProperty,
  type Code,
  type LongPoll,
  type Operation,
  type RenderContext,
} from '../../generator/index.ts';
import { callProperties } from './arguments.ts';

/** The property of the call's argument that asks for the window; `undefined`: the operation is no long-poll. */
export function windowProperty(operation: Operation, context: RenderContext): CallProperty | undefined {
  const window = operation.longPoll?.window;
  return callProperties(operation, context).find(
    ({ parameter }) => parameter?.name === window?.parameter && parameter?.location === window?.location,
  );
}

/** `longPoll: longPoll({ window: 'timeoutMs', … })` */
export function longPollMember(operation: Operation, context: RenderContext): readonly Code[] {
  const { longPoll } = operation;
  const property = windowProperty(operation, context);
  if (longPoll === null || property === undefined) return [];
  const { window, graceMs } = longPoll;
  const members = [
    code`window: ${literal(property.name)}`,
    code`windowOf: (parameters) => ${windowOf(window, property, context)}`,
    code`minMs: ${numeral(window.minMs)}`,
    code`maxMs: ${numeral(window.maxMs)}`,
    code`defaultMs: ${numeral(window.defaultMs)}`,
    code`graceMs: ${numeral(graceMs)}`,
  ];
  return [code`longPoll: ${runtimeValue('longPoll', context)}(${object(members, 'lines')})`];
}

/** The milliseconds that a caller asked for. */
function windowOf(
  { template, unit }: LongPoll['window'],
  { name }: CallProperty,
  context: RenderContext,
): Code {
  const given = ownMember(code`parameters`, name, context);
  const unitMs = numeral(unit === 's' ? 1_000 : 1);
  if (template !== null) {
    const { before, after } = template;
    const text = code`{ before: ${literal(before)}, after: ${literal(after)}, unitMs: ${unitMs} }`;
    return call(runtimeValue('windowIn', context), [given, text]);
  }
  if (unit === 'ms') return given;
  // The compiler does not remember what a call has returned.
  const seconds = isInherited(name) ? code`Number(${given})` : given;
  return code`${given} && ${seconds} * ${unitMs}`;
}

/** `withWindow: (parameters, windowMs) => ({ ...parameters, timeoutMs: windowMs })` */
export function withWindowMember(operation: Operation, context: RenderContext): readonly Code[] {
  const property = windowProperty(operation, context);
  if (operation.longPoll === null || property === undefined) return [];
  const { template, unit } = operation.longPoll.window;
  const count = unit === 'ms' ? code`windowMs` : code`Math.floor(windowMs / 1000)`;
  const asked = template === null ? count : aroundCount(template, count);
  return [code`withWindow: (parameters, windowMs) => ({ ...parameters, ${key(property.name)}: ${asked} })`];
}

function aroundCount({ before, after }: NonNullable<LongPoll['window']['template']>, count: Code): Code {
  return code`${literal(before)} + ${count}${after === '' ? null : code` + ${literal(after)}`}`;
}
