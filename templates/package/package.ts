/** The built-in template of the slot `package`: what makes the folder an npm package that is pleasant to review. */
import {
  defineTemplate,
  type Api,
  type FileTemplate,
  type Plan,
  type RenderContext,
  type Template,
} from '../../generator/index.ts';
import { packageManifest } from './package-manifest.ts';
import { readme } from './readme.ts';

/** `package.json`, `tsconfig.json`, `README.md`, `API.md`, `.gitattributes` and `.gitignore`. */
export function packageFiles(): Template<'package'> {
  return defineTemplate({
    name: 'package',
    slot: 'package',
    declare(api, plan) {
      return { slot: { manifest: 'package.json' }, files: filesOf(api, plan) };
    },
  });
}

/** Files for review beside sources that belong to an application: `API.md` and `.gitattributes`. */
export function sourceFiles(): Template<'package'> {
  return defineTemplate({
    name: 'sources',
    slot: 'package',
    declare: (_api, plan) => ({ slot: { manifest: null }, files: filesForReview(plan) }),
  });
}

function filesForReview(plan: Plan): readonly FileTemplate[] {
  return [
    declareFile(plan, 'API.md', (context) => ({ kind: 'signatures', title: context.package.name })),
    declareFile(plan, '.gitattributes', (context) => ({ kind: 'text', text: gitAttributesOf(context) })),
  ];
}

function declareFile(plan: Plan, name: string, render: FileTemplate['render']): FileTemplate {
  return { file: plan.file({ identity: `package:${name}`, path: name }), render };
}

function filesOf(api: Api, plan: Plan): readonly FileTemplate[] {
  const declare = (name: string, render: FileTemplate['render']): FileTemplate =>
    declareFile(plan, name, render);
  return [
    declare('package.json', (context) => ({ kind: 'json', value: packageManifest(api, context) })),
    declare('tsconfig.json', (context) => ({ kind: 'json', value: compilerOptions(context) })),
    declare('README.md', (context) => ({ kind: 'text', text: readme(api, context), isFormatted: true })),
    ...filesForReview(plan),
    declare('.gitignore', (context) => ({ kind: 'text', text: gitIgnore(context) })),
  ];
}

/** Reviewers read the signatures, the names and the manifest; the rest is folded by the host. */
const gitAttributes = `* linguist-generated=true text eol=lf
API.md -linguist-generated
CHANGES.md -linguist-generated
.clientwright/names.json -linguist-generated
.clientwright/manifest.json -linguist-generated
`;

/** What git shows of `dist/` is that it has changed. A merge keeps one side whole, until the next run builds it again. */
const distAttributes = `/dist/** binary linguist-generated=true
`;

function gitAttributesOf({ package: { isBuilt } }: RenderContext): string {
  return isBuilt ? `${gitAttributes}${distAttributes}` : gitAttributes;
}

/**
 * From the folder itself, as a resource may be called `dist`; npm goes by `files` of `package.json`. A project often
 * ignores each `dist`, and a built one is committed.
 */
function gitIgnore({ package: { isBuilt } }: RenderContext): string {
  return isBuilt ? '!/dist/\n/node_modules/\n' : '/dist/\n/node_modules/\n';
}

/** Sources that import each other as `.ts`, or that the run has built, are only checked. */
function compilerOptions({ package: { importExtension, isBuilt } }: RenderContext): object {
  const checkedOnly =
    importExtension === 'ts' ? { allowImportingTsExtensions: true, noEmit: true } : { noEmit: true };
  const output = importExtension === 'ts' || isBuilt ? checkedOnly : compiled;
  return { compilerOptions: { ...checked, ...output }, include: ['src'] };
}

const checked = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  declaration: true,
};

const compiled = { declarationMap: true, sourceMap: true, rootDir: 'src', outDir: 'dist' };
