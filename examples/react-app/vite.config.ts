import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // The API key stays on the server: the page calls its own host.
  server: { proxy: { '/artu': 'http://localhost:8787' } },
  test: { environment: 'happy-dom' },
});
