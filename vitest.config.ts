/** How the tests run: the sources as they are in one project, the packed package in another. */
import { defineConfig } from 'vitest/config';

/** The package imports itself by name, as its users do; here the name leads to the sources. */
const conditions = ['clientwright-source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: 'node',
    globalSetup: ['test/support/temporary-folder.ts'],
    // Only for what hangs: a busy machine is no fault, and tests that wait do so on a clock of their own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    snapshotFormat: { escapeString: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          // The bench installs its peers below its own folder.
          exclude: ['test/package/**', '**/node_modules/**'],
        },
      },
      {
        // Builds, packs and installs: `npm run test:package`.
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
        },
      },
    ],
  },
});
