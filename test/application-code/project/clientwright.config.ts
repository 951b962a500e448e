import { defineConfig } from 'clientwright';
import { msw } from 'clientwright/templates/msw';
import { tanstackQuery } from 'clientwright/templates/tanstack-query';
import { zod } from 'clientwright/templates/zod';

export default defineConfig({
  spec: 'openapi.json',
  out: 'ours/api',
  package: false,
  templates: [tanstackQuery(), msw(), zod()],
});
