/** A document → the client that hey-api makes of it, with validators or without: what the bench compares with. */
import { createClient } from '@hey-api/openapi-ts';

const [input, output, validators] = process.argv.slice(2);
const plugins = {
  zod: ['@hey-api/client-fetch', 'zod', { name: '@hey-api/sdk', validator: true }],
  valibot: ['@hey-api/client-fetch', 'valibot', { name: '@hey-api/sdk', validator: true }],
  none: ['@hey-api/client-fetch', '@hey-api/sdk'],
};

await createClient({ input, output, logs: { level: 'silent' }, plugins: plugins[validators] });
