/** `clientwright init`: writes a configuration file, adds scripts to `package.json`, and prints the next steps. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { configFileNames } from '../config/config.ts';
import { readConfigFile } from '../config/load-config.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { kebabCase, splitWords } from '../naming/words.ts';
import type { InitFlags } from './command-line.ts';
import { coloursOf, type Context, type ExitCode, exitCodes } from './environment.ts';
import { workflowFiles, writeWorkflows, type WorkflowFile } from './workflows.ts';
import { readTemplates, type TemplatePackage } from './template-packages.ts';
import { printJsonReport, printResult, refuseFor } from './report.ts';

/** Never overwrites a configuration file. */
export async function initCommand(flags: InitFlags, context: Context): Promise<ExitCode> {
  const folder = context.environment.cwd;
  const refusal = await findRefusal(flags, folder);
  if (refusal !== null) return refuseFor(refusal, context);
  const templates = await readTemplates(flags.templates, folder);
  const edit = editManifest(await textOf(join(folder, 'package.json')), templates);
  const out = flags.out ?? `generated/${folderName(flags.spec)}`;
  const configFile = edit.isModule ? 'clientwright.config.ts' : 'clientwright.config.mts';
  const workflows = await workflowFiles(flags.ci);
  const text = configFileText({ ...flags, out, templates });
  const written = await writeSetUp({ folder, configFile, text, edit, workflows });
  if (!written.ok) return refuseFor(written.report, context);
  const outcome = { files: written.files, edit, templates, hasWorkflows: flags.ci !== null };
  printResult(nextSteps(outcome, context), context);
  const details = { written: written.files, scripts: edit.added };
  await printJsonReport({ ok: true, runs: [], details }, context);
  return exitCodes.ok;
}

function folderName(spec: string): string {
  return kebabCase(splitWords(basename(spec, extname(spec)))) || 'api';
}

async function findRefusal({ spec, templates }: InitFlags, folder: string): Promise<Report | null> {
  for (const name of configFileNames) {
    const found = await readConfigFile(join(folder, name), name);
    if (found.kind === 'absent') continue;
    const help = templateLines(name, await readTemplates(templates, folder));
    return { code: 'CW6010', message: `"${name}" already exists.`, ...(help === null ? {} : { help }) };
  }
  const isReadable = (await textOf(resolve(folder, spec))) !== null;
  return isReadable ? null : { code: 'CW6011', message: `Cannot read the document "${spec}".` };
}

/** The lines that add templates to a configuration, which may be code of any form. `null`: there are none. */
function templateLines(configFile: string, templates: readonly TemplatePackage[]): string | null {
  if (templates.length === 0) return null;
  if (configFile.endsWith('.json'))
    return 'JSON cannot import templates. Rewrite it as clientwright.config.ts.';
  const packages = templates.map(({ name, range }) => `${name}@${range}`).join(' ');
  return [
    `Run \`npm install --save-dev ${packages}\`, and add these lines to the configuration:`,
    ...templates.map(importLine),
    templatesLine(templates),
  ].join('\n');
}

interface SetUp {
  readonly folder: string;
  readonly configFile: string;
  readonly text: string;
  readonly edit: ScriptsEdit;
  readonly workflows: readonly WorkflowFile[];
}

type Written =
  { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly report: Report };

