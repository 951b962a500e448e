import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ExecutionPage } from './execution-page';

const id = new URLSearchParams(location.search).get('id') ?? '';

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ExecutionPage id={id} />
    </QueryClientProvider>
  </StrictMode>,
);
