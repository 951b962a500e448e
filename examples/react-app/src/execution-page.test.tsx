import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handlers } from './api/msw';
import { retrieveHandler } from './api/msw/workflows/executions';
import { sampleWorkflowExecution } from './api/samples';
import { ExecutionPage } from './execution-page';

const baseUrl = new URL('/artu', location.href).href;
const server = setupServer(...handlers({ baseUrl }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  cleanup();
});
afterAll(() => server.close());

function renderPage() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ExecutionPage id={sampleWorkflowExecution().id} />
    </QueryClientProvider>,
  );
}

test('shows the state and the files of an execution', async () => {
  const reply = { status: 200, body: sampleWorkflowExecution({ status: 'completed' }) } as const;
  server.use(retrieveHandler(reply, { baseUrl }));
  renderPage();
  expect((await screen.findByText('completed')).tagName).toBe('STRONG');
});

test('explains an unknown id', async () => {
  server.use(retrieveHandler(() => Response.json({ message: 'not found' }, { status: 404 }), { baseUrl }));
  renderPage();
  expect(await screen.findByText('No execution has this id.')).toBeDefined();
});
