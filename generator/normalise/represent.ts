/** Adds the chosen representation to 64-bit integers and points in time. */
import type { Api, Condition, Content, IncomingRequest, Operation, RepresentedTypes } from '../api/api.ts';
import { mapAsserted, mapBody, unrefined } from '../api/assertions.ts';
import { deepFreeze } from '../api/json.ts';
import type { NumberSchema, Schema, StringSchema } from '../api/schema.ts';
import { mapChildren } from '../api/walk.ts';
import { mapSchemas } from './models/schema-uses.ts';

interface RepresentOptions {
  readonly types?: RepresentedTypes;
  readonly dateTimes?: 'strict' | 'utc';
}

type Marks = Required<RepresentedTypes> & Required<Pick<RepresentOptions, 'dateTimes'>>;

/** Returns the same object if every value keeps its JSON representation. */
export function represent(api: Api, { types = {}, dateTimes = 'strict' }: RepresentOptions): Api {
  const { int64 = 'number', dateTime = 'string' } = types;
  const isPlain = int64 === 'number' && dateTime === 'string';
  if (isPlain && dateTimes === 'strict') return api;
  const reckoned = reckonedWith(api);
  const mark = (schema: Schema): Schema => {
    if (reckoned.has(schema)) return schema;
    const scalar = mapBody(schema, (body) => markScalar(body, { int64, dateTime, dateTimes }));
    const judged = markAsserted(scalar, mark);
    return mapChildren(judged, (child, { kind }) => (kind === 'keys' ? child : mark(child)));
  };
  return deepFreeze({
    ...api,
    ...(isPlain ? {} : { types: { int64, dateTime } }),
    models: api.models.map((model) => ({ ...model, schema: mark(model.schema) })),
    operations: api.operations.map((operation) => markOperation(operation, mark)),
    incoming: api.incoming.map((request) => markIncoming(request, mark)),
  });
}

/** Text bodies stay text. A parameter that the client computes, such as a page number, stays a number. */
function markOperation(operation: Operation, mark: (schema: Schema) => Schema): Operation {
  const isCounted = new Set([operation.longPoll?.window.parameter, pageParameter(operation)]);
  const parameters = operation.parameters.map((parameter) =>
    isCounted.has(parameter.name) ? parameter : { ...parameter, schema: mark(parameter.schema) },
  );
  const { requestBody } = operation;
  const content = requestBody?.content.map((each) =>
    each.format === 'text' ? each : { ...each, schema: mark(each.schema) },
  );
  const marked = mapSchemas({ ...operation, parameters: [], requestBody: null }, mark);
  const body = requestBody === null || content === undefined ? null : { ...requestBody, content };
  return { ...marked, parameters, requestBody: body };
}

function markIncoming(request: IncomingRequest, mark: (schema: Schema) => Schema): IncomingRequest {
  const markAll = (content: readonly Content[]): Content[] =>
    content.map((each) => (each.format === 'text' ? each : { ...each, schema: mark(each.schema) }));
  const { parameters, requestBody, responses } = request;
  return {
    ...request,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: mark(parameter.schema) })),
    requestBody: requestBody && { ...requestBody, content: markAll(requestBody.content) },
    responses: responses.map((response) => ({ ...response, content: markAll(response.content) })),
  };
}

/** Keys stay text, and so do schemas in assertions that apply to text only. */
function markAsserted(schema: Schema, mark: (schema: Schema) => Schema): Schema {
  if (schema.kind !== 'refined') return schema;
  const assertions = schema.assertions.flatMap((assertion) => {
    if (assertion.kind === 'typed' || assertion.kind === 'propertyNames') return [assertion];
    const marked = mapAsserted({ ...schema, assertions: [assertion] }, mark);
    return marked.kind === 'refined' ? marked.assertions : [];
  });
  return { ...schema, assertions };
}

function markScalar(schema: Schema, types: Marks): Schema {
  if (schema.kind === 'number') return markNumber(schema, types);
  return schema.kind === 'string' ? markText(schema, types) : schema;
}

function markNumber(schema: NumberSchema, { int64 }: Required<RepresentedTypes>): NumberSchema {
  if (int64 === 'number') return schema;
  if (!schema.integer) return { ...schema, representation: 'rounded' };
  if (schema.format !== 'int64') return schema;
  return { ...schema, representation: int64 === 'string' ? 'text' : 'bigint' };
}

function markText(schema: StringSchema, { dateTime, dateTimes }: Marks): StringSchema {
  if (schema.format !== 'date-time') return schema;
  const zoned: StringSchema = dateTimes === 'utc' ? { ...schema, zone: 'utc' } : schema;
  if (dateTime === 'string') return zoned;
  return { ...zoned, representation: dateTime === 'Date' ? 'date' : 'instant' };
}

function pageParameter({ pagination }: Operation): string | undefined {
  return pagination !== null && 'parameter' in pagination.next ? pagination.next.parameter : undefined;
}

/** Values that the client itself compares, counts or sends back: cursors, totals, states of a waiter. */
function reckonedWith(api: Api): ReadonlySet<Schema> {
  const models = new Map(api.models.map((model) => [model.id, model.schema]));
  return new Set(
    api.operations.flatMap((operation) => {
      const answers = operation.responses.flatMap(({ content }) => content.map(({ schema }) => schema));
      return pathsOf(operation).flatMap((keys) =>
        answers.flatMap((answer) => followed(answer, keys, models)),
      );
    }),
  );
}

function pathsOf({ pagination, waiters }: Operation): readonly (readonly string[])[] {
  const conditions = waiters.flatMap(({ acceptors }) =>
    acceptors.flatMap(({ condition }) => keysOf(condition)),
  );
  const states = waiters.flatMap(({ state, reason }) => [state ?? [], reason ?? []]);
  if (pagination === null) return [...conditions, ...states];
  const { items, next, total, totalItems } = pagination;
  const cursors = next.kind === 'cursor' ? [next.cursor] : [];
  const lasts = next.kind === 'last-item' ? [[...items, ...next.cursor]] : [];
  const totals = [total, totalItems].filter((keys) => keys !== null);
  return [...conditions, ...states, ...cursors, ...lasts, ...totals];
}

function keysOf(condition: Condition): readonly (readonly string[])[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(keysOf);
    case 'not':
      return keysOf(condition.condition);
    case 'status':
      return [];
    case 'body':
    case 'member':
      return [condition.keys];
  }
}

/** Every schema that a value at the end of the keys may have, lists on the way looked into. */
function followed(
  schema: Schema,
  keys: readonly string[],
  models: ReadonlyMap<string, Schema>,
): readonly Schema[] {
  const [key, ...rest] = keys;
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return followed(models.get(body.model) ?? noSchema(body), keys, models);
    case 'union':
      return body.members.flatMap((member) => followed(member, keys, models));
    case 'array':
      return followed(body.items, keys, models);
    case 'object': {
      const property = body.properties.find(({ name }) => name === key);
      return property === undefined ? [] : followed(property.schema, rest, models);
    }
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'tuple':
    case 'record':
    case 'intersection':
      return keys.length === 0 ? [schema] : [];
  }
}

function noSchema({ docs, place }: Schema): Schema {
  return { kind: 'unknown', docs, place };
}
