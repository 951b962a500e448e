/** Splits an operation that responds in JSON or as a stream into two operations. */
import type { Content, Operation, Response } from '../../api/api.ts';
import { camelCase, splitWords } from '../../naming/words.ts';

/** `create` keeps the whole response; `create stream` returns it item by item. */
export function withStreamVariants(operations: readonly Operation[]): readonly Operation[] {
  const taken = new Set(operations.map(({ path }) => nameOf(path)));
  const ids = new Set(operations.map(({ id }) => id));
  return operations.flatMap((operation) => {
    const path = [...operation.path.slice(0, -1), `${operation.path.at(-1) ?? ''} stream`];
    const id = `${operation.id} stream`;
    if (!operation.responses.some(isBoth) || taken.has(nameOf(path)) || ids.has(id)) return [operation];
    const whole = { ...operation, responses: operation.responses.map(withoutStreams) };
    const stream = {
      ...operation,
      id,
      path,
      responses: operation.responses.flatMap(onlyStreams),
      pagination: null,
      longPoll: null,
      waiters: [],
    };
    return [whole, stream];
  });
}

function isBoth({ status, content }: Response): boolean {
  return status.startsWith('2') && content.some(isStream) && content.some(({ format }) => format === 'json');
}

function isStream({ format }: Content): boolean {
  return format === 'events' || format === 'lines';
}

function withoutStreams(response: Response): Response {
  if (!isBoth(response)) return response;
  return { ...response, content: response.content.filter((content) => !isStream(content)) };
}

/** Errors are the same for both; a success without a stream is not one of this operation. */
function onlyStreams(response: Response): readonly Response[] {
  if (!response.status.startsWith('2')) return [response];
  const content = response.content.filter(isStream);
  return content.length === 0 ? [] : [{ ...response, content }];
}

function nameOf(path: readonly string[]): string {
  return path.map((step) => camelCase(splitWords(step))).join('.');
}
