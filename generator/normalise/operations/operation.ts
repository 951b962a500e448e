/** Turns one OpenAPI operation into an `Operation`. */
import type { Operation, Tag, RequestBody, Response } from '../../api/api.ts';
import { readDocs } from '../docs.ts';
import { readSecurity } from '../security.ts';
import { readServers } from '../servers.ts';
import type { Scope } from '../scope.ts';
import { placeOf, report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, hasKey, itemsOf } from '../source.ts';
import { groupingTags, tagsAround } from '../tags.ts';
import type { OperationIdentity, OperationSource } from './operation-ids.ts';
import { operationPath } from './operation-path.ts';
import { readParameters } from './parameters.ts';
import { readRequestBody } from './request-body.ts';
import { readResponses } from './response.ts';

/** An operation, and the tags that the document describes. */
interface TaggedSource extends OperationSource {
  readonly described: readonly Tag[];
}

export function readOperation(
  scope: Scope,
  given: TaggedSource,
  { id, operationId }: OperationIdentity,
): Operation {
  const { method, url, pathItem, source, described } = given;
  const tags = itemsOf(childOf(source, 'tags')).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
  return {
    id,
    path: withTagsAround(
      described,
      operationPath({ operationId, tags: groupingTags(described, tags), method, url }),
    ),
    method,
    ...readParameters(scope, { pathItem, operation: source, url }),
    requestBody: readBody(scope, method, childOf(source, 'requestBody')),
    responses: responsesOf(method, readResponses(scope, childOf(source, 'responses'))),
    security: readSecurity(scope, securitySource(scope, source)),
    servers: readServers(scope, childOf(hasKey(source, 'servers') ? source : pathItem, 'servers')),
    tags,
    pagination: null,
    longPoll: null,
    waiters: [],
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
}

/** A resource that is called by a tag stands in the resources of the tags around it (OpenAPI 3.2). */
function withTagsAround(tags: readonly Tag[], path: readonly string[]): readonly string[] {
  const [group = ''] = path;
  return path.length < 2 ? path : [...tagsAround(tags, group), ...path];
}

/** `fetch` refuses to send a body with these methods (Fetch standard, constructor of `Request`). */
function readBody(scope: Scope, method: string, source: Source): RequestBody | null {
  const body = readRequestBody(scope, source);
  if (body !== null && (method === 'get' || method === 'head')) {
    const message = `\`fetch\` cannot send a body with ${method.toUpperCase()}: a call with a body fails before it is sent.`;
    report(scope, source, { code: 'CW2039', message });
  }
  return body;
}

/** A response to HEAD never has content. Its description is that of GET (RFC 9110, section 9.3.2). */
function responsesOf(method: string, responses: readonly Response[]): readonly Response[] {
  return method === 'head' ? responses.map((response) => ({ ...response, content: [] })) : responses;
}

/** An operation's own list replaces that of the document, even if it is empty. */
function securitySource(scope: Scope, operation: Source): Source {
  const owner = hasKey(operation, 'security') ? operation : { value: scope.document.root, pointer: '' };
  return childOf(owner, 'security');
}
