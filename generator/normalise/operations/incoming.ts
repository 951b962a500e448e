/** Turns webhooks, and callbacks of operations, into requests that the application receives. */
import type { IncomingRequest, Operation } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import { sentMethod } from '../../api/requests.ts';
import { splitWords } from '../../naming/words.ts';
import { readDocs } from '../docs.ts';
import { type IncomingOperation, isIncoming } from '../models/schema-uses.ts';
import { followReferences, placeOf, type Scope } from '../scope.ts';
import { childOf, itemsOf, type Source } from '../source.ts';
import type { OperationSource } from './operation-ids.ts';
import { readParameters } from './parameters.ts';
import { followPathItem, operationsIn, writtenItems, type WrittenOperation } from './path-item.ts';
import { readRequestBody, readResponses } from './operation.ts';

/** Webhooks, then callbacks, as operations in which the roles of the two sides are exchanged. */
export function readIncoming(
  scope: Scope,
  webhooks: readonly OperationSource[],
  operations: readonly WrittenOperation[],
): readonly IncomingOperation[] {
  return [
    ...webhooks.map((webhook) => readOne(scope, webhook, webhookNames(webhook))),
    ...operations.flatMap((operation) => readCallbacks(scope, operation)),
  ];
}

/** Separates the incoming requests from the operations that were built with them. */
export function separateIncoming(all: readonly Operation[]): {
  readonly operations: readonly Operation[];
  readonly incoming: readonly IncomingRequest[];
} {
  const incoming = all.filter(isIncoming).map(toIncoming);
  return { operations: all.filter((one) => !isIncoming(one)), incoming: sortedBy(incoming, ({ id }) => id) };
}

function toIncoming(operation: IncomingOperation): IncomingRequest {
  const { id, method, parameters, requestBody, responses, tags, docs, place, incoming } = operation;
  const { expression: url, ...names } = incoming;
  return { ...names, url, id, method, parameters, requestBody, responses, tags, docs, place };
}

/** Identity and names of an incoming request. */
type Names = Pick<Operation, 'id' | 'path'> & IncomingOperation['incoming'];

function webhookNames({ method, key }: OperationSource): Names {
  return {
    kind: 'webhook',
    id: `${sentMethod(method)} ${key}`,
    path: [key],
    name: withMethod(key, method),
    alternatives: [],
    operation: null,
    key,
    expression: null,
  };
}

function readCallbacks(scope: Scope, { operation, source }: WrittenOperation): readonly IncomingOperation[] {
  return writtenItems(childOf(source, 'callbacks')).flatMap(([name, written]) => {
    const callback = followReferences(scope, written);
    if (callback === null) return [];
    return writtenItems(callback).flatMap(([key, pathItem]) =>
      operationsIn(scope, { key, url: '', pathItem: followPathItem(scope, pathItem) }).map((given) =>
        readOne(scope, given, callbackNames(operation, name, given)),
      ),
    );
  });
}

/** Nearly all requests of this kind are sent by POST: only the name of another one has its method. */
function withMethod(name: string, method: string): string {
  return method === 'post' ? name : `${name} ${method}`;
}

function callbackNames(operation: Operation, callback: string, { method, key }: OperationSource): Names {
  const name = withMethod([...operation.path, callback].join(' '), method);
  const words = splitWords(key).join(' ');
  return {
    kind: 'callback',
    id: `${operation.id} ${callback} ${sentMethod(method)} ${key}`,
    path: [...operation.path.slice(0, -1), `${operation.path.at(-1) ?? ''} ${callback}`],
    name,
    alternatives: [`${name} ${words}`],
    operation: operation.id,
    key: callback,
    expression: key,
  };
}

function readOne(scope: Scope, given: OperationSource, names: Names): IncomingOperation {
  const { method, url, pathItem, source } = given;
  const { id, path, ...incoming } = names;
  const { parameters } = readParameters(scope, { pathItem, operation: source, url });
  return {
    id,
    path,
    method,
    url,
    parameters: parameters.filter(({ location }) => location !== 'path'),
    requestBody: readRequestBody(scope, childOf(source, 'requestBody')),
    responses: readResponses(scope, childOf(source, 'responses')),
    security: [],
    servers: [],
    tags: tagsOf(source),
    pagination: null,
    longPoll: null,
    waiters: [],
    docs: readDocs(source),
    place: placeOf(scope, source),
    incoming,
  };
}

function tagsOf(source: Source): readonly string[] {
  return itemsOf(childOf(source, 'tags')).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
