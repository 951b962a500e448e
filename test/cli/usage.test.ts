import { describe, expect, it } from 'vitest';
import { folderWith, runMain } from './run-main.ts';

describe('wrong usage', () => {
  it.each([
    [['genrate'], 'Unknown command "genrate"', 'Did you mean "generate"?'],
    [['generate', '--ovrlay', 'x'], 'Unknown option "--ovrlay"', 'Did you mean "--overlay"?'],
    [['generate', '--spce=x'], 'Unknown option "--spce"', 'Did you mean "--spec"?'],
    [['check', '--force'], 'Unknown option "--force"', 'an option of generate'],
    [['genrate', '--spec', 'x'], 'Unknown command "genrate"', 'Did you mean "generate"?'],
    [['generate', '-spec', 'x'], 'Unknown option "-spec"', 'Did you mean "--spec"?'],
    [['generate', '--', 'x'], 'Unknown option "--"', '--help'],
    [['generate', '-q'], 'Unknown option "-q"', '--help'],
    [['--spec', 'x'], 'Unknown option "--spec"', 'Name a command first'],
    [['generate', '--constructor', 'x'], 'Unknown option "--constructor"', '--help'],
    [['generate', '--__proto__.x', '1'], 'Unknown option "--__proto__.x"', '--help'],
    [['generate', 'specs/api.json'], 'Unexpected argument "specs/api.json"', '--spec specs/api.json'],
    [['generate', '--spec'], 'Missing value of "--spec"', '--help'],
    [['generate', '--spec', '--out', 'g'], 'Missing value of "--spec"', '--help'],
    [['generate', '--spec=', '--out', 'g'], 'Missing value of "--spec"', '--help'],
    [['generate', '--spec', 'a', '--out', ''], 'Missing value of "--out"', '--help'],
    [['generate', '--spec', 'a', '--spec', 'b'], 'Repeated option "--spec"', 'Give it once'],
    [['generate', '--strict=maybe'], 'Wrong value "maybe" of "--strict"', '`--strict=false`'],
    [['generate', '--strict='], 'Wrong value "" of "--strict"', '`--strict`'],
    [['generate', '--strict', 'maybe'], 'Unexpected argument "maybe"', '--spec maybe'],
    [['generate', '--format', 'xml'], 'Unknown value "xml" of "--format"', 'pretty, json, github'],
    [['generate', '--format=jsno'], 'Unknown value "jsno" of "--format"', 'Did you mean "json"?'],
    [['generate', '--dump', 'plan'], 'Unknown value "plan" of "--dump"', 'Use one of: api'],
    [['generate', '--name', 'Not A Name'], '"Not A Name" is not a valid npm package name', '@acme/orders'],
    [['init'], 'Missing option "--spec"', 'init --spec'],
    [[], 'Missing command', 'generate, check, diff, names, pull, watch, init'],
  ])('%j exits 2, says why, and what to do', async (words, message, help) => {
    const answer = await runMain(words, { cwd: await folderWith({}) });
    expect(answer.code).toBe(2);
    expect(answer.stdout).toBe('');
    expect(answer.stderr).toContain('error CW6001');
    expect(answer.stderr).toContain(message);
    expect(answer.stderr).toContain(help);
    expect(answer.loaded).toBe(false);
  });

  it('is told as JSON where JSON is asked for', async () => {
    const answer = await runMain(['genrate', '--format', 'json'], { cwd: await folderWith({}) });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toBe('');
    expect(JSON.parse(answer.stdout)).toMatchObject({ ok: false, diagnostics: [{ code: 'CW6001' }] });
  });
});

describe('--help and --version', () => {
  it('show the commands, examples and exit codes', async () => {
    const answer = await runMain(['--help'], { cwd: await folderWith({}) });
    expect(answer.code).toBe(0);
    expect(answer.stderr).toBe('');
    for (const text of ['generate', 'check', 'init', 'Examples:', '--spec specs/api.json', 'Exit codes']) {
      expect(answer.stdout).toContain(text);
    }
    expect(answer.loaded).toBe(false);
  });

  it('show the options of one command', async () => {
    const { code, stdout } = await runMain(['generate', '--help'], { cwd: await folderWith({}) });
    expect(code).toBe(0);
    for (const option of ['config', 'spec', 'out', 'overlay', 'name', 'api', 'strict', 'force', 'dump']) {
      expect(stdout).toContain(`--${option} `);
    }
  });

  it('show the version of the package', async () => {
    const { code, stdout } = await runMain(['--version'], { cwd: await folderWith({}) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it.each(['--help=true', '-h', '--help=false'])('show help, and generate nothing, for %s', async (word) => {
    const answer = await runMain(['generate', '--spec', 'a', '--out', 'b', word], {
      cwd: await folderWith({}),
    });
    expect(answer).toMatchObject({ code: 0, loaded: false, stdout: expect.stringContaining('--spec') });
  });
});
