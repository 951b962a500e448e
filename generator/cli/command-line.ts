/** Parses a command line: into a command with its options, a text to print, or a usage error. */
import { parseArgs } from 'node:util';
import { isPackageName } from '../config/values.ts';
import { parseTemplate } from './template-packages.ts';
import type { RunFlags } from '../config/run-options.ts';
import { severities, type ChangeSeverity } from '../diff/change.ts';
import type { NamesRequest } from '../options.ts';
import { commands, findUsageFault, isCommandName, isRequestForText } from './commands.ts';
import type { OutputFlags, OutputFormat } from './environment.ts';
import type { ExplainFlags } from './explain-check.ts';
import { selectionsOf } from './selection-flags.ts';

/** `init` derives absent values from the name of the document. */
export interface InitFlags {
  readonly spec: string;
  readonly out: string | null;
  readonly packageName: string | null;
  /** Host of the workflows to write; `null`: none. */
  readonly ci: 'github' | 'gitlab' | null;
  /** npm packages of templates: `clientwright-template-routes`, with a version range behind `@` or without. */
  readonly templates: readonly string[];
}

export interface DiffFlags extends RunFlags {
  /** `specs/old.json`, a folder, or `git:REV`; `null`: the committed document. */
  readonly before: string | null;
  /** `null`: the document in the working tree. */
  readonly after: string | null;
  readonly report: ReportFormat;
  readonly failOn: ReadonlySet<ChangeSeverity>;
  /** File with severities and exceptions. */
  readonly review: string | null;
}

export type ReportFormat = 'pretty' | 'markdown' | 'html' | 'json' | 'github';

export type CommandLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string; readonly help: string | null }
  | {
      readonly kind: 'generate';
      readonly flags: RunFlags;
      readonly output: OutputFlags;
      readonly dump: boolean;
      readonly workers: number | null;
    }
  | {
      readonly kind: 'check';
      readonly flags: ExplainFlags;
      readonly output: OutputFlags;
      readonly workers: number | null;
    }
  | { readonly kind: 'diff'; readonly flags: DiffFlags; readonly output: OutputFlags }
  | {
      readonly kind: 'names';
      readonly flags: RunFlags;
      readonly request: NamesRequest;
      readonly output: OutputFlags;
    }
  | { readonly kind: 'pull'; readonly flags: RunFlags; readonly output: OutputFlags }
  | { readonly kind: 'watch'; readonly flags: RunFlags; readonly output: OutputFlags }
  | { readonly kind: 'init'; readonly flags: InitFlags; readonly output: OutputFlags };

/** `--version` prints `version`. Loads yargs for texts alone: loading it takes as long as an unchanged run. */
export async function parseCommandLine(words: readonly string[], version: string): Promise<CommandLine> {
  const fault = findUsageFault(words);
  if (fault !== null) return { kind: 'wrong', ...fault };
  if (!words.some(isRequestForText)) return readCommand(parseWords(words));
  const { requestedText } = await import('./help-text.ts');
  return { kind: 'text', text: await requestedText(words, version) };
}

/** Returns the requested format even where the rest of the command line is wrong, so that a program can read why. */
export function requestedFormat(words: readonly string[]): OutputFormat {
  const requested = words.flatMap((word, index) =>
    word === '--format' ? [words[index + 1]] : word.startsWith('--format=') ? [word.slice(9)] : [],
  );
  return requested.includes('json') ? 'json' : requested.includes('github') ? 'github' : 'pretty';
}

/** Values of options by name, and the words without an option as `_`. */
interface Parsed {
  readonly [option: string]: unknown;
  readonly _: readonly string[];
}

/** `findUsageFault` has refused unknown options and missing values. */
function parseWords([command = '', ...words]: readonly string[]): Parsed {
  const known = isCommandName(command) ? Object.entries(commands[command].options) : [];
  const options = Object.fromEntries(
    known.map(([name, { type }]) => [
      name,
      { type: type === 'boolean' ? ('boolean' as const) : ('string' as const), multiple: type === 'array' },
    ]),
  );
  const { values, positionals } = parseArgs({ args: words, options, strict: false });
  // `--strict=false` is a text to `parseArgs`.
  const read = Object.entries(values).map(([name, value]) => [
    name,
    options[name]?.type === 'boolean' ? value !== 'false' : value,
  ]);
  return { ...Object.fromEntries(read), _: [command, ...positionals] };
}

