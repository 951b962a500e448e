/** npm packages of templates, as `init` adds them to a project. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPackageName } from '../config/values.ts';
import { camelCase, splitWords } from '../naming/words.ts';

/** A package whose default export is a function that returns a template. */
export interface TemplatePackage {
  readonly name: string;
  /** Version range for `devDependencies`. */
  readonly range: string;
  /** Name of the import: `routes` of `clientwright-template-routes`. */
  readonly local: string;
}

/** Parses `@acme/routes@^1.0.0`. `null`: it does not start with the name of a package. */
export function parseTemplate(word: string): { readonly name: string; readonly range: string | null } | null {
  const [, name = '', range = ''] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
  return isPackageName(name) ? { name, range: range === '' ? null : range } : null;
}

/** Without a range, that of the installed version; `latest` if the package is not installed. */
export async function readTemplates(
  words: readonly string[],
  folder: string,
): Promise<readonly TemplatePackage[]> {
  const found = words.map(parseTemplate).filter((each) => each !== null);
  const locals = found.map(({ name }) => localName(name));
  return Promise.all(
    found.map(async ({ name, range }, index) => ({
      name,
      range: range ?? (await installedRange(folder, name)),
      // Packages of two scopes may have one name.
      local: uniqueName(locals[index] ?? 'template', locals.slice(0, index)),
    })),
  );
}

function localName(name: string): string {
  const own = name.replace(/^@[^/]*\//, '').replace(/^clientwright-(?:template-)?/, '');
  const local = camelCase(splitWords(own));
  return /^[a-z]\w*$/i.test(local) && local !== 'defineConfig' ? local : 'template';
}

function uniqueName(name: string, taken: readonly string[]): string {
  const twins = taken.filter((each) => each === name).length;
  return twins === 0 ? name : `${name}${twins + 1}`;
}

async function installedRange(folder: string, name: string): Promise<string> {
  try {
    const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
    return hasVersion ? `^${String(manifest.version)}` : 'latest';
  } catch {
    return 'latest';
  }
}
