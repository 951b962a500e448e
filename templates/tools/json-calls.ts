/** Calls of operations with JSON: which operations allow them, and how their input is described and converted. */
import {
  jsonSchemaOf,
  options,
  property,
  referencesOf,
  sentContent,
  someSchema,
  sourceOf,
  unrefined,
  withoutNull,
  type Api,
  type CallProperty,
  type Code,
  type JsonObject,
  type Model,
  type ModelSource,
  type Operation,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { converterOf, obstacleOfConversion, type ConversionContext } from './input-conversions.ts';

/** Operations that can be called with JSON. */
export interface JsonOperations {
  readonly operations: readonly Operation[];
  /** Reports the chosen operations that cannot. */
  readonly reportOthers: (context: RenderContext) => void;
}

interface CallsRequest {
  readonly isChosen: (operation: Operation) => boolean;
  /** A command also reads files and prints streams. */
  readonly kind: 'tool' | 'command';
}

/** Splits the chosen operations into those that take and return JSON, and others. */
export function jsonOperations(api: Api, { isChosen, kind }: CallsRequest): JsonOperations {
  const source = sourceOf(api);
  const obstacleOf = kind === 'tool' ? obstacleOfTool : obstacleOfCommand;
  const chosen = api.operations.filter(isChosen).map((operation) => ({
    operation,
    obstacle: obstacleOf(operation, source),
  }));
  return {
    operations: chosen.flatMap(({ operation, obstacle }) => (obstacle === null ? [operation] : [])),
    reportOthers({ report }) {
      for (const { operation, obstacle } of chosen) {
        if (obstacle === null) continue;
        const message = `${operation.id} has no ${kind}: ${obstacle}.`;
        report({ code: 'CW4013', message, place: operation.place });
      }
    },
  };
}

function obstacleOfTool(operation: Operation, source: ModelSource): string | null {
  const contents = operation.responses.flatMap(({ content }) => content);
  if (contents.some(({ format }) => format === 'events' || format === 'lines')) return 'it returns a stream';
  const inputs = inputsOf(operation);
  const isFile = sentContent(operation)?.format === 'binary';
  if (isFile || inputs.some((schema) => someSchema(schema, isBytes, source))) return 'it sends a file';
  return obstacleOfConversion(inputs, source);
}

/** Files are properties of the body, or the body itself. */
function obstacleOfCommand(operation: Operation, source: ModelSource): string | null {
  const inputs = inputsOf(operation);
  const nested = inputs.flatMap((schema) => valuesIn(schema, source)).filter((schema) => !isFiles(schema));
  if (nested.some((schema) => someSchema(schema, isBytes, source)))
    return 'it sends files in an object or a map';
  return obstacleOfConversion(inputs, source);
}

/** The properties of an object; any other schema itself. */
function valuesIn(schema: Schema, source: ModelSource): readonly Schema[] {
  const body = unrefined(schema);
  if (body.kind === 'model') return valuesIn(source.model(body.model).schema, source);
  return body.kind === 'object' ? body.properties.map((property) => unrefined(property.schema)) : [body];
}

/** A flag for files may be repeated. */
function isFiles(schema: Schema): boolean {
  const body = unrefined(withoutNull(schema).schema);
  return body.kind === 'array' ? isFiles(unrefined(body.items)) : isBytes(body);
}

/** Returns true if values are bytes, which JSON cannot contain. */
export function isBytes(schema: Schema): boolean {
  return schema.kind === 'string' && schema.format === 'binary';
}

/** Schemas of the parameters and of the body that a call sends. */
function inputsOf(operation: Operation): readonly Schema[] {
  const content = sentContent(operation);
  const parameters = [...operation.parameters, ...(content?.partHeaders ?? [])].map(({ schema }) => schema);
  return content === null ? parameters : [...parameters, content.schema];
}

/** Models that the inputs of the operations contain, in the order of the API. */
export function inputModels(api: Api, operations: readonly Operation[]): readonly Model[] {
  const source = sourceOf(api);
  const reached = new Set<string>();
  const pending = operations.flatMap(inputsOf).flatMap(referencesOf);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    pending.push(...referencesOf(source.model(id).schema));
  }
  return api.models.filter(({ id }) => reached.has(id));
}

/** Returns the properties of a call; for a wait, without the window, which the wait sets. */
export function inputProperties(
  operation: Operation,
  context: RenderContext,
  isWait = false,
): readonly CallProperty[] {
  const window = isWait ? operation.longPoll?.window : undefined;
  const headers = sentContent(operation)?.partHeaders ?? [];
  return context.slots.operation
    .properties(operation, context)
    .filter(
      ({ parameter }) =>
        window === undefined ||
        parameter?.name !== window.parameter ||
        parameter.location !== window.location,
    )
    .filter(({ parameter }) => parameter?.part === undefined || headers.includes(parameter));
}

/** Returns the properties as a JSON Schema. Models are in `$defs`. */
export function inputSchema(properties: readonly CallProperty[], context: RenderContext): JsonObject {
  const required = properties.filter((property) => property.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      properties.map((property) => [property.name, propertySchema(property, context)]),
    ),
    ...(required.length === 0 ? {} : { required }),
  };
}

function propertySchema({ schema, docs, parameter }: CallProperty, context: RenderContext): JsonObject {
  const description = docs.description ?? docs.summary;
  return {
    ...modelSchema(schema, context),
    ...(description === null ? {} : { description }),
    ...(parameter?.default === undefined ? {} : { default: parameter.default }),
  };
}

/** Returns the schema of a value that a call sends. */
export function modelSchema(schema: Schema, context: RenderContext): JsonObject {
  return jsonSchemaOf(schema, { side: 'write', keyOf: (id) => definitionName(context.model(id), context) });
}

/** Name of a model in `$defs`: that of its type, which is unique in the package. */
export function definitionName(model: Model, { slots, qualifiedNameOf }: RenderContext): string {
  return qualifiedNameOf(slots.model.type(model, 'request'));
}

/** `{ since: dateInput }`: functions that convert JSON to the types of a call; `null`: it takes JSON. */
export function convertedProperties(properties: readonly CallProperty[], at: ConversionContext): Code | null {
  return options(properties.map(({ name, schema }) => property(name, converterOf(schema, at))));
}

/** Longest wait in milliseconds if neither the document nor the caller limits it. */
export const usualWaitMs = 300_000;

/** Lists have one line for each item. */
export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
