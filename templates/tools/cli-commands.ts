/** The commands of an operation: what the one that calls it says, and the one for a wait. */
import {
  code,
  kebabCase,
  key,
  literal,
  numeral,
  property,
  sentContent,
  sentMethod,
  splitWords,
  value,
  type Entry,
  type Operation,
  type Schema,
  type Waiter,
} from '../../generator/index.ts';
import { flagsOf } from './cli-flags.ts';
import { converterOf, type ConversionContext } from './input-conversions.ts';
import { firstLine, inputProperties, usualWaitMs } from './json-calls.ts';
import { clientPath, type ConstantKind, waitPath } from './operation-constants.ts';

export function commandKind(at: ConversionContext): ConstantKind {
  return {
    noun: 'Command',
    type: 'CliCommand',
    makers: { call: 'cliCommand', wait: 'cliWait' },
    internal: true,
    callMembers: (operation) => callMembers(operation, at),
    waitMembers: (operation, waiter) => waitMembers(operation, waiter, at),
  };
}

function callMembers(operation: Operation, at: ConversionContext): readonly Entry[] {
  const { context } = at;
  const { summary, description, deprecated } = operation.docs;
  const about = firstLine(summary ?? description ?? `${sentMethod(operation.method)} ${operation.url}`);
  const pages = context.slots.operation.pages?.(operation) ?? null;
  return [
    code`path: ${literal(clientPath(operation, context).map(wordOf))}`,
    code`summary: ${literal(deprecated === false ? about : `Deprecated. ${about}`)}`,
    code`flags: ${flagsOf(inputProperties(operation, context), at)}`,
    ...bodyMembers(operation, at),
    pages === null ? null : code`all: ${value(pages.call)}`,
  ];
}

function waitMembers(operation: Operation, waiter: Waiter, at: ConversionContext): readonly Entry[] {
  const { context } = at;
  const { success, state } = waiter;
  const until =
    state === null || success.length === 0 ? waiter.name : `${state.join('.')} is ${success.join(' or ')}`;
  return [
    code`path: ${literal(waitPath(operation, waiter, context).map(wordOf))}`,
    code`summary: ${literal(`Wait until ${until}.`)}`,
    code`flags: ${flagsOf(inputProperties(operation, context, true), at)}`,
    ...bodyMembers(operation, at),
    code`maxWaitMs: ${numeral(waiter.maxWaitMs ?? usualWaitMs)}`,
    state === null ? null : code`state: ${literal(state)}`,
  ];
}

function bodyMembers(operation: Operation, at: ConversionContext): readonly Entry[] {
  const content = sentContent(operation);
  switch (content?.format) {
    case undefined:
      return [];
    case 'json':
    case 'form':
    case 'multipart':
      return jsonBody(content.schema, at);
    case 'lines':
      return content.schema.kind === 'array' ? jsonBody(content.schema, at) : textBody;
    case 'text':
    case 'events':
      return textBody;
    case 'binary':
      return [code`${key('body')}: 'bytes'`];
  }
}

const textBody: readonly Entry[] = [code`${key('body')}: 'text'`];

function jsonBody(schema: Schema, at: ConversionContext): readonly Entry[] {
  return [code`${key('body')}: 'json'`, property('convertBody', converterOf(schema, at))];
}

/** `waitUntilCompleted` → `wait-until-completed` */
function wordOf(name: string): string {
  return kebabCase(splitWords(name));
}
