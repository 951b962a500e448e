/** The tools of an operation: what the one that calls it says, and the one for a wait. */
import {
  code,
  literal,
  numeral,
  property,
  sentMethod,
  type Entry,
  type JsonObject,
  type JsonValue,
  type Operation,
  type Waiter,
} from '../../generator/index.ts';
import type { ConversionContext } from './input-conversions.ts';
import { convertedProperties, inputProperties, inputSchema, usualWaitMs } from './json-calls.ts';
import { clientPath, type ConstantKind, toolName, waitPath } from './operation-constants.ts';

export function toolKind(at: ConversionContext): ConstantKind {
  return {
    noun: 'Tool',
    type: 'McpTool',
    makers: { call: 'mcpTool', wait: 'mcpWaitTool' },
    internal: false,
    callMembers: (operation) => callMembers(operation, at),
    waitMembers: (operation, waiter) => waitMembers(operation, waiter, at),
  };
}

function callMembers(operation: Operation, at: ConversionContext): readonly Entry[] {
  const { context } = at;
  const { summary, description, deprecated } = operation.docs;
  const properties = inputProperties(operation, context);
  const isTitle = summary !== null && summary.length <= longestTitle && description !== null;
  const texts = [
    description ?? summary ?? `${sentMethod(operation.method)} ${operation.url}`,
    ...(deprecated === false ? [] : [`Deprecated${deprecated === true ? '' : `: ${deprecated}`}`]),
  ];
  return [
    code`name: ${literal(toolName(clientPath(operation, context)))}`,
    isTitle ? code`title: ${literal(summary)}` : null,
    code`description: ${literal(texts.join('\n\n'))}`,
    annotationsMember(operation),
    code`inputSchema: ${literal(inputSchema(properties, context))}`,
    property('convert', convertedProperties(properties, at)),
  ];
}

/** Hosts show the title in lists. */
const longestTitle = 100;

function annotationsMember(operation: Operation): Entry {
  const annotations = annotationsOf(operation);
  return annotations === null ? null : code`annotations: ${literal(annotations)}`;
}

/** Properties of methods in HTTP (RFC 9110, section 9.2). Other methods promise nothing. */
function annotationsOf({ method }: Operation): JsonObject | null {
  switch (method) {
    case 'get':
    case 'head':
    case 'options':
    case 'query':
      return { readOnlyHint: true };
    case 'put':
      return { idempotentHint: true };
    case 'delete':
      return { destructiveHint: true, idempotentHint: true };
    default:
      return null;
  }
}

function waitMembers(operation: Operation, waiter: Waiter, at: ConversionContext): readonly Entry[] {
  const { context } = at;
  const properties = inputProperties(operation, context, true);
  const longest = waiter.maxWaitMs ?? usualWaitMs;
  const schema = inputSchema(properties, context);
  return [
    code`name: ${literal(toolName(waitPath(operation, waiter, context)))}`,
    code`description: ${literal(waitDescription(operation, waiter))}`,
    annotationsMember(operation),
    code`inputSchema: ${literal(withMaxWait(schema, longest))}`,
    property('convert', convertedProperties(properties, at)),
    code`maxWaitMs: ${numeral(longest)}`,
    waiter.state === null ? null : code`state: ${literal(waiter.state)}`,
  ];
}

function waitDescription({ docs }: Operation, { success, failure, state }: Waiter): string {
  const subject = docs.description ?? docs.summary;
  const sentences = [
    ...(subject === null ? [] : [subject]),
    ...(state === null || success.length === 0
      ? []
      : [`Waits until ${state.join('.')} is ${listed(success)}.`]),
    ...(failure.length === 0 ? [] : [`Fails at ${listed(failure)}.`]),
    'After a WaiterTimeoutError, call it again to go on waiting.',
  ];
  return sentences.join(' ');
}

/** `errored, cancelled or abandoned` */
function listed(states: readonly string[]): string {
  return states.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** Key that the wait reads itself. */
const maxWaitKey = 'maxWaitMs';

function withMaxWait(schema: JsonObject, longest: number): JsonObject {
  const properties: JsonValue = {
    ...Object(schema['properties']),
    [maxWaitKey]: {
      type: 'integer',
      minimum: 0,
      description: 'Milliseconds to wait at most.',
      default: longest,
    },
  };
  return { ...schema, properties };
}
