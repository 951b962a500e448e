import { defineConfig } from 'clientwright';
import { mcp } from 'clientwright/templates/mcp';

export default defineConfig({
  spec: '../../specs/workflows.json',
  overlays: ['../../specs/workflows.overlay.yaml'],
  out: 'src/artu',
  package: false,
  importExtension: 'ts',
  templates: [mcp()],
});
