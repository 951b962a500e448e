/** Ends the stubs of a test with it: files share a process, and `unstubEnvs` acts before the next test alone, after its `beforeAll`. */
import { afterEach, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
