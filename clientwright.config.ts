/** What this repository generates: the ARTU client, which is committed as an example of the output. */
import { defineConfig } from 'clientwright';

export default defineConfig({
  spec: 'specs/workflows.json',
  overlays: ['specs/workflows.overlay.yaml'],
  out: 'generated/workflows',
  name: '@artu/workflows',
});
