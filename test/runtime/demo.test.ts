import { expect, it } from 'vitest';
import { ApiStatusError } from '../../templates/runtime/files/status-error.ts';
import { send } from '../../templates/runtime/files/send.ts';
import { waitUntil } from '../../templates/runtime/files/waiter.ts';
import {
  artuTransport,
  executionCompleted,
  retrieveOperation,
  waitOperation,
} from '../support/artu-operations.ts';
import { tellStory } from '../support/demo-story.ts';

it('tells the story of an execution', async () => {
  const lines: string[] = [];
  await tellStory({
    connect({ baseUrl, ...options }) {
      const transport = artuTransport(baseUrl, options);
      return {
        workflows: {
          executions: {
            retrieve: (parameters) => send(transport, retrieveOperation, parameters),
            wait: (parameters) => send(transport, waitOperation, parameters),
            waitUntilCompleted: (parameters, wait) =>
              waitUntil(transport, executionCompleted, parameters, wait),
          },
        },
      };
    },
    describeError: (error) => (error instanceof ApiStatusError ? error.message : 'no status'),
    say: (line) => lines.push(line),
  });
  expect(lines.slice(1).map((line) => line.replace(/\d\.\d s/, '# s'))).toEqual([
    'retrieve            running',
    'wait, 1 second      running',
    'waitUntilCompleted',
    '  # s  request 1  waiting_for_input',
    '  # s  request 2  completed',
    'it ended as         completed, after 4 requests in all',
    'an unknown id       workflows.executions.retrieve: status 404: execution not found',
  ]);
});
