import { Miniflare, Response } from 'miniflare';
import assert from 'node:assert/strict';
import test from 'node:test';

const id = '0198b8f0-0000-7000-8000-000000000001';

test('the worker adds the key, and passes errors of the API on', async () => {
  const keys: (string | null)[] = [];
  const worker = new Miniflare({
    modules: true,
    scriptPath: 'dist/index.js',
    compatibilityDate: '2026-01-01',
    bindings: { ARTU_API_KEY: 'secret', ARTU_ENVIRONMENT: 'test' },
    outboundService(request) {
      keys.push(request.headers.get('authorization'));
      return Response.json({ message: 'execution not found' }, { status: 404 });
    },
  });
  try {
    const response = await worker.dispatchFetch(`http://localhost/artu/workflows/executions/${id}`);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /execution not found/);
    assert.deepEqual(keys, ['Bearer secret']);
  } finally {
    await worker.dispose();
  }
});
