/** A job that is waited for: its operation with these extensions, and what became of them. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import type { Operation } from '../../generator/api/api.ts';
import { operationNamed, readPaths, type Read } from './read-api.ts';

export interface Wait {
  readonly longPoll?: JsonValue;
  readonly waiters?: JsonValue;
  readonly terminal?: JsonValue;
  readonly polling?: JsonValue;
  readonly states?: readonly string[];
  /** In place of the query parameter `timeoutMs`. */
  readonly parameters?: readonly JsonObject[];
  readonly responses?: JsonObject;
}

export interface ReadWait {
  readonly operation: Operation;
  /** Without those that every document of this kind has. */
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly diagnostics: Read['diagnostics'];
}

export const states: readonly string[] = ['running', 'done', 'failed'];

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const timeout = {
  name: 'timeoutMs',
  in: 'query',
  schema: { type: 'integer', minimum: 1000, maximum: 60000 },
};

/** `{ 200: … }` with the schema of a job. */
export function jobResponse(values: readonly string[] = states): JsonObject {
  const properties = {
    id: { type: 'string' },
    status: { enum: values },
    error: { type: ['string', 'null'] },
    done: { type: 'boolean' },
    result: { type: ['object', 'null'], properties: { code: { type: 'integer' } } },
  };
  return { '200': { content: { 'application/json': { schema: { type: 'object', properties } } } } };
}

export function readWait({
  longPoll,
  waiters,
  terminal,
  polling,
  states: values = states,
  parameters = [timeout],
  responses = jobResponse(values),
}: Wait): ReadWait {
  const extensions = {
    'x-long-poll': longPoll,
    'x-waiters': waiters,
    'x-terminal': terminal,
    'x-speakeasy-polling': polling,
  };
  const given = Object.fromEntries(Object.entries(extensions).filter(([, value]) => value !== undefined));
  const { api, diagnostics } = readPaths({
    '/jobs/{id}': { get: { operationId: 'jobs.retrieve', parameters: [id], responses: jobResponse(values) } },
    '/jobs/{jobId}/plain': {
      get: {
        operationId: 'jobs.plain',
        parameters: [{ ...id, name: 'jobId' }],
        responses: jobResponse(values),
      },
    },
    '/jobs/{id}/other': { get: { operationId: 'jobs.other', parameters: [id], responses: {} } },
    '/jobs/{id}/wait': {
      get: { operationId: 'jobs.wait', parameters: [id, ...parameters], responses, ...given },
    },
  });
  const own = diagnostics.filter(({ code }) => code.startsWith('CW205'));
  return {
    operation: operationNamed(api, 'jobs.wait'),
    codes: own.map(({ code }) => code),
    messages: own.map(({ message }) => message),
    diagnostics: own,
  };
}
