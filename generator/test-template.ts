/** Runs templates over a document in memory: how the author of a template tests it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { GenerateOptions } from './options.ts';
import type { AnyTemplate } from './template/template.ts';

export interface TemplateTest {
  /** Path to text, formatted, as it would be written. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files that the built-in templates and these make of a document; none after an error.
 *
 * @param spec Text of an OpenAPI document, JSON or YAML.
 * @example
 * const { files } = await testTemplate(routes, await readFile('library.yaml', 'utf8'));
 * expect(files.get('src/routes.ts')).toContain('books.retrieve');
 */
export async function testTemplate(
  templates: AnyTemplate | readonly AnyTemplate[],
  spec: string,
): Promise<TemplateTest> {
  const { renderPackage } = await import('./generate.ts');
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-'));
  try {
    const name = spec.trimStart().startsWith('{') ? 'spec.json' : 'spec.yaml';
    await writeFile(join(folder, name), spec);
    return await renderPackage(optionsFor({ folder, spec: name, templates: [templates].flat() }));
  } finally {
    await rm(folder, { recursive: true });
  }
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
