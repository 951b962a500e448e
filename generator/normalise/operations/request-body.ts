/** Turns an OpenAPI request body into a `RequestBody`. */
import type { Content, RequestBody } from '../../api/api.ts';
import { noDocs } from '../../api/docs.ts';
import { readDocs } from '../docs.ts';
import { followReferences } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, memberOf } from '../source.ts';
import { readContent } from './content.ts';
import { isPlainText } from './described-texts.ts';

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
