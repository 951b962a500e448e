import { describe, expect, test } from 'vitest';
import {
  code,
  defineTemplate,
  external,
  testTemplate,
  type AnyTemplate,
  type Code,
} from '../../generator/clientwright.ts';

const spec = JSON.stringify({ openapi: '3.1.1', info: { title: 'Empty', version: '1' }, paths: {} });

/** A template that adds one constant of the given value, as `./name`. */
function adding(name: string, value: () => Code): AnyTemplate {
  return defineTemplate({
    name,
    slot: null,
    declare(_api, plan) {
      const file = plan.file({ identity: name, path: `src/${name}.ts` });
      const symbol = plan.symbol({ identity: `${name}:${name}`, file, name, meaning: 'value' });
      const statement = { kind: 'const', name: symbol, exported: true, type: code`unknown` } as const;
      return {
        files: [{ file, render: () => ({ kind: 'code', statements: [{ ...statement, value: value() }] }) }],
        package: { exports: { [`./${name}`]: file }, scripts: { [name]: `run ${name}` } },
      };
    },
  });
}

async function manifestOf(...templates: readonly AnyTemplate[]): Promise<Readonly<Record<string, unknown>>> {
  const { files, diagnostics } = await testTemplate(templates, spec);
  expect(diagnostics).toEqual([]);
  return Object(JSON.parse(files.get('package.json') ?? '{}'));
}

describe('a template adds to the package.json', () => {
  const zod = adding('schemas', () => external('z', { from: 'zod', range: '^4.0.0' }));

  test('the package that its code imports, in the section of its kind', async () => {
    const msw = adding('mocks', () => external('http', { from: 'msw/node', range: '^2.0.0', kind: 'dev' }));
    const react = adding('hooks', () => external('use', { from: 'react', range: '>=18', kind: 'peer' }));
    const log = adding('log', () => external('pino', { from: 'pino', range: '^9.0.0', kind: 'optional' }));
    const manifest = await manifestOf(zod, msw, react, log);
    expect(manifest['dependencies']).toEqual({ zod: '^4.0.0' });
    expect(manifest['peerDependencies']).toEqual({ pino: '^9.0.0', react: '>=18' });
    expect(manifest['peerDependenciesMeta']).toEqual({ pino: { optional: true } });
    expect(manifest['devDependencies']).toEqual({
      msw: '^2.0.0',
      pino: '^9.0.0',
      react: '>=18',
      typescript: '>=5.9',
    });
  });

  test('a subpath of its file, and a script', async () => {
    const manifest = await manifestOf(zod);
    expect(manifest['exports']).toMatchObject({
      './schemas': { types: './dist/schemas.d.ts', default: './dist/schemas.js' },
    });
    expect(manifest['scripts']).toMatchObject({ build: 'tsc', schemas: 'run schemas' });
  });

  test('a command, whose file is a program', async () => {
    const command = (name: string): AnyTemplate =>
      defineTemplate({
        name,
        slot: null,
        declare(_api, plan) {
          const file = plan.file({ identity: name, path: `src/${name}.ts` });
          const run = code`console.log(${external('argv', { from: 'node:process' })})`;
          return {
            files: [{ file, render: () => ({ kind: 'code', statements: [{ kind: 'program', run }] }) }],
            package: { bin: [{ file, suffix: '-shell' }] },
          };
        },
      });
    const { files } = await testTemplate(command('shell'), spec);
    expect(Object(JSON.parse(files.get('package.json') ?? '{}')).bin).toEqual({
      'test-package-shell': './dist/shell.js',
    });
    expect(files.get('src/shell.ts')).toBe(
      `#!/usr/bin/env node\nimport { argv } from 'node:process';\n\nconsole.log(argv);\n`,
    );
    const { diagnostics } = await testTemplate([command('shell'), command('repl')], spec);
    expect(diagnostics).toMatchObject([
      {
        message: 'The template "repl" adds the command "<package>-shell", which another template has added.',
      },
    ]);
  });

  test('nothing for a module of Node.js', async () => {
    const hash = adding('hash', () => external('createHash', { from: 'node:crypto' }));
    expect(await manifestOf(hash)).not.toHaveProperty('dependencies');
  });

  test('a package once: what is needed to run counts for more than a dev dependency', async () => {
    const dev = adding('more', () => external('z', { from: 'zod', range: '^4.0.0', kind: 'dev' }));
    const manifest = await manifestOf(dev, zod);
    expect(manifest['dependencies']).toEqual({ zod: '^4.0.0' });
    expect(manifest['devDependencies']).not.toHaveProperty('zod');
  });

  test('and is refused where two templates disagree', async () => {
    const older = adding('older', () => external('z', { from: 'zod', range: '^3.0.0' }));
    const { diagnostics } = await testTemplate([zod, older], spec);
    expect(diagnostics).toMatchObject([
      { code: 'CW4009', message: 'Templates need the package "zod" in different ranges: ^3.0.0, ^4.0.0.' },
    ]);
  });

  test('but no subpath or script of another template', async () => {
    const twin: AnyTemplate = {
      ...zod,
      name: 'twin',
      declare: () => ({ files: [], package: { scripts: { schemas: 'x' } } }),
    } as AnyTemplate;
    const { diagnostics } = await testTemplate([zod, twin], spec);
    expect(diagnostics).toMatchObject([
      {
        code: 'CW4003',
        message: 'The template "twin" adds the script "schemas", which another template has added.',
      },
    ]);
  });
});
