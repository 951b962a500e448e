/** `npm run demo`: the generated client against a server of this machine, on plain Node.js. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../support/generated-package.ts';
import { isThorough } from '../support/sample.ts';

it.runIf(isThorough)('shows a look, a long-poll, a wait and an error', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['test/support/demo.ts'], {
    cwd: root,
  });
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+\.$/);
  expect(lines.slice(1).map((line) => line.replace(/\d+\.\d s/, '# s'))).toEqual([
    'retrieve            running',
    'wait, 1 second      running',
    'waitUntilCompleted',
    '  # s  request 1  waiting_for_input',
    '  # s  request 2  completed',
    'it ended as         completed, after 4 requests in all',
    'an unknown id       ApiStatusError, status 404, request id req_1: workflows.executions.retrieve: status 404: execution not found',
  ]);
});
