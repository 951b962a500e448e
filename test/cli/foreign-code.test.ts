/** Code of a project that ends the process, or fails while nothing calls it: its fault, with a code and a place. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from './run-main.ts';

const bin = fileURLToPath(new URL('../../generator/cli/bin.ts', import.meta.url));
const spec = JSON.stringify({ openapi: '3.1.1', info: { title: 'Empty', version: '1' }, paths: {} });

interface Answer {
  readonly cwd: string;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(words: readonly string[], config: string): Promise<Answer> {
  const cwd = await folderWith({ 'clientwright.config.mjs': config, 'api.json': spec });
  const child = spawn(process.execPath, ['--conditions=clientwright-source', bin, ...words], { cwd });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { cwd, code: await code, stdout, stderr };
}

describe('code of a project', () => {
  test('may fail while nothing calls it: the run goes on, and exits 1', async () => {
    const config = `
setTimeout(() => process.exit(0), 1);
void Promise.reject(null);
setTimeout(() => { throw new Error('too late'); }, 1);
export default { spec: 'api.json', out: 'out' };
`;
    const answer = await run(['generate', '--dump', 'api'], config);
    expect(answer.code).toBe(1);
    expect(JSON.parse(answer.stdout)).toMatchObject({ title: 'Empty' });
    const messages = answer.stderr.split('\n').filter((line) => line.includes('CW6020'));
    expect(messages.map((line) => line.replace(/^.*calls: /, '')).toSorted()).toEqual([
      'it calls process.exit(0) (clientwright.config.mjs:2:26).',
      'threw null.',
      'too late (clientwright.config.mjs:4:26).',
    ]);
    expect(answer.stderr).not.toContain('CW9001');
  });

  test('may be nested too deeply to be read', async () => {
    const answer = await run(['check'], `export default ${'['.repeat(100_000)}${']'.repeat(100_000)};`);
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining('CW6004') });
    expect(answer.stderr).toContain('it is nested too deeply, or recurses without end');
  });

  test('may end the process in a template: nothing is written, and the exit code is 1', async () => {
    const config = `
const template = { name: 'ends', slot: null, declare: () => process.exit(0) };
export default { spec: 'api.json', out: 'out', templates: [template] };
`;
    const answer = await run(['generate'], config);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain(
      'CW4001 The template "ends" failed to declare: it calls process.exit(0) (clientwright.config.mjs:2:',
    );
    expect(existsSync(join(answer.cwd, 'out'))).toBe(false);
  });
});
