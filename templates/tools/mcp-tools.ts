/** The tools of one operation: one that calls it, and one for each wait. */
import {
  code,
  literal,
  numeral,
  object,
  property,
  runtimeType,
  runtimeValue,
  sentMethod,
  value,
  type Entry,
  type JsonObject,
  type JsonValue,
  type Operation,
  type PlannedSymbol,
  type RenderContext,
  type Statement,
  type Waiter,
} from '../../generator/index.ts';
import type { ConversionContext } from './input-conversions.ts';
import { convertedProperties, inputProperties, inputSchema, usualWaitMs } from './json-calls.ts';
import {
  calledConstants,
  clientPath,
  type OperationConstants,
  toolName,
  waitPath,
} from './operation-constants.ts';

export function toolStatements(constants: OperationConstants, at: ConversionContext): readonly Statement[] {
  const { operation } = constants;
  const { context } = at;
  return calledConstants(constants, context).map(({ name, run, waiter }) =>
    waiter === null
      ? toolStatement({ name, run, make: 'mcpTool', members: callMembers(operation, at) }, context)
      : toolStatement(
          { name, run, make: 'mcpWaitTool', members: waitMembers(operation, waiter, at) },
          context,
        ),
  );
}

interface ToolParts {
  readonly name: PlannedSymbol;
  /** Function of the runtime that makes it. */
  readonly make: 'mcpTool' | 'mcpWaitTool';
  /** Function that the tool calls. */
  readonly run: PlannedSymbol;
  readonly members: readonly Entry[];
}

/** `retrieveTool: McpTool = mcpTool(retrieve, { … })` */
function toolStatement({ name, make, run, members }: ToolParts, context: RenderContext): Statement {
  return {
    kind: 'const',
    name,
    exported: true,
    docs: { text: `Tool that calls {@link ${context.nameOf(run)}}.` },
    type: runtimeType('McpTool', context),
    value: code`/* @__PURE__ */ ${runtimeValue(make, context)}(${value(run)}, ${object(members, 'lines')})`,
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
