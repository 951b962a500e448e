/** An MCP server with the tools of ARTU, and a prompt of its own. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { createTransport, optionsFromEnvironment } from './artu/index.ts';
import { createMcpServer } from './artu/mcp/index.ts';
import { retrieveTool, waitUntilCompletedTool } from './artu/mcp/workflows/executions.ts';

const artu = createTransport(optionsFromEnvironment());
const server = createMcpServer(artu, [retrieveTool, waitUntilCompletedTool]);

server.registerPrompt(
  'explain-failure',
  {
    description: 'Explains why a workflow execution has failed.',
    argsSchema: { id: z.uuid() },
  },
  ({ id }) => ({
    messages: [
      {
        role: 'user',
        content: {
          type: 'text',
          text: `Retrieve the workflow execution ${id}. Explain in three sentences which node failed, and why.`,
        },
      },
    ],
  }),
);

await server.connect(new StdioServerTransport());
