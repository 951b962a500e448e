/** How the tests run: the sources as they are in one project, the packed package in another. */
import { defineConfig } from 'vitest/config';
import { long, sampled } from './test/suites.ts';

/** They put another module in the place of one of ours, which no other test may see. */
const mocked = ['test/hostile/second-layer.test.ts'];

/** The package imports itself by name, as its users do; here the name leads to the sources. */
const conditions = ['clientwright-source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: 'node',
    // Loading the generator costs as much as ten packages: the files of one worker share it.
    isolate: false,
    // By default, a machine with two processors gets one worker, and half of it idles.
    maxWorkers: '100%',
    globalSetup: ['test/support/temporary-folder.ts'],
    setupFiles: ['test/support/end-of-stubs.ts'],
    // Only for what hangs: a busy machine is no fault, and tests that wait do so on a clock of their own.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    restoreMocks: true,
    snapshotFormat: { escapeString: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          // The bench installs its peers below its own folder.
          exclude: ['test/package/**', '**/node_modules/**', ...mocked, ...long],
        },
      },
      {
        extends: true,
        test: { name: 'mocked', include: mocked, isolate: true },
      },
      {
        // The long suites, and all cases of those that are sampled: `npm run test:thorough`.
        extends: true,
        test: { name: 'thorough', include: [...long, ...sampled], env: { CLIENTWRIGHT_TESTS: 'thorough' } },
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
