/** Which responses of an operation are successes, which are errors, and which need a validator of their own. */
import type { Content, Operation, Response } from '../../generator/index.ts';

export interface InlineResponse {
  readonly status: string;
  readonly content: Content;
  /** `response`, or `404 response`: what its validator is called after the verb. */
  readonly role: string;
}

/** 2XX; where there is none, `default` says what a success looks like; else whatever else is below 400. */
export function successes(operation: Operation): readonly Response[] {
  const good = operation.responses.filter(({ status }) => status.startsWith('2'));
  if (good.length > 0) return good;
  const byDefault = operation.responses.filter(({ status }) => status === 'default');
  if (byDefault.length > 0) return byDefault;
  return operation.responses.filter(({ status }) => /^[13]/.test(status));
}

export function errors(operation: Operation): readonly Response[] {
  const good = new Set(successes(operation));
  return operation.responses.filter(
    (response) => !good.has(response) && /^(?:[45]|default)/.test(response.status),
  );
}

/** Errors that have a body, with the first of their contents. */
export function errorContents(
  operation: Operation,
): readonly { readonly status: string; readonly content: Content }[] {
  return errors(operation).flatMap(({ status, content }) =>
    content[0] === undefined ? [] : [{ status, content: content[0] }],
  );
}

/** JSON that is no model: an array of models, say. */
export function inlineResponses(operation: Operation): readonly InlineResponse[] {
  const good = successes(operation);
  return [...good, ...errors(operation)].flatMap(({ status, content }) =>
    content
      .filter(
        ({ format, schema }) => format === 'json' && schema.kind !== 'model' && schema.kind !== 'unknown',
      )
      .map((each) => ({
        status,
        content: each,
        role:
          status.startsWith('2') && good.length === 1 && content.length === 1
            ? 'response'
            : `response ${status} ${content.length === 1 ? '' : each.mediaType}`,
      })),
  );
}
