/** Splits operations that respond in JSON or as a stream, and recognises streams that end with the event `[DONE]`. */
import type { Content, Operation, Response } from '../../api/api.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../api/json.ts';
import { camelCase, splitWords } from '../../naming/words.ts';
import { followReferences, report, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, memberOf, type Source, textAt } from '../source.ts';

const done = '[DONE]';

/** Deepest part of a schema that is searched. */
const deepest = 4;

/** An end that the document declares with `x-stream-end` stays; `false` switches the recognition off. */
export function withStreamEnds(
  scope: Scope,
  operations: readonly Operation[],
  sources: ReadonlyMap<string, Source>,
): readonly Operation[] {
  return operations.map((operation) => {
    const source = sources.get(operation.id);
    if (source === undefined || !operation.responses.some(isOpenEnded)) return operation;
    const responses = operation.responses.map((response) => withEnd(scope, source, response));
    return responses.every((response, index) => response === operation.responses[index])
      ? operation
      : { ...operation, responses };
  });
}

function isOpenEnded({ content }: Response): boolean {
  return content.some(({ format, sentinel }) => format === 'events' && sentinel === null);
}

function withEnd(scope: Scope, operation: Source, response: Response): Response {
  if (!isOpenEnded(response)) return response;
  const written = followReferences(scope, childOf(operation, 'responses', response.status));
  const content = response.content.map((each): Content => {
    if (each.format !== 'events' || each.sentinel !== null || written === null) return each;
    const source = childOf(written, 'content', each.mediaType);
    if (hasKey(source, 'x-stream-end') || !endsWithDone(scope, { operation, response: written, source }))
      return each;
    const message = `The stream ends with the event ${done}. If it does not, set \`x-stream-end: false\`.`;
    report(scope, source, { code: 'CW2065', message });
    return { ...each, sentinel: done };
  });
  return content.every((each, index) => each === response.content[index])
    ? response
    : { ...response, content };
}

interface StreamSource {
  readonly operation: Source;
  readonly response: Source;
  /** The media type. */
  readonly source: Source;
}

/** The document mentions the event, or a property of the request asks for a stream of JSON. */
function endsWithDone(scope: Scope, { operation, response, source }: StreamSource): boolean {
  const item = itemOf(scope, source);
  if (isItem(scope, item)) return false;
  const texts = [operation, response, ...streamSwitches(scope, operation)].map((each) =>
    textAt(each, 'description'),
  );
  if (texts.some((text) => text?.includes(done)) || mentions(source.value, deepest)) return true;
  const isText = item === null || memberOf(item.value, 'type') === 'string';
  return !isText && streamSwitches(scope, operation).length > 0;
}

function itemOf(scope: Scope, mediaType: Source): Source | null {
  const written = childOf(mediaType, hasKey(mediaType, 'itemSchema') ? 'itemSchema' : 'schema');
  return written.value === undefined ? null : followReferences(scope, written);
}

/** An event whose data can be `[DONE]` is an item of the stream, which callers get. */
function isItem(scope: Scope, schema: Source | null, depth = 0): boolean {
  if (schema === null || depth > deepest) return false;
  const { value } = childOf(schema, 'properties', 'data');
  const values = [memberOf(value, 'const'), ...listOf(memberOf(value, 'enum'))];
  if (values.includes(done)) return true;
  return ['oneOf', 'anyOf', 'allOf'].some((key) =>
    itemsOf(childOf(schema, key)).some((member) => isItem(scope, followReferences(scope, member), depth + 1)),
  );
}

/** The boolean property `stream` of the request body, wherever its schema has it. */
function streamSwitches(scope: Scope, operation: Source): readonly Source[] {
  const body = childOf(operation, 'requestBody');
  const target = body.value === undefined ? null : followReferences(scope, body);
  if (target === null) return [];
  return entriesOf(childOf(target, 'content')).flatMap(([, mediaType]) =>
    switchesIn(scope, childOf(mediaType, 'schema')),
  );
}

function switchesIn(scope: Scope, written: Source, depth = 0): readonly Source[] {
  if (written.value === undefined || depth > deepest) return [];
  const schema = followReferences(scope, written);
  if (schema === null) return [];
  const own = childOf(schema, 'properties', 'stream');
  const members = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => itemsOf(childOf(schema, key)));
  return [
    ...(isSwitch(own) ? [own] : []),
    ...members.flatMap((member) => switchesIn(scope, member, depth + 1)),
  ];
}

/** `type: boolean`, also beside null: `type: [boolean, 'null']`, or a member of `anyOf`. */
function isSwitch({ value }: Source): boolean {
  const types = [memberOf(value, 'type'), ...listOf(memberOf(value, 'type'))];
  const members = [...listOf(memberOf(value, 'anyOf')), ...listOf(memberOf(value, 'oneOf'))];
  return types.includes('boolean') || members.some((member) => memberOf(member, 'type') === 'boolean');
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** In an example or a description. */
function mentions(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value === 'string') return value.includes(done);
  if (depth === 0) return false;
  const members = isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  return members.some((member) => mentions(member, depth - 1));
}

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
