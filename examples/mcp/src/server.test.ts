import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';

test('an agent lists the tools, gets an error of the API, and uses the prompt', async () => {
  const api = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"not found"}');
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const { port } = api.address() as AddressInfo;
  const agent = new Client({ name: 'test', version: '1.0.0' });
  await agent.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [new URL('server.ts', import.meta.url).pathname],
      env: {
        ARTU_COMPLIANCE_API_API_KEY: 'key',
        ARTU_COMPLIANCE_API_ENVIRONMENT: 'test',
        ARTU_COMPLIANCE_API_BASE_URL: `http://127.0.0.1:${port}`,
      },
    }),
  );
  const id = '0198b8f0-0000-7000-8000-000000000001';
  try {
    const { tools } = await agent.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['workflows_executions_retrieve', 'workflows_executions_waitUntilCompleted'],
    );
    const result = await agent.callTool({ name: 'workflows_executions_retrieve', arguments: { id } });
    assert.equal(result.isError, true);
    const { messages } = await agent.getPrompt({ name: 'explain-failure', arguments: { id } });
    assert.match(JSON.stringify(messages), new RegExp(id));
  } finally {
    await agent.close();
    api.close();
  }
});
