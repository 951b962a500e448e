import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { compareDocuments } from './compare-documents.ts';
import { object, text } from './kinds/kind.ts';

/** An upload of which the file has these headers beside it. */
function uploading(headers: JsonObject): JsonObject {
  const file = { type: 'string', format: 'binary' };
  const content = {
    'multipart/form-data': { schema: object({ file }, ['file']), encoding: { file: { headers } } },
  };
  const requestBody = { required: true, content };
  const responses = { 204: { description: 'Done.' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    paths: { '/files': { post: { operationId: 'upload', requestBody, responses } } },
  };
}

const checksum = (schema: JsonObject, required = false): JsonObject => ({
  'X-Checksum': { required, schema },
});

describe('a header of a part is judged as a parameter is', () => {
  test.each([
    ['that is added', {}, checksum(text), 'compiles', 'server-first'],
    ['that is added and required', {}, checksum(text, true), 'breaks', 'client-first'],
    ['that becomes required', checksum(text), checksum(text, true), 'breaks', 'client-first'],
    ['that becomes optional', checksum(text, true), checksum(text), 'tests', 'server-first'],
    ['that is removed', checksum(text), {}, 'breaks', 'client-first'],
    ['of another type', checksum(text), checksum({ type: 'integer' }), 'breaks', 'together'],
    [
      'of tighter limits',
      checksum({ ...text, maxLength: 9 }),
      checksum({ ...text, maxLength: 5 }),
      'compiles',
      'client-first',
    ],
  ])('%s', async (_, before, after, code, order) => {
    const report = await compareDocuments(uploading(before), uploading(after));
    expect(report.changes).toMatchObject([{ path: 'part → file.X-Checksum', code, order }]);
  });

  test('of another case is the same header', async () => {
    const renamed = uploading({ 'x-checksum': { schema: text } });
    const report = await compareDocuments(uploading(checksum(text)), renamed);
    expect(report).toMatchObject({ code: 'compiles', clients: 'keep working' });
  });
});
