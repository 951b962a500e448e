/** What a package hands to its callers says in words what it is, as an editor shows it (135 of the checklist). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generatePackage, root, type Files } from '../support/generated-package.ts';

const documents = [
  { specFile: 'workflows.json', folder: 'specs', overlayFile: 'specs/workflows.overlay.yaml' },
  { specFile: 'spec.yaml', folder: 'test/fixtures/pet-hotel', overlayFile: null },
];

it.each(documents)('$folder: every public name has a comment', async ({ specFile, folder, overlayFile }) => {
  const overlay = overlayFile === null ? {} : { overlay: await readFile(join(root, overlayFile), 'utf8') };
  const spec = await readFile(join(root, folder, specFile), 'utf8');
  const { files } = await generatePackage({ spec, specFile, ...overlay });
  const declared = publicModules(files).flatMap(({ path, names }) => declarationsIn(files, path, names));
  expect(declared.length).toBeGreaterThan(30);
  expect(declared.filter(({ isDocumented }) => !isDocumented).map(({ name }) => name)).toEqual([]);
});

interface PublicModule {
  readonly path: string;
  /** `null`: all that it exports. */
  readonly names: ReadonlySet<string> | null;
}

/** What the entry hands on, and the modules of resources. A model has the words of the document, or none. */
function publicModules(files: Files): readonly PublicModule[] {
  const entry = files.get('src/index.ts') ?? '';
  const lines = entry.matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/(.*)\.js';$/gm);
  const handedOn = [...lines].map(([, names = '', path]) => ({
    path: `src/${path}.ts`,
    names: new Set(names.split(',').map((name) => name.replace(/\btype\b/, '').trim())),
  }));
  const resources = [...files.keys()].filter((path) => path.startsWith('src/resources/'));
  return [
    ...handedOn.filter(({ path }) => !path.startsWith('src/models/')),
    ...resources.map((path) => ({ path, names: null })),
  ];
}

function declarationsIn(
  files: Files,
  path: string,
  names: PublicModule['names'],
): readonly { readonly name: string; readonly isDocumented: boolean }[] {
  const lines = (files.get(path) ?? '').split('\n');
  const declared = new Map<string, boolean>();
  for (const [index, line] of lines.entries()) {
    const [, name = ''] = /^export (?:const|function|interface|type|class) (\w+)/.exec(line) ?? [];
    if (name === '' || names?.has(name) === false) continue;
    // The interface of a large resource is declared in parts, and says what it is at the first of them.
    if (!declared.has(name)) declared.set(name, lines[index - 1]?.endsWith('*/') === true);
  }
  return [...declared].map(([name, isDocumented]) => ({ name: `${path} ${name}`, isDocumented }));
}
