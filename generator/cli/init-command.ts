/** `clientwright init` → a configuration file and the scripts of `package.json`, and what to do next. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { configFileNames, readConfigFile } from '../config/load-config.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { kebabCase, splitWords } from '../naming/words.ts';
import type { InitFlags } from './command-line.ts';
import { configFileText } from './config-file-text.ts';
import { coloursOf, printResult } from './context.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printJsonReport } from './json-report.ts';
import { addScripts, scripts } from './package-scripts.ts';
import type { ScriptsEdit } from './package-scripts.ts';
import { refuseFor } from './usage.ts';

/** Never writes over a file: a set-up that is there is somebody's work. */
export async function initCommand(flags: InitFlags, context: Context): Promise<ExitCode> {
  const folder = context.environment.cwd;
  const refusal = await refusalOf(flags, folder);
  if (refusal !== null) return refuseFor(refusal, context);
  const edit = addScripts(await textOf(join(folder, 'package.json')));
  const out = flags.out ?? `generated/${folderName(flags.spec)}`;
  const configFile = edit.isModule ? 'clientwright.config.ts' : 'clientwright.config.mts';
  const written = await writeSetUp({ folder, configFile, text: configFileText({ ...flags, out }), edit });
  if (!written.ok) return refuseFor(written.report, context);
  printResult(nextSteps(configFile, edit, context), context);
  const details = { written: written.files, scripts: edit.added };
  await printJsonReport({ ok: true, runs: [], details }, context);
  return exitCodes.ok;
}

function folderName(spec: string): string {
  return kebabCase(splitWords(basename(spec, extname(spec)))) || 'api';
}

async function refusalOf({ spec }: InitFlags, folder: string): Promise<Report | null> {
  for (const name of configFileNames) {
    if ((await readConfigFile(join(folder, name), name)) === null) continue;
    return { code: 'CW6010', message: `There is a ${name} already.` };
  }
  const isThere = (await textOf(resolve(folder, spec))) !== null;
  return isThere ? null : { code: 'CW6011', message: `The document "${spec}" cannot be read.` };
}

interface SetUp {
  readonly folder: string;
  readonly configFile: string;
  readonly text: string;
  readonly edit: ScriptsEdit;
}

type Written =
  { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly report: Report };

async function writeSetUp({ folder, configFile, text, edit }: SetUp): Promise<Written> {
  try {
    await writeFile(join(folder, configFile), text, { flag: 'wx' });
    if (edit.text === null) return { ok: true, files: [configFile] };
    await writeFile(join(folder, 'package.json'), edit.text);
    return { ok: true, files: [configFile, 'package.json'] };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { ok: false, report: { code: 'CW6011', message: `Files cannot be written here (${reason}).` } };
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

function nextSteps(configFile: string, edit: ScriptsEdit, context: Context): string {
  const { green, bold } = coloursOf('stdout', context);
  const missing = scripts.filter(({ name }) => !edit.added.includes(name));
  return [
    `${green('written')} ${configFile}`,
    ...(edit.added.length > 0 ? [`${green('written')} package.json: scripts ${edit.added.join(', ')}`] : []),
    ...(missing.length > 0 ? ['Add to the scripts of package.json under names that are free:'] : []),
    ...missing.map(({ name, command }) => `  "${name}": "${command}"`),
    '',
    'Next:',
    `  1. ${bold('npm install --save-dev clientwright')}, if it is not there yet`,
    `  2. ${bold('npx clientwright generate')}, and read what it wrote`,
    '  3. commit the package with the document',
    `  4. run ${bold('npx clientwright check')} in CI`,
    '  5. link and build the package, as its README.md says, and import it',
    '',
  ].join('\n');
}