function readCommand(parsed: Parsed): CommandLine {
  const name = textOf(parsed['name']);
  if (name !== null && !isPackageName(name)) return wrongName(name);
  const output = outputFlags(parsed);
  const workers = typeof parsed['workers'] === 'string' ? Number(parsed['workers']) : null;
  const [command = ''] = parsed._;
  switch (command) {
    case 'check':
      return { kind: 'check', flags: explainFlags(parsed), output, workers };
    case 'diff':
      return { kind: 'diff', flags: diffFlags(parsed), output };
    case 'names':
      return readNames(parsed, output);
    case 'pull':
    case 'watch':
      return { kind: command, flags: runFlags(parsed), output };
    case 'init':
      return readInit(parsed, output);
    default:
      return { kind: 'generate', flags: runFlags(parsed), output, workers, dump: parsed['dump'] === 'api' };
  }
}

function readNames(parsed: Parsed, output: OutputFlags): CommandLine {
  const request = namesRequest(parsed._.slice(1));
  return request === null
    ? {
        kind: 'wrong',
        message: 'Wrong arguments of "names".',
        help: 'Use: clientwright names list | rename NAME TO | release NAME | prune',
      }
    : { kind: 'names', flags: runFlags(parsed), request, output };
}

/** `null`: the words are none. */
function namesRequest([kind = 'list', name, to, ...others]: readonly string[]): NamesRequest | null {
  if (others.length > 0) return null;
  if (kind === 'rename') return name === undefined || to === undefined ? null : { kind, name, to };
  if (to !== undefined) return null;
  if (kind === 'release') return name === undefined ? null : { kind, name };
  return name === undefined && (kind === 'list' || kind === 'prune') ? { kind } : null;
}

function readInit(parsed: Parsed, output: OutputFlags): CommandLine {
  const spec = textOf(parsed['spec']);
  if (spec === null) {
    const help = 'Name the document: clientwright init --spec specs/api.json';
    return { kind: 'wrong', message: 'Missing option "--spec".', help };
  }
  const templates = textsOf(parsed['template']);
  const wrong = templates.find((word) => parseTemplate(word) === null);
  if (wrong !== undefined) return wrongName(wrong);
  const flags = {
    spec,
    templates,
    out: textOf(parsed['out']),
    packageName: textOf(parsed['name']),
    ci: hostOf(parsed['ci']),
  };
  return { kind: 'init', flags, output };
}

function hostOf(value: unknown): InitFlags['ci'] {
  return value === 'github' || value === 'gitlab' ? value : null;
}

function wrongName(name: string): CommandLine {
  const message = `"${name}" is not a valid npm package name.`;
  return { kind: 'wrong', message, help: 'Use lower-case letters, digits and dashes, as in `@acme/orders`.' };
}

function runFlags(parsed: Parsed): RunFlags {
  return {
    config: textOf(parsed['config']),
    spec: textOf(parsed['spec']),
    root: textOf(parsed['root']),
    out: textOf(parsed['out']),
    overlays: textsOf(parsed['overlay']),
    packageName: textOf(parsed['name']),
    api: textOf(parsed['api']),
    strict: typeof parsed['strict'] === 'boolean' ? parsed['strict'] : null,
    selections: selectionsOf(textsOf(parsed['include']), textsOf(parsed['exclude'])),
    force: parsed['force'] === true,
  };
}

function explainFlags(parsed: Parsed): ExplainFlags {
  const since = textOf(parsed['since']);
  const [explain, specOnly] = [parsed['explain'] === true || since !== null, parsed['spec-only'] === true];
  return { ...runFlags(parsed), explain, specOnly, since: since ?? 'HEAD' };
}

function diffFlags(parsed: Parsed): DiffFlags {
  const [, before = null, after = null] = parsed._;
  const failOn = parsed['fail-on'];
  return {
    ...runFlags(parsed),
    before,
    after,
    report: reportFormats.find((format) => format === parsed['format']) ?? 'pretty',
    failOn: new Set(severities.filter((level) => Array.isArray(failOn) && failOn.includes(level))),
    review: textOf(parsed['review']),
  };
}

const reportFormats: readonly ReportFormat[] = ['pretty', 'markdown', 'html', 'json', 'github'];

function outputFlags(parsed: Parsed): OutputFlags {
  const format = parsed['format'];
  return {
    format: format === 'json' || format === 'github' ? format : 'pretty',
    quiet: parsed['quiet'] === true,
    verbose: parsed['verbose'] === true,
    timings: parsed['timings'] === true,
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
