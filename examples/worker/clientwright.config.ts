import { defineConfig } from 'clientwright';

export default defineConfig({
  spec: '../../specs/workflows.json',
  overlays: ['../../specs/workflows.overlay.yaml'],
  out: 'src/api',
  package: false,
  importExtension: 'ts',
});
