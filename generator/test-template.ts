/** Runs templates over a document in memory: how the author of a template tests it. */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { GenerateOptions } from './options.ts';
import type { AnyTemplate } from './template/template.ts';

export interface TemplateTest {
  /** Path to text, formatted, as it would be written. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** Errors of the TypeScript compiler, one a line; `null` without `typeCheck`. */
  readonly typeErrors: readonly string[] | null;
}

export interface TemplateTestOptions {
  /** Compiles the package with its own `tsconfig.json`. Needs `typescript` 5.9 or later in the project. */
  readonly typeCheck?: boolean;
}

/**
 * The files that the built-in templates and these make of a document; none after an error.
 *
 * @param spec Text of an OpenAPI document, JSON or YAML.
 * @throws {Error} With `typeCheck`, where the project has no `typescript`.
 * @example
 * const { files } = await testTemplate(routes, await readFile('library.yaml', 'utf8'));
 * expect(files.get('src/routes.ts')).toContain('books.retrieve');
 */
export async function testTemplate(
  templates: AnyTemplate | readonly AnyTemplate[],
  spec: string,
  { typeCheck = false }: TemplateTestOptions = {},
): Promise<TemplateTest> {
  const { renderPackage } = await import('./dry-run.ts');
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-'));
  try {
    const name = spec.trimStart().startsWith('{') ? 'spec.json' : 'spec.yaml';
    await writeFile(join(folder, name), spec);
    const rendered = await renderPackage(optionsFor({ folder, spec: name, templates: [templates].flat() }));
    return { ...rendered, typeErrors: typeCheck ? await findTypeErrors(rendered.files, folder) : null };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes the files below `folder` and compiles them; nothing is compiled after an error of a template. */
async function findTypeErrors(
  files: ReadonlyMap<string, string>,
  folder: string,
): Promise<readonly string[]> {
  if (files.size === 0) return [];
  const compiler = compilerPath();
  const out = join(folder, 'package');
  for (const [path, text] of files) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
  const output = await runCompiler(compiler, out);
  return output.split('\n').filter((line) => line.trim() !== '');
}

function compilerPath(): string {
  const { resolve } = createRequire(import.meta.url);
  try {
    return join(dirname(resolve('typescript/package.json')), 'bin/tsc');
  } catch {
    throw new Error(
      'testTemplate needs the package "typescript" to check types: run `npm install --save-dev typescript`.',
    );
  }
}

function runCompiler(compiler: string, project: string): Promise<string> {
  const child = fork(compiler, ['-p', project, '--noEmit', '--pretty', 'false'], {
    silent: true,
    cwd: project,
  });
  return new Promise((resolve, reject) => {
    const texts: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => texts.push(String(chunk)));
    child.once('error', reject);
    child.once('close', () => resolve(texts.join('')));
  });
}

interface TestRequest {
  readonly folder: string;
  readonly spec: string;
  readonly templates: readonly AnyTemplate[];
}

function optionsFor({ folder, spec, templates }: TestRequest): GenerateOptions {
  return {
    spec,
    root: null,
    out: 'out',
    overlays: [],
    packageName: 'test-package',
    strict: false,
    force: false,
    allowedOrigins: [],
    propertyOrder: 'name',
    schemas: 'lenient',
    importExtension: 'js',
    templates,
    workingDirectory: folder,
  };
}
