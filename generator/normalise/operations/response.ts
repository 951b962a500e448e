/** Turns the `responses` of an operation into a list: exact statuses, ranges, then `default`. */
import type { Content, Response, ResponseHeader } from '../../api/api.ts';
import { sortedBy } from '../../api/compare.ts';
import { noDocs } from '../../api/docs.ts';
import { mergeDocs, readDocs } from '../docs.ts';
import { expectObject, followReferences, quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { placeOf, report } from '../scope.ts';
import type { Source } from '../source.ts';
import { childOf, entriesOf, memberOf } from '../source.ts';
import { readContent } from './content.ts';
import { readParameterSchema } from './parameter-schema.ts';

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
    content: readBody(scope, status, childOf(source, 'content')),
    headers: readHeaders(scope, childOf(source, 'headers')),
    docs: readDocs(source),
    place: placeOf(scope, source),
  };
}

/** Responses of these statuses never have a body (RFC 9110, sections 6.4.1 and 15.3.6). */
function readBody(scope: Scope, status: string, content: Source): readonly Content[] {
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
