/** A failed operation of the system is no bug: it has a code, and the exit code is 1. */
import { expect, test } from 'vitest';
import { folderWith, runMain } from './run-main.ts';

const words = ['generate', '--spec', 'a', '--out', 'b'];

test.each(['EACCES: permission denied, open', 'ENAMETOOLONG: name too long, lstat', 'EIO: i/o error, read'])(
  '%s',
  async (message) => {
    const generate = async (): Promise<never> => {
      throw Object.assign(new Error(`${message} 'x'`), { code: message.split(':')[0] });
    };
    const answer = await runMain(words, { cwd: await folderWith({}), pipeline: { generate } });
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain(`CW6021 The system refuses an operation: ${message} 'x'`);
  },
);

test('any other error is a bug', async () => {
  const generate = async (): Promise<never> => {
    throw new TypeError('EACCES is not a function');
  };
  const answer = await runMain(words, { cwd: await folderWith({}), pipeline: { generate } });
  expect(answer).toMatchObject({ code: 70, stderr: expect.stringContaining('CW9001') });
});
