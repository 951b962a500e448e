/** How the tests run: the sources as they are in one project, the packed package in another. */
import { defineConfig } from 'vitest/config';

/** Suites of which `npm test` runs a sample: they use `test/support/sample.ts`. */
export const thorough: readonly string[] = [
  'test/architecture/closed-unions.test.ts',
  'test/checklist/checklist.test.ts',
  'test/ci/workflows.test.ts',
  'test/cli/explain.test.ts',
  'test/cli/watch.test.ts',
  'test/conformance/conformance.test.ts',
  'test/conformance/random-groups.test.ts',
  'test/consumer/demo.test.ts',
  'test/consumer/pet-hotel.test.ts',
  'test/corpus/calls/calls.test.ts',
  'test/corpus/findings.test.ts',
  'test/corpus/pairs.test.ts',
  'test/corpus/templates/documents.test.ts',
  'test/corpus/values.test.ts',
  'test/diff/oracle.test.ts',
  'test/docs/code-blocks.test.ts',
  'test/emit/layout.test.ts',
  'test/emit/merge.test.ts',
  'test/emit/quick-print.test.ts',
  'test/emit/warm-run.test.ts',
  'test/emit/write-faults.test.ts',
  'test/emit/write-processes.test.ts',
  'test/examples/custom-templates.test.ts',
  'test/examples/query-options.test.ts',
  'test/hostile/growth.test.ts',
  'test/hostile/inherited-names.test.ts',
  'test/hostile/named-twice.test.ts',
  'test/hostile/quick.test.ts',
  'test/lint/exemptions.test.ts',
  'test/load/corpus.test.ts',
  'test/load/hostile.test.ts',
  'test/normalise/corpus.test.ts',
  'test/representations/types.test.ts',
  'test/review/colliding-edits.test.ts',
  'test/review/neutral-edits.test.ts',
  'test/review/seeded-edits.test.ts',
  'test/runtime/package.test.ts',
  'test/runtime/process.test.ts',
  'test/template/slots.test.ts',
  'test/templates/operations/call-signature.test.ts',
  'test/templates/validators/many-properties.test.ts',
  'test/types/compile.test.ts',
  'test/types/many-media-types.test.ts',
  'test/types/media-types.test.ts',
  'test/types/read-and-sent.test.ts',
  'test/types/responses-by-status.test.ts',
];

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
          exclude: ['test/package/**', '**/node_modules/**', ...mocked],
        },
      },
      {
        extends: true,
        test: { name: 'mocked', include: mocked, isolate: true },
      },
      {
        // All cases of the large suites: `npm run test:thorough`.
        extends: true,
        test: { name: 'thorough', include: [...thorough], env: { CLIENTWRIGHT_TESTS: 'thorough' } },
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
