/** Sources in a folder of an application: no package around them, and no compiler switch that they need. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkConfig } from '../../generator/config/settings.ts';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { tanstackQuery } from '../../templates/tanstack-query/tanstack-query.ts';
import { generatePackage, root, withFolder, type Files } from '../support/generated-package.ts';
import { filesThatPrettierChanges } from '../support/prettier-check.ts';
import { runCompiler } from '../support/run-compiler.ts';

const spec = readFileSync(join(root, 'specs/workflows.json'), 'utf8');

const options = { package: false, importExtension: 'none' } as const;

let files: Files;

beforeAll(async () => {
  ({ files } = await generatePackage({ spec, options }));
});

const caller = `
import { createClient, WorkflowExecution } from './api';
const artu = createClient({
  bearerAuth: 'key',
  environmentHeader: 'test',
  maxRetries: 0,
  fetch: async (url) => Response.json({ url }, { status: 404 }),
});
artu.workflows.executions.retrieve({ id: '7a0f2a50-3b0c-4c8e-9d7a-0c1f6a2b3c4d' }).catch((error) => {
  console.log(error.name, error.status, WorkflowExecution.is({}));
});
`;

describe('package: false', () => {
  it('writes sources, and what reviewers and the next run need', () => {
    expect([...files.keys()].filter((path) => !path.endsWith('.ts'))).toEqual([
      '.clientwright/manifest.json',
      '.clientwright/names.json',
      '.gitattributes',
      'API.md',
    ]);
    expect([...files.keys()].filter((path) => !path.includes('/') && path.endsWith('.ts'))).toEqual([
      'client.ts',
      'index.ts',
    ]);
    expect(files.get('API.md')).toContain('\n## client.ts\n');
  });

  it('writes files that prettier leaves as they are, although their imports got shorter', async () => {
    expect(await filesThatPrettierChanges(files)).toEqual([]);
  });

  it('makes imports without an extension the default', () => {
    const settingsOf = (config: object): readonly object[] | null =>
      checkConfig({ spec: 's.json', out: 'src/api', ...config }, 'c.ts', new DiagnosticCollector());
    expect(settingsOf({ package: false })).toMatchObject([{ package: false, importExtension: 'none' }]);
    expect(settingsOf({ package: false, importExtension: 'js' })).toMatchObject([{ importExtension: 'js' }]);
    expect(settingsOf({})).toMatchObject([{ package: true, importExtension: 'js' }]);
  });

  it('names the packages that the application has to install', async () => {
    const { result } = await generatePackage({ spec, options: { ...options, templates: [tanstackQuery()] } });
    const messages = result.diagnostics.map(({ code, message }) => `${code} ${message}`);
    expect(messages).toContain('CW4010 The generated code imports packages: @tanstack/query-core@^5.0.0');
  });
});

describe('an application as its tool sets it up', () => {
  it.each([
    [
      'Vite',
      {
        target: 'es2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        module: 'esnext',
        moduleResolution: 'bundler',
        allowImportingTsExtensions: true,
        verbatimModuleSyntax: true,
        moduleDetection: 'force',
        noUnusedLocals: true,
        noUnusedParameters: true,
        erasableSyntaxOnly: true,
        noFallthroughCasesInSwitch: true,
      },
    ],
    [
      'Next.js',
      {
        target: 'ES2017',
        lib: ['dom', 'dom.iterable', 'esnext'],
        module: 'esnext',
        moduleResolution: 'bundler',
        esModuleInterop: true,
        isolatedModules: true,
        resolveJsonModule: true,
        jsx: 'react-jsx',
        allowJs: true,
      },
    ],
  ])('%s: the sources compile', async (_, compilerOptions) => {
    const project = {
      compilerOptions: { ...compilerOptions, types: [], strict: true, skipLibCheck: true, noEmit: true },
    };
    await inApplication(async (folder) => {
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ ...project, include: ['.'] }));
      expect(await runCompiler({ compiler: 'typescript', project: join(folder, 'tsconfig.json') })).toBe('');
    });
  });

  it('Jest: the sources run as CommonJS', async () => {
    await inApplication(async (folder) => {
      // As a transform of Jest does: each file alone, to CommonJS.
      await build({
        absWorkingDir: folder,
        entryPoints: ['caller.ts', 'api/**/*.ts'],
        outdir: 'cjs',
        outbase: '.',
        bundle: false,
        format: 'cjs',
        platform: 'node',
      });
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'cjs/caller.js')]);
      expect(stdout.trim()).toBe('ApiStatusError 404 false');
    });
  });
});

async function inApplication(work: (folder: string) => Promise<void>): Promise<void> {
  const placed = new Map([...files].map(([path, text]) => [`api/${path}`, text]));
  await withFolder(placed, async (folder) => {
    await writeFile(join(folder, 'caller.ts'), caller);
    await work(folder);
  });
}
