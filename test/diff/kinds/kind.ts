/** A kind of change as a small API before and after, code that calls it, and values of both versions. */
import type { JsonObject, JsonValue } from '../../../generator/api/json.ts';

/** One version of the part of the document that a kind has to itself. */
export interface Version {
  /** Operations by path. */
  readonly paths?: JsonObject;
  /** Webhooks by name. */
  readonly webhooks?: JsonObject;
  readonly schemas?: JsonObject;
}

export interface Kind {
  /** Number in the study of kinds of change, or from 201 on. Its operations and schemas contain it: `k12.run`, `K12`. */
  readonly row: number;
  readonly title: string;
  readonly before: Version;
  readonly after: Version;
  /** Statements of ordinary code. `client` is the client, and `api` the package. */
  readonly caller: string;
  /** Statements of full mocks, lookup tables, exhaustive code and wrappers. */
  readonly tests?: string;
  /** Values of the model `K12` that the server of either version sends, or a client of it. */
  readonly values?: {
    readonly direction: 'request' | 'response';
    readonly old: readonly JsonValue[];
    readonly new: readonly JsonValue[];
  };
  /** Verdict on deployed clients where no validator decides it; absent: the values decide. */
  readonly clientsBreak?: boolean;
}

export const text: JsonObject = { type: 'string' };
export const integer: JsonObject = { type: 'integer' };

export function object(
  properties: JsonObject,
  required: readonly string[] = [],
  rest: JsonObject = {},
): JsonObject {
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }), ...rest };
}

export function reference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

export function json(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}

export function answer(schema: JsonObject): JsonObject {
  return { description: 'It.', content: json(schema) };
}

/** An operation of the kind, with an empty answer unless it has its own. */
export function operation(row: number, parts: JsonObject = {}): JsonObject {
  return {
    operationId: `k${row}.run`,
    tags: [`k${row}`],
    responses: { 204: { description: 'Done.' } },
    ...parts,
  };
}

interface Values {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly caller: string;
  readonly tests?: string;
  readonly old?: readonly JsonValue[];
  readonly new?: readonly JsonValue[];
}

/** A change of the schema that an operation returns. */
export function response(row: number, title: string, values: Values): Kind {
  const paths = {
    [`/k${row}`]: { get: operation(row, { responses: { 200: answer(reference(`K${row}`)) } }) },
  };
  return kindOf(row, title, { paths, direction: 'response', ...values });
}

/** A change of the schema of a required body. */
export function request(row: number, title: string, values: Values): Kind {
  const requestBody = { required: true, content: json(reference(`K${row}`)) };
  const paths = { [`/k${row}`]: { post: operation(row, { requestBody }) } };
  return kindOf(row, title, { paths, direction: 'request', ...values });
}

type KindParts = Values & { readonly paths: JsonObject; readonly direction: 'request' | 'response' };

function kindOf(row: number, title: string, { paths, direction, ...values }: KindParts): Kind {
  return {
    row,
    title,
    before: { paths, schemas: { [`K${row}`]: values.before } },
    after: { paths, schemas: { [`K${row}`]: values.after } },
    caller: values.caller,
    ...(values.tests === undefined ? {} : { tests: values.tests }),
    values: { direction, old: values.old ?? [], new: values.new ?? [] },
  };
}

interface Operations {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly caller: string;
  readonly tests?: string;
  readonly clientsBreak: boolean;
}

/** A change of an operation at `/k12`. `before` and `after` are path items. */
export function operations(row: number, title: string, { before, after, ...rest }: Operations): Kind {
  const path = `/k${row}`;
  return { row, title, before: { paths: { [path]: before } }, after: { paths: { [path]: after } }, ...rest };
}
