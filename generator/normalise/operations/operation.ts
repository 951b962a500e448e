/** Turns one OpenAPI operation into an `Operation`, with its request body and its responses. */
import type { Content, Operation, RequestBody, Response, ResponseHeader, Tag } from '../../api/api.ts';
import { noDocs } from '../../api/place.ts';
import { sortedBy } from '../../api/json.ts';
import { groupingTags, mergeDocs, readDocs, tagsAround } from '../docs.ts';
import { expectObject, followReferences, placeOf, quote, report, type Scope } from '../scope.ts';
import { readSecurity, readServers } from '../access.ts';
import { childOf, entriesOf, hasKey, itemsOf, memberOf, type Source } from '../source.ts';
import { isPlainText, readContent } from './content.ts';
import type { OperationIdentity, OperationSource } from './operation-ids.ts';
import { operationPath } from './operation-path.ts';
import { readParameterSchema } from './encodings.ts';
import { readParameters } from './parameters.ts';

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

/** `null`: the operation sends none. */
export function readRequestBody(scope: Scope, written: Source): RequestBody | null {
  if (written.value === undefined) return null;
  const source = followReferences(scope, written);
  const content =
    source === null
      ? []
      : readContent(scope, childOf(source, 'content')).map((each) => withItemList(scope, each));
  if (source === null || content.length === 0) return null;
  const required = memberOf(source.value, 'required') === true;
  return {
    required,
    content: required ? content : content.map(withOptionalHeaders),
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
}

/** The items of JSON lines are sent as a list. Lines without a schema, or with that of a text, are sent as they are. */
function withItemList(scope: Scope, content: Content): Content {
  const { format, schema: items, place } = content;
  if (format !== 'lines' || isPlainText(scope, items)) return content;
  return { ...content, schema: { kind: 'array', items, limits: {}, docs: noDocs, place } };
}

/** Without the body, its parts have no headers. */
function withOptionalHeaders(content: Content): Content {
  const { partHeaders } = content;
  if (partHeaders === undefined) return content;
  return { ...content, partHeaders: partHeaders.map((header) => ({ ...header, required: false })) };
}

export function readResponses(scope: Scope, source: Source): readonly Response[] {
  if (expectObject(scope, source) === null) return [];
  const seen = new Map<string, Source>();
  const responses = entriesOf(source).flatMap(([key, value]) => {
    const status = readStatus(scope, key, value);
    const first = status === null ? undefined : seen.get(status);
    if (status !== null && first === undefined) seen.set(status, value);
    if (first !== undefined) {
      const message = `${quote(key)} describes the same statuses as another response, which is used.`;
      const related = [{ message: 'The other response.', place: placeOf(scope, first) }];
      report(scope, value, { code: 'CW2023', message, related });
      return [];
    }
    const response = status === null ? null : readResponse(scope, status, value);
    return response === null ? [] : [response];
  });
  return sortedBy(responses, ({ status }) => `${rank(status)}${status}`);
}

function readStatus(scope: Scope, key: string, source: Source): string | null {
  if (/^[1-5]\d\d$/.test(key) || key === 'default') return key;
  if (/^[1-5]xx$/i.test(key)) return key.toUpperCase();
  if (!key.startsWith('x-')) {
    report(scope, source, {
      code: 'CW2002',
      message: `${quote(key)} is neither a status, nor a range such as 4XX, nor "default".`,
    });
  }
  return null;
}

function rank(status: string): number {
  if (status === 'default') return 2;
  return status.endsWith('X') ? 1 : 0;
}

function readResponse(scope: Scope, status: string, written: Source): Response | null {
  const source = followReferences(scope, written);
  if (source === null) return null;
  return {
    status,
    content: readContentOf(scope, status, childOf(source, 'content')),
    headers: readHeaders(scope, childOf(source, 'headers')),
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
}

/** Responses of these statuses never have a body (RFC 9110, sections 6.4.1 and 15.3.6). */
function readContentOf(scope: Scope, status: string, content: Source): readonly Content[] {
  if (!/^(?:1\d\d|204|205|304)$/.test(status)) return readContent(scope, content);
  if (entriesOf(content).length > 0)
    report(scope, content, {
      code: 'CW2038',
      message: `A response with status ${status} cannot have a body.`,
    });
  return [];
}

/** A declaration of `Content-Type` is ignored (OpenAPI 3.1, section 4.8.17.1). */
function readHeaders(scope: Scope, source: Source): readonly ResponseHeader[] {
  return entriesOf(source).flatMap(([name, written]): readonly ResponseHeader[] => {
    if (name.toLowerCase() === 'content-type') return [];
    const header = followReferences(scope, written);
    if (header === null) return [];
    const { schema } = readParameterSchema(scope, header);
    const required = memberOf(header.value, 'required') === true;
    const docs = mergeDocs(readDocs(header), schema.kind === 'model' ? noDocs : schema.docs);
    return [{ name, required, schema, docs }];
  });
}