async function writeSetUp({ folder, configFile, text, edit, workflows }: SetUp): Promise<Written> {
  try {
    await writeFile(join(folder, configFile), text, { flag: 'wx' });
    if (edit.text !== null) await writeFile(join(folder, 'package.json'), edit.text);
    const added = await writeWorkflows(folder, workflows);
    return { ok: true, files: [configFile, ...(edit.text === null ? [] : ['package.json']), ...added] };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const message = `Cannot write the configuration file or package.json (${reason}).`;
    return { ok: false, report: { code: 'CW6011', message } };
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

interface ConfigAnswers {
  readonly templates: readonly TemplatePackage[];
  readonly spec: string;
  readonly out: string;
  readonly packageName: string | null;
}

/** Formatted as prettier formats with single quotes. */
function configFileText({ spec, out, packageName, templates }: ConfigAnswers): string {
  return [
    `import { defineConfig } from 'clientwright';`,
    ...templates.map(importLine),
    '',
    'export default defineConfig({',
    `  spec: ${quoted(spec)},`,
    `  out: ${quoted(out)},`,
    ...(packageName === null ? [] : [`  name: ${quoted(packageName)},`]),
    ...(templates.length === 0 ? [] : [templatesLine(templates)]),
    '});',
    '',
  ].join('\n');
}

function importLine({ name, local }: TemplatePackage): string {
  return `import ${local} from ${quoted(name)};`;
}

function templatesLine(templates: readonly TemplatePackage[]): string {
  return `  templates: [${templates.map(({ local }) => `${local}()`).join(', ')}],`;
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return /^[^'\\]*$/.test(json) && !text.includes('"') ? `'${text}'` : json;
}

/** The names that the documentation uses. */
const scripts = [
  { name: 'pull', command: 'clientwright pull' },
  { name: 'generate', command: 'clientwright generate' },
  { name: 'check', command: 'clientwright check' },
  { name: 'diff', command: 'clientwright diff' },
] as const;

type Script = (typeof scripts)[number];

interface ScriptsEdit {
  /** `null`: nothing to write. There is no file, it is not a JSON object, or it has all scripts. */
  readonly text: string | null;
  /** Names of the scripts that run clientwright after the edit, including those that existed before. */
  readonly added: readonly string[];
  /** True if Node treats a `.ts` file beside it as an ES module. */
  readonly isModule: boolean;
}

/** Keeps the layout of the file, and every script and dependency that it already has. */
function editManifest(text: string | null, templates: readonly TemplatePackage[]): ScriptsEdit {
  const tree = text === null ? undefined : parseTree(text);
  if (text === null || tree?.type !== 'object') return { text: null, added: [], isModule: true };
  const valueAt = (...path: string[]): unknown => findNodeAtLocation(tree, path)?.value;
  const free = scripts.filter(({ name }) => valueAt('scripts', name) === undefined);
  const sections = ['dependencies', 'devDependencies'];
  const missing = templates.filter(
    ({ name }) => !sections.some((section) => valueAt(section, name) !== undefined),
  );
  const withScripts = free.reduce(
    (edited, { name, command }) => setEntry(edited, ['scripts', name], command),
    text,
  );
  const changed = missing.reduce(
    (edited, { name, range }) => setEntry(edited, ['devDependencies', name], range),
    withScripts,
  );
  const isOurs = ({ name, command }: Script): boolean =>
    valueAt('scripts', name) === command || free.some((script) => script.name === name);
  return {
    text: changed === text ? null : changed,
    added: scripts.filter(isOurs).map(({ name }) => name),
    isModule: valueAt('type') === 'module',
  };
}

function setEntry(text: string, path: readonly string[], value: string): string {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const formattingOptions = indent.startsWith('\t')
    ? { insertSpaces: false, tabSize: 1 }
    : { insertSpaces: true, tabSize: indent.length };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

interface Outcome {
  readonly templates: readonly TemplatePackage[];
  readonly files: readonly string[];
  readonly edit: ScriptsEdit;
  readonly hasWorkflows: boolean;
}

function nextSteps({ files, edit, templates, hasWorkflows }: Outcome, context: Context): string {
  const { green, bold } = coloursOf('stdout', context);
  const missing = scripts.filter(({ name }) => !edit.added.includes(name));
  const others = files.filter((file) => file !== 'package.json');
  return [
    ...others.map((file) => `${green('written')} ${visibleText(file)}`),
    ...(edit.added.length > 0 ? [`${green('written')} package.json: scripts ${edit.added.join(', ')}`] : []),
    ...(missing.length > 0 ? ['Add these scripts to package.json, under names that are free:'] : []),
    ...missing.map(({ name, command }) => `  "${name}": "${command}"`),
    ...templates.map(({ name }) => `${green('written')} package.json: template ${name}`),
    '',
    'Next steps:',
    `  1. Run ${bold('npm install --save-dev clientwright')}, unless it is installed.${templates.length === 0 ? '' : ' It installs the templates, too.'}`,
    `  2. Run ${bold('npx clientwright generate')}, and read the generated package.`,
    '  3. Commit the package with the document.',
    hasWorkflows
      ? '  4. Commit the workflows. docs/ci of clientwright describes them.'
      : `  4. Run ${bold('npx clientwright check')} in CI. docs/ci of clientwright has workflows for GitHub and GitLab.`,
    '  5. Install the package as its README.md describes, and import it. Nothing has to be built.',
    '',
  ].join('\n');
}
