/** Turns an OpenAPI request body into a `RequestBody`. */
import type { Content, RequestBody } from '../../api/api.ts';
import { readDocs } from '../docs.ts';
import { followReferences } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, memberOf } from '../source.ts';
import { readContent } from './content.ts';

/** `null`: the operation sends none. */
export function readRequestBody(scope: Scope, written: Source): RequestBody | null {
  if (written.value === undefined) return null;
  const source = followReferences(scope, written);
  const content = source === null ? [] : readContent(scope, childOf(source, 'content'));
  if (source === null || content.length === 0) return null;
  const required = memberOf(source.value, 'required') === true;
  return {
    required,
    content: required ? content : content.map(withOptionalHeaders),
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
}

/** Without the body, its parts have no headers. */
function withOptionalHeaders(content: Content): Content {
  const { partHeaders } = content;
  if (partHeaders === undefined) return content;
  return { ...content, partHeaders: partHeaders.map((header) => ({ ...header, required: false })) };
}
