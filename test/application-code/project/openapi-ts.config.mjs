import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './openapi.json',
  output: { path: './peer/api' },
  plugins: ['@hey-api/client-fetch', '@tanstack/react-query', 'zod', 'msw', '@faker-js/faker'],
});
