import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './run-main.ts';

const bin = fileURLToPath(new URL('../../generator/cli/bin.ts', import.meta.url));

describe('the process', () => {
  it('shows help and exits 0', async () => {
    const answer = await run(['--help'], await folderWith({}));
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(answer.stdout).toContain('clientwright generate');
  });

  it('loads none of the stages for help', async () => {
    const { stdout } = await run(['--help'], await folderWith({}), {}, [listLoaded]);
    for (const heavy of ['ts-morph', 'prettier', 'swagger-parser', 'generate.ts']) {
      expect(stdout).not.toContain(`loaded ${heavy}`);
    }
  });

  it('exits 2 on wrong usage', async () => {
    const answer = await run(['genrate'], await folderWith({}));
    expect(answer).toMatchObject({ code: 2, stdout: '' });
    expect(answer.stderr).toContain('Did you mean "generate"?');
  });

  it.each([
    [
      'a syntax error',
      'export default {\n  spec: "a",\n  out: ,\n};\n',
      'config.ts:3:8 error CW6004',
      'expected',
    ],
    [
      'syntax that is more than types',
      '\nenum A { B }\nexport default {};\n',
      'config.ts:2:1 error CW6004',
      'enum',
    ],
  ])('shows %s of the configuration with its line', async (_, config, place, message) => {
    const cwd = await folderWith({ 'clientwright.config.ts': config, 'package.json': '{"type":"module"}' });
    const answer = await run(['generate'], cwd);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain(place);
    expect(answer.stderr).toContain(message);
    expect(answer.stderr).not.toContain(cwd);
    expect(answer.stderr).not.toMatch(/^\s+at /m);
  });

  it('shows where a wrong key of the configuration is written', async () => {
    const config = 'export default {\n  spec: "a",\n  out: "b",\n  stirct: true,\n};\n';
    const cwd = await folderWith({ 'clientwright.config.ts': config, 'package.json': '{"type":"module"}' });
    const answer = await run(['generate'], cwd);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('clientwright.config.ts:4:3 error CW6005 Unknown key "stirct"');
    expect(answer.stderr).toContain('> 4 |   stirct: true,\n    |   ^\n');
    expect(answer.stderr).toContain('Did you mean "strict"?');
  });

  it('refuses an old version of Node in plain words', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { node: '22.18.1' } });`;
    const answer = await run(['--help'], await folderWith({}), {}, [`data:text/javascript,${old}`]);
    expect(answer).toMatchObject({ code: 2, stdout: '' });
    const [problem, ...remedies] = answer.stderr.trimEnd().split('\n');
    expect(problem).toBe('clientwright needs Node 22.19 or later, and this is Node 22.18.1.');
    expect(remedies.join('\n')).toContain('`npm install --save-dev node@24`');
  });

  it('exits 70 without a bare stack for an error outside of every promise', async () => {
    const late = `process.on('newListener', (name) => {
      if (name === 'uncaughtException') setImmediate(() => { throw new TypeError('late'); });
    });`;
    const module = `data:text/javascript,${encodeURIComponent(late)}`;
    const answer = await run(['--help'], await folderWith({}), {}, [module]);
    expect(answer.code).toBe(70);
    expect(answer.stderr).toContain('CW9001 Internal error in clientwright: TypeError: late');
    expect(answer.stderr).not.toMatch(/^\s+at /m);
  });

  it('takes paths from where npm was called, in a checkout of its own', async () => {
    const called = await folderWith({ 'clientwright.config.json': '{ "spce": 1 }' });
    const npm = { INIT_CWD: called, npm_lifecycle_event: 'clientwright', npm_package_name: 'clientwright' };
    const own = await run(['check'], await folderWith({}), npm);
    expect(own.stderr).toContain('Unknown key "spce"');
  });

  it('takes paths from the package of any other script', async () => {
    const called = await folderWith({ 'clientwright.config.json': '{ "spce": 1 }' });
    const npm = { INIT_CWD: called, npm_lifecycle_event: 'clientwright', npm_package_name: 'acme' };
    const other = await run(['check'], await folderWith({}), npm);
    expect(other.stderr).toContain('CW6002');
  });
});

/** Says which packages were loaded, as the process ends. */
const listLoaded = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => (console.log('loaded', url.match(/node_modules\\/(?:@[^/]+\\/)?([^/]+)/)?.[1] ?? url.split('/').at(-1)), next(url, context)) });
`)}`;

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  imports: readonly string[] = [],
): Promise<Answer> {
  const options = imports.flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...options, '--conditions=clientwright-source', bin, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
