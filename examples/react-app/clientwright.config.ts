import { defineConfig } from 'clientwright';
import { msw } from 'clientwright/templates/msw';
import { tanstackQuery } from 'clientwright/templates/tanstack-query';

export default defineConfig({
  spec: '../../specs/workflows.json',
  overlays: ['../../specs/workflows.overlay.yaml'],
  out: 'src/api',
  package: false,
  importExtension: 'none',
  templates: [tanstackQuery(), msw()],
});
