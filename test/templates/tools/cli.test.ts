/** Command lines of two APIs, run as processes of their own. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../../../templates/tools/cli.ts';
import { startArtuServer, type ArtuScript, type ArtuServer } from '../../support/artu-server.ts';
import {
  generatePackage,
  root,
  type Folder,
  type GeneratedPackage,
} from '../../support/generated-package.ts';
import { installedFolder } from '../../support/installed-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const stack = new AsyncDisposableStack();
let artu: GeneratedPackage;
let folder: Folder;
let shopFolder: Folder;
let server: ArtuServer;
let shop: ArtuServer;

const id = (name: number): string => `0198b8f0-0000-7000-8000-00000000000${name}`;
const [completed, errored, running, unknown] = [id(1), id(2), id(3), id(4)];

beforeAll(async () => {
  const options = { importExtension: 'js', build: true } as const;
  artu = await generatePackage({
    spec: readFileSync(join(root, 'specs/workflows.json'), 'utf8'),
    overlay: readFileSync(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
    options: { ...options, packageName: '@artu/workflows', templates: [cli({ command: 'artu' })] },
  });
  const { files } = await generatePackage({
    spec: readFileSync(new URL('../mocks/shop.yaml', import.meta.url), 'utf8'),
    specFile: 'shop.yaml',
    options: { ...options, packageName: '@example/shop', templates: [cli()] },
  });
  folder = stack.use(await installedFolder({ files: artu.files }));
  shopFolder = stack.use(await installedFolder({ files }));
  server = stack.use(
    await startArtuServer({
      executions: {
        [completed]: [{ atMs: 0, status: 'completed' }],
        [errored]: [{ atMs: 0, status: 'errored', error: 'no rows' }],
        [running]: [{ atMs: 0, status: 'running' }],
      },
    }),
  );
  shop = stack.use(await startArtuServer({ answer: answerOfShop }));
});
afterAll(() => stack.disposeAsync());

const tea = { id: 7, code: 'TEA-77', kind: 'tea', name: 'Tea', price: 1.5, stock: 3 };

const answerOfShop: NonNullable<ArtuScript['answer']> = (request, response) => {
  const { method, url = '' } = request;
  if (method === 'POST') {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify(tea));
  } else if (url.endsWith('/lines')) {
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    response.end(`${JSON.stringify(tea)}\n${JSON.stringify(tea)}\n`);
  } else {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(Buffer.from([137, 80, 78, 71]));
  }
};

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  program: string,
  env: NodeJS.ProcessEnv,
  words: readonly string[],
  input = '',
): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...words], { env });
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, stdout, stderr };
}

function runArtu(...words: readonly string[]): Promise<Outcome> {
  const env = {
    ARTU_API_KEY: 'secret-key-of-artu',
    ARTU_ENVIRONMENT: 'test',
    ARTU_WORKFLOWS_BASE_URL: server.url,
  };
  return run(join(folder.path, 'dist/cli/main.js'), env, words);
}

function runShop(words: readonly string[], input = ''): Promise<Outcome> {
  return run(join(shopFolder.path, 'dist/cli/main.js'), { EXAMPLE_SHOP_BASE_URL: shop.url }, words, input);
}

describe('the package', () => {
  it('has a command, and depends on nothing', () => {
    expect(artu.result.diagnostics).toEqual([]);
    const manifest: unknown = JSON.parse(artu.files.get('package.json') ?? '');
    expect(manifest).toMatchObject({ bin: { artu: './dist/cli/main.js' } });
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('reads as written by hand', () => {
    const commands = artu.files.get('src/cli/workflows/executions.ts') ?? '';
    expect(commands.slice(commands.indexOf('/** Command that calls {@link waitUntil')))
      .toMatchInlineSnapshot(`
      "/** Command that calls {@link waitUntilCompleted}. */
      export const waitUntilCompletedCommand: CliCommand = /* @__PURE__ */ cliWait(waitUntilCompleted, {
        path: ['workflows', 'executions', 'wait-until-completed'],
        summary: 'Wait until status is completed.',
        flags: {
          id: { parameter: 'id', required: true, description: 'Format: uuid.' },
        },
        maxWaitMs: 300_000,
        state: ['status'],
      });
      "
    `);
    expect(artu.files.get('src/cli/main.ts')).toMatchInlineSnapshot(`
      "#!/usr/bin/env node
      import { commands } from './index.js';
      import { createTransport, optionsFromEnvironment } from '../client.js';
      import { runCli } from '../runtime/node-cli.js';

      await runCli(
        commands,
        {
          name: 'artu',
          version: '1.0.0',
          summary: 'Command line of the ARTU Compliance API.',
          variables: [
            'ARTU_API_KEY',
            'ARTU_ENVIRONMENT',
            'ARTU_WORKFLOWS_BASE_URL',
            'ARTU_WORKFLOWS_LOG',
          ],
        },
        () => createTransport(optionsFromEnvironment()),
      );
      "
    `);
  });

  it('compiles under the strictest switches', async () => {
    const programs = [folder, shopFolder].map(({ path }) => join(path, 'src/cli/main.ts'));
    expect(await typeErrors(programs)).toEqual([]);
  });
});

describe('a command', () => {
  it('prints its result for people', async () => {
    const { code, stdout, stderr } = await runArtu('workflows', 'executions', 'retrieve', '--id', completed);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`id: ${completed}\n`);
    expect(stdout).toContain('status: completed\n');
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer secret-key-of-artu');
  });

  it('prints a line of JSON with --json', async () => {
    const { stdout } = await runArtu('workflows', 'executions', 'retrieve', '--json', '--id', completed);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(JSON.parse(stdout)).toMatchObject({ id: completed, status: 'completed' });
  });

  it('ends with 1 if the API responds with an error', async () => {
    const words = ['workflows', 'executions', 'retrieve', '--id', unknown];
    expect(await runArtu(...words)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'workflows.executions.retrieve: status 404: execution not found\n',
    });
    const { code, stderr } = await runArtu(...words, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ name: 'ApiStatusError', status: 404, requestId: 'req_1' });
  });

  it.each([
    ['workflows executions retrieve', 'Missing flag --id.'],
    ['workflows executions retrieve --id x', '--id: expected uuid, received string'],
    [`workflows executions wait --id ${completed} --timeout-ms soon`, '--timeout-ms must be a number.'],
    ['workflows executions remove', 'Unknown command: artu workflows executions remove.'],
    ['workflows', 'Usage: artu workflows <command>'],
  ])('ends with 2 for `%s`, and sends nothing', async (words, message) => {
    const before = server.requests.length;
    const { code, stdout, stderr } = await runArtu(...words.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(server.requests).toHaveLength(before);
  });

  it('sends flags as properties of the body', async () => {
    const words = 'products create --name Tea --code TEA-77 --kind tea --price 1.5 --secret s';
    const { code, stderr } = await runShop([
      ...words.split(' '),
      '--labels',
      '{"origin":"Darjeeling Hills"}',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(shop.requests.at(-1)?.body ?? '')).toEqual({
      code: 'TEA-77',
      kind: 'tea',
      labels: { origin: 'Darjeeling Hills' },
      name: 'Tea',
      price: 1.5,
      secret: 's',
    });
  });

  it('reads the body from a file or standard input, and flags override it', async () => {
    const body = { code: 'TEA-77', kind: 'tea', name: 'Tea', price: 1.5, secret: 's' };
    const file = join(shopFolder.path, 'body.json');
    await writeFile(file, JSON.stringify(body));
    await runShop(['products', 'create', '--body', file, '--name', 'Green tea']);
    expect(JSON.parse(shop.requests.at(-1)?.body ?? '')).toEqual({ ...body, name: 'Green tea' });
    await runShop(['products', 'create', '--body', '-'], JSON.stringify(body));
    expect(JSON.parse(shop.requests.at(-1)?.body ?? '')).toEqual(body);
  });

  it('prints each item of a stream', async () => {
    const { stdout } = await runShop(['products', 'export', '--json']);
    expect(stdout).toBe(`${JSON.stringify(tea)}\n${JSON.stringify(tea)}\n`);
  });

  it('writes bytes to a file', async () => {
    const file = join(shopFolder.path, 'photo.png');
    await runShop(['products', 'photo', '--id', '1', '--format', 'png', '--output', file]);
    expect([...(await readFile(file))]).toEqual([137, 80, 78, 71]);
  });
});

describe('a wait', () => {
  const wait = ['workflows', 'executions', 'wait-until-completed', '--id'];

  it('shows its progress on standard error', async () => {
    const { code, stdout, stderr } = await runArtu(...wait, completed, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'completed' });
    expect(stderr).toMatch(/^completed \(\d+ s\)\n$/);
  });

  it('ends with 3 at a state of failure, and with 4 at the end of its time', async () => {
    const failed = await runArtu(...wait, errored);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain('ended as errored: no rows');
    const late = await runArtu(...wait, running, '--max-wait-ms', '100');
    expect(late.code).toBe(4);
    expect(late.stderr).toContain('timed out');
  });
});

describe('help', () => {
  it('lists resources, commands and flags', async () => {
    expect((await runArtu('--help')).stdout).toMatchInlineSnapshot(`
      "Command line of the ARTU Compliance API.

      Usage: artu <command> [flags]

      Commands:
        workflows   executions
        completion  Print a script for bash, zsh or fish.

      Environment:
        ARTU_API_KEY
        ARTU_ENVIRONMENT
        ARTU_WORKFLOWS_BASE_URL
        ARTU_WORKFLOWS_LOG

      Exit codes:
        0  success
        1  the API responded with an error, or cannot be reached
        2  the command line or an input is invalid; nothing was sent
        3  a wait ended in a state of failure
        4  a call or a wait timed out

      artu <command> --help explains a command.
      "
    `);
    expect((await runArtu('workflows', 'executions', '--help')).stdout).toMatchInlineSnapshot(`
      "Usage: artu workflows executions <command> [flags]

      Commands:
        retrieve              Retrieve a workflow execution by ID
        wait                  Wait for a workflow execution to reach a terminal state (long-poll).
        wait-until-completed  Wait until status is completed.

      artu workflows executions <command> --help explains a command.
      "
    `);
    expect((await runArtu('workflows', 'executions', 'wait', '--help')).stdout).toMatchInlineSnapshot(`
      "Wait for a workflow execution to reach a terminal state (long-poll).

      Usage: artu workflows executions wait [flags]

      Flags:
        --id STRING          Required. Format: uuid.
        --timeout-ms NUMBER  Minimum: 1000. Maximum: 60000.
        --json               Print JSON, one line for each result.
        --output FILE        Write the result to this file.
        --help               Print this text.
      "
    `);
  });
});

describe('completion', () => {
  it.each([
    ['', 'workflows\ncompletion\n'],
    ['workflows executions ', 'retrieve\nwait\nwait-until-completed\n'],
    ['workflows executions retrieve --', '--id\n--json\n--output\n--help\n'],
  ])('of `artu %s`', async (words, expected) => {
    expect((await runArtu('--complete', ...words.split(' '))).stdout).toBe(expected);
  });

  it('of the values of a flag', async () => {
    expect((await runShop(['--complete', 'products', 'create', '--kind', ''])).stdout).toBe('tea\ncoffee\n');
  });

  it('in bash', async () => {
    const { stdout: script } = await runArtu('completion', 'bash');
    const program = `
artu() { '${process.execPath}' '${join(folder.path, 'dist/cli/main.js')}' "$@"; }
${script}
COMP_WORDS=(artu workflows executions wait-)
COMP_CWORD=3
_artu
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const child = spawn('bash', ['-c', program]);
    expect(await text(child.stdout)).toBe('wait-until-completed\n');
  });

  it.each(['zsh', 'fish'])('has a script for %s', async (shell) => {
    const { code, stdout } = await runArtu('completion', shell);
    expect(code).toBe(0);
    expect(stdout).toContain('artu --complete');
  });

  it('of an unknown shell is an error', async () => {
    const { code, stderr } = await runArtu('completion', 'cmd');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'Usage: artu completion bash|zsh|fish\n' });
  });
});
