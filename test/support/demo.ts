/** Runs the generated client of ARTU against a server on this machine: `node test/support/demo.ts`. */
import './source-imports.ts';
import { tellStory } from './demo-story.ts';

// Not before the line above it has run: the sources of a package name their neighbours as they will be called once compiled.
const { ApiStatusError, createClient } = await import('../../generated/workflows/src/index.ts');

await tellStory({
  connect: createClient,
  describeError: (error) =>
    error instanceof ApiStatusError
      ? `${error.name}, status ${error.status}, request id ${error.requestId ?? 'none'}: ${error.message}`
      : String(error),
  say: (line) => console.log(line),
});
