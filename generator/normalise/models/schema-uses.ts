/** The places of an operation that hold a schema, and a way to replace what they hold. */
import type { Content, Operation, Parameter, Response, ResponseHeader } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';

export type SlotRole = 'parameter' | 'request' | 'response' | 'error' | 'header';

export interface SlotUse {
  readonly operation: Operation;
  readonly role: SlotRole;
  /** The name of a parameter or header; else the role. */
  readonly label: string;
  /** Of a response. */
  readonly status: string | null;
  readonly mediaType: string | null;
}

export type ChangeSchema = (schema: Schema, use: SlotUse) => Schema;

/** The operation with each of its schemas replaced. */
export function mapSchemas(operation: Operation, change: ChangeSchema): Operation {
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

/** All schemas of the operations with where they stand. */
export function slotsOf(operations: readonly Operation[]): readonly { use: SlotUse; schema: Schema }[] {
  const slots: { use: SlotUse; schema: Schema }[] = [];
  for (const operation of operations) {
    mapSchemas(operation, (schema, use) => {
      slots.push({ use, schema });
      return schema;
    });
  }
  return slots;
}

/** Everything that is no success, as long as the operation has one. */
function isError(status: string): boolean {
  return status === 'default' || /^[45]/.test(status);
}

function mapParameter(operation: Operation, parameter: Parameter, change: ChangeSchema): Parameter {
  const { name: label, mediaType } = parameter;
  const schema = change(parameter.schema, { operation, role: 'parameter', label, status: null, mediaType });
  return { ...parameter, schema };
}

function mapContent(content: Content, use: Omit<SlotUse, 'mediaType'>, change: ChangeSchema): Content {
  return { ...content, schema: change(content.schema, { ...use, mediaType: content.mediaType }) };
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
  const use: SlotUse = { operation, role: 'header', label: header.name, status, mediaType: null };
  return { ...header, schema: change(header.schema, use) };
}
