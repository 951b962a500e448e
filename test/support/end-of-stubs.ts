/** Ends the stubs of a test with it: files share a process, so that the next file would meet those of the last test. */
import { afterEach, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
