/** Finds where operations use schemas and models, and replaces the schemas there. */
import type {
  Content,
  IncomingRequest,
  Model,
  Operation,
  Parameter,
  Response,
  ResponseHeader,
} from '../../api/api.ts';
import { assertedSchemas } from '../../api/assertions.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';

/** `payload`: the body of a webhook or callback. `reply`: what the application answers to it. */
export type SchemaRole = 'parameter' | 'request' | 'response' | 'error' | 'header' | 'payload' | 'reply';

/** A webhook or callback while schemas are built: an operation that the API calls. */
export interface IncomingOperation extends Operation {
  readonly incoming: Pick<IncomingRequest, 'kind' | 'name' | 'alternatives' | 'operation' | 'key'> & {
    readonly expression: string | null;
  };
}

/** Returns true for a webhook or callback. */
export function isIncoming(operation: Operation): operation is IncomingOperation {
  return 'incoming' in operation;
}

export interface SchemaUse {
  readonly operation: Operation;
  readonly role: SchemaRole;
  /** The name of a parameter or header; else the role. */
  readonly label: string;
  /** The status of a response; `null` elsewhere. */
  readonly status: string | null;
  readonly mediaType: string | null;
}

export type ChangeSchema = (schema: Schema, use: SchemaUse) => Schema;

/** Returns the operation with each of its schemas replaced. */
export function mapSchemas(operation: Operation, change: ChangeSchema): Operation {
  if (isIncoming(operation)) return mapIncoming(operation, change);
  const requestBody = operation.requestBody;
  return {
    ...operation,
    parameters: operation.parameters.map((parameter) => mapParameter(operation, parameter, change)),
    requestBody: requestBody && {
      ...requestBody,
      content: requestBody.content.map((content) =>
        mapContent(content, { operation, role: 'request', label: 'body', status: null }, change),
      ),
    },
    responses: operation.responses.map((response) => mapResponse(operation, response, change)),
  };
}

/** Headers and parameters of an incoming request are received, as the headers of a response are. */
function mapIncoming(operation: IncomingOperation, change: ChangeSchema): Operation {
  const map = (content: readonly Content[], role: 'payload' | 'reply', status: string | null): Content[] =>
    content.map((each) => mapContent(each, { operation, role, label: role, status }, change));
  const { parameters, requestBody, responses } = operation;
  return {
    ...operation,
    parameters: parameters.map((parameter) => {
      const { name: label, mediaType } = parameter;
      const use: SchemaUse = { operation, role: 'header', label, status: null, mediaType };
      return { ...parameter, schema: change(parameter.schema, use) };
    }),
    requestBody: requestBody && { ...requestBody, content: map(requestBody.content, 'payload', null) },
    responses: responses.map((each) => ({ ...each, content: map(each.content, 'reply', each.status) })),
  };
}

/** A schema, and where an operation uses it. */
export interface UsedSchema {
  readonly use: SchemaUse;
  readonly schema: Schema;
}

/** Returns every schema of the operations with its use. */
export function usedSchemas(operations: readonly Operation[]): readonly UsedSchema[] {
  const used: UsedSchema[] = [];
  for (const operation of operations) {
    mapSchemas(operation, (schema, use) => {
      used.push({ use, schema });
      return schema;
    });
  }
  return used;
}

/** Classes of errors, and the default response. */
function isError(status: string): boolean {
  return status === 'default' || /^[45]/.test(status);
}

function mapParameter(operation: Operation, parameter: Parameter, change: ChangeSchema): Parameter {
  const { name: label, mediaType } = parameter;
  const schema = change(parameter.schema, { operation, role: 'parameter', label, status: null, mediaType });
  return { ...parameter, schema };
}

function mapContent(content: Content, use: Omit<SchemaUse, 'mediaType'>, change: ChangeSchema): Content {
  const schema = change(content.schema, { ...use, mediaType: content.mediaType });
  const { partHeaders } = content;
  if (partHeaders === undefined) return { ...content, schema };
  const mapped = partHeaders.map((header) => mapParameter(use.operation, header, change));
  return { ...content, schema, partHeaders: mapped };
}

function mapResponse(operation: Operation, response: Response, change: ChangeSchema): Response {
  const { status } = response;
  const isOnly = operation.responses.every((one) => isError(one.status));
  const role = isError(status) && !(status === 'default' && isOnly) ? 'error' : 'response';
  return {
    ...response,
    content: response.content.map((content) =>
      mapContent(content, { operation, role, label: role, status }, change),
    ),
    headers: response.headers.map((header) => mapHeader({ operation, header, status }, change)),
  };
}

function mapHeader(
  where: { readonly operation: Operation; readonly header: ResponseHeader; readonly status: string },
  change: ChangeSchema,
): ResponseHeader {
  const { operation, header, status } = where;
  const use: SchemaUse = { operation, role: 'header', label: header.name, status, mediaType: null };
  return { ...header, schema: change(header.schema, use) };
}

/** A model whose direction of travel is unknown. */
export type UnusedModel = Omit<Model, 'usage'>;

/** Adds to each model whether its values are sent or received, also inside other models. */
export function withUsage(
  models: readonly UnusedModel[],
  operations: readonly Operation[],
): readonly Model[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const used = usedSchemas(operations);
  const isSent = ({ use }: UsedSchema): boolean => ['parameter', 'request', 'reply'].includes(use.role);
  const request = reachable(used.filter(isSent), byId);
  const response = reachable(
    used.filter((each) => !isSent(each)),
    byId,
  );
  return models.map((model) => ({
    ...model,
    usage: { request: request.has(model.id), response: response.has(model.id) },
  }));
}

function reachable(
  roots: readonly { readonly schema: Schema }[],
  models: ReadonlyMap<string, Schema>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = roots.map(({ schema }) => schema);
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    pending.push(...childrenOf(schema).map((child) => child.schema), ...assertedSchemas(schema));
    if (schema.kind !== 'model' || found.has(schema.model)) continue;
    found.add(schema.model);
    const target = models.get(schema.model);
    if (target !== undefined) pending.push(target);
  }
  return found;
}
