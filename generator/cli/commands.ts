/** The commands and their options, and the check that a command line uses only these. */
import type { Options } from 'yargs';
import { helpForCriterion, readCriterion } from './selection-flags.ts';
import { didYouMean, suggest } from '../diagnostics/suggest.ts';

/** A command as `--help` shows it. */
export interface CommandEntry {
  readonly summary: string;
  readonly options: Readonly<Record<string, Options>>;
  /** Arguments without an option, as `--help` shows them. All are optional. */
  readonly positionals?: readonly string[];
  /** Arguments, and an explanation of them. */
  readonly examples: readonly (readonly [string, string])[];
}

const text = (describe: string): Options => ({ type: 'string', requiresArg: true, describe });
const selection = (describe: string): Options => ({
  ...text(`${describe}; repeat for several`),
  type: 'array',
  string: true,
});
const flag = (describe: string): Options => ({ type: 'boolean', describe });

const runOptions: Readonly<Record<string, Options>> = {
  config: text('Configuration file (default: clientwright.config.ts, .mts, .js, .mjs or .json)'),
  spec: text('OpenAPI document; with --out, no configuration file is read'),
  root: text('Folder that $refs may reach (default: the folder of the document)'),
  out: text('Folder of the generated package'),
  overlay: { ...text('OpenAPI Overlay to apply; repeat for several'), type: 'array', string: true },
  name: text('Name of the generated npm package'),
  api: text('Name of one API of the configuration; the others are skipped'),
  include: selection('Operations to include: tag:NAME, operation:ID, path:GLOB, method:NAME or deprecated'),
  exclude: selection('Operations to exclude, in the same form'),
  strict: flag('Fail on warnings as on errors'),
};

const outputOptions: Readonly<Record<string, Options>> = {
  format: {
    ...text('Output format'),
    choices: ['pretty', 'json', 'github'],
    default: 'pretty',
  },
  quiet: flag('Show errors and warnings only'),
};

const runOutputOptions: Readonly<Record<string, Options>> = {
  ...outputOptions,
  verbose: flag('Show every warning and info in full, with its source'),
  timings: flag('Show the time of each stage'),
  workers: text('Most processes that work on APIs at once (default: as many as make the run shorter)'),
};

function withOnly(
  options: Readonly<Record<string, Options>>,
  names: readonly string[],
): Record<string, Options> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

function withoutOption(options: Readonly<Record<string, Options>>, name: string): Record<string, Options> {
  return Object.fromEntries(Object.entries(options).filter(([other]) => other !== name));
}

export type CommandName = 'generate' | 'check' | 'diff' | 'names' | 'pull' | 'watch' | 'init';

export const commands: Readonly<Record<CommandName, CommandEntry>> = {
  generate: {
    summary: 'Generate the package of each API',
    options: {
      ...runOptions,
      force: flag('Overwrite files that were edited by hand'),
      dump: { ...text('Print the API model as JSON and write nothing'), choices: ['api'] },
      ...runOutputOptions,
    },
    examples: [
      ['generate', 'Generate the packages of clientwright.config.ts'],
      ['generate --spec specs/api.json --out generated/api', 'Generate without a configuration file'],
      ['generate --api orders --strict', 'Generate one API, and fail on warnings'],
      ['generate --include tag:orders --exclude deprecated', 'Generate some operations of the document'],
    ],
  },
  check: {
    summary: 'Compare the committed packages with their documents, and write nothing',
    options: {
      ...runOptions,
      explain: flag('Show the cause of each hunk since the last commit'),
      'spec-only': flag('Exit 1 if the document has changed together with anything else'),
      since: text('Revision to explain from (default: HEAD)'),
      ...runOutputOptions,
    },
    examples: [
      ['check', 'Exit 1 and show how each file differs'],
      ['check --format github', 'Show the differences as annotations of a pull request'],
      ['check --explain --since main', 'Show the cause of each hunk since a branch'],
    ],
  },
  diff: {
    summary: 'Compare two versions of a document: what breaks callers and deployed clients',
    positionals: ['OLD', 'NEW'],
    options: {
      ...withoutOption(runOptions, 'strict'),
      'fail-on': {
        ...text('Exit 1 on changes of this severity: source, wire or soft; repeat for several'),
        type: 'array',
        string: true,
        choices: ['source', 'wire', 'soft'],
      },
      review: text('File with severities and exceptions (default: clientwright.review.json)'),
      ...outputOptions,
      format: {
        ...text('Output format'),
        choices: ['pretty', 'markdown', 'html', 'json', 'github'],
        default: 'pretty',
      },
      quiet: flag('Show the first screen only'),
    },
    examples: [
      ['diff', 'Compare the committed document with the working tree'],
      ['diff git:main', 'Compare the document of a branch with the working tree'],
      ['diff old.json new.json --fail-on source', 'Compare two files, and exit 1 if code breaks'],
    ],
  },
  names: {
    summary: 'List, rename or release the names that callers write',
    positionals: ['list|rename|release|prune', 'NAME', 'TO'],
    options: { ...runOptions, ...outputOptions },
    examples: [
      ['names list', 'List the names of the ledger, with what they name'],
      ['names rename Variant9968b6 CampaignBody', 'Rename a type, and generate the package'],
      ['names release OldOrder', 'Remove an alias, or let a thing derive its name again'],
      ['names prune', 'Remove all aliases'],
    ],
  },
  pull: {
    summary: 'Download the document of each API from the address in the configuration',
    options: { ...withOnly(runOptions, ['config', 'api']), ...outputOptions },
    examples: [['pull', 'Download, and report whether the document has changed']],
  },
  watch: {
    summary: 'Generate again whenever an input changes',
    options: { ...runOptions, force: flag('Overwrite files that were edited by hand') },
    examples: [
      ['watch --api orders', 'Watch the document, overlays, configuration and templates of one API'],
    ],
  },
  init: {
    summary: 'Write clientwright.config.ts and add scripts to package.json',
    options: {
      spec: text('OpenAPI document'),
      out: text('Folder of the generated package (default: generated/<name of the document>)'),
      name: text('Name of the generated npm package'),
      ci: { ...text('Write workflows for continuous integration'), choices: ['github', 'gitlab'] },
      template: selection('npm package of a template to add, with a version range behind @ or without'),
      ...outputOptions,
    },
    examples: [
      ['init --spec specs/api.json', 'Set up a project'],
      ['init --spec specs/api.json --template clientwright-template-routes', 'The same with a template'],
    ],
  },
};

/** In the order of `--help`. */
export const commandNames: readonly CommandName[] = [
  'generate',
  'check',
  'diff',
  'names',
  'pull',
  'watch',
  'init',
];

/** An error in a command line, and how to correct it. */
export interface UsageFault {
  readonly message: string;
  readonly help: string;
}

/**
 * Runs before the words are parsed: parsers suggest no option for a misspelt one, and take `--strict=maybe` for
 * `--strict`.
 */
export function findUsageFault(words: readonly string[]): UsageFault | null {
  const [first] = words;
  if (first === undefined) return { message: 'Missing command.', help: commandHelp };
  const command = commandNames.find((name) => name === first);
  if (command === undefined && !first.startsWith('-')) return unknownCommand(first);
  const unknown = words.find((word) => word.startsWith('-') && !isKnownOption(word, command));
  if (unknown !== undefined) return unknownOption(unknown, command);
  if (command === undefined || words.some(isRequestForText)) return null;
  return (
    repeatedOption(words, command) ??
    wrongSelection(words) ??
    wrongValue(words, command) ??
    unexpectedArgument(words, command)
  );
}

const commandHelp = `Use one of: ${commandNames.join(', ')}. See \`clientwright --help\`.`;

export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}

const textOptions = ['--help', '-h', '--version', '-v'];

export function isRequestForText(word: string): boolean {
  return textOptions.includes(withoutValue(word));
}

/** `--help=true` → `--help` */
export function withoutValue(word: string): string {
  return word.split('=', 1)[0] ?? '';
}

/** `-spec` is unknown: a parser would read it as four options of one letter. */
function isKnownOption(word: string, command: CommandName | undefined): boolean {
  if (!word.startsWith('--')) return isRequestForText(word);
  return optionsOf(command).includes(optionName(word));
}

function optionsOf(command: CommandName | undefined): readonly string[] {
  const own = command === undefined ? [] : Object.keys(commands[command].options);
  return [...own, 'help', 'version'];
}

/** `--spec=x` → `spec` */
function optionName(word: string): string {
  return withoutValue(word.replace(/^--?/, ''));
}

function unknownCommand(word: string): UsageFault {
  return { message: `Unknown command "${word}".`, help: didYouMean(word, commandNames) };
}

function unknownOption(word: string, command: CommandName | undefined): UsageFault {
  const name = optionName(word);
  const message = `Unknown option "${word.split('=', 1)[0] ?? word}".`;
  if (command === undefined) return { message, help: `Name a command first. ${commandHelp}` };
  const elsewhere = commandNames.filter((other) => Object.hasOwn(commands[other].options, name));
  const nearest = suggest(name, optionsOf(command));
  if (nearest !== null) return { message, help: `Did you mean "--${nearest}"?` };
  if (elsewhere.length > 0) return { message, help: `It is an option of ${elsewhere.join(' and ')}.` };
  return { message, help: `See \`clientwright ${command} --help\`.` };
}

function repeatedOption(words: readonly string[], command: CommandName): UsageFault | null {
  const names = words.filter((word) => word.startsWith('--')).map(optionName);
  const repeated = names.find(
    (name, index) => commands[command].options[name]?.type !== 'array' && names.indexOf(name) !== index,
  );
  if (repeated === undefined) return null;
  return { message: `Repeated option "--${repeated}".`, help: 'Give it once.' };
}

/** A value of `--include` and `--exclude` is one criterion. */
function wrongSelection(words: readonly string[]): UsageFault | null {
  for (const name of ['include', 'exclude']) {
    const wrong = valuesOf(words, name).find((value) => readCriterion(value) === null);
    if (wrong === undefined) continue;
    const message = `Wrong value "${wrong}" of "--${name}".`;
    return { message, help: helpForCriterion(wrong) };
  }
  return null;
}

function valuesOf(words: readonly string[], name: string): readonly string[] {
  return words.flatMap((word, index) => {
    if (word === `--${name}`) return words.slice(index + 1, index + 2);
    return word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : [];
  });
}

/** Checks the value of each option: present, one of its choices, and none for a flag but `true` or `false`. */
function wrongValue(words: readonly string[], command: CommandName): UsageFault | null {
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const fault = faultOfValue(word, words[index + 1], command);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfValue(word: string, next: string | undefined, command: CommandName): UsageFault | null {
  const name = optionName(word);
  const option = commands[command].options[name];
  const attached = word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined;
  if (option?.type === 'boolean') {
    if (attached === undefined || attached === 'true' || attached === 'false') return null;
    const message = `Wrong value "${attached}" of "--${name}".`;
    return { message, help: `Use \`--${name}\` or \`--${name}=false\`.` };
  }
  const value = attached ?? (next?.startsWith('-') === true ? undefined : next);
  if (value === undefined || value === '') {
    const help = `See \`clientwright ${command} --help\`.`;
    return { message: `Missing value of "--${name}".`, help };
  }
  if (name === 'workers' && !/^[1-9]\d{0,3}$/.test(value)) {
    return { message: `Wrong value "${value}" of "--workers".`, help: 'Use a number from 1.' };
  }
  const choices = option?.choices?.map(String);
  if (choices === undefined || choices.includes(value)) return null;
  return { message: `Unknown value "${value}" of "--${name}".`, help: didYouMean(value, choices) };
}

/** Most commands take no positional arguments, so that a script names each path. */
function unexpectedArgument(words: readonly string[], command: CommandName): UsageFault | null {
  const { positionals = [] } = commands[command];
  const strays = words
    .slice(1)
    .filter((word, index) => !word.startsWith('-') && !isValue(words[index], command));
  const stray = strays[positionals.length];
  if (stray === undefined) return null;
  const help =
    positionals.length > 0
      ? `Use: clientwright ${command} ${positionals.map((name) => `[${name}]`).join(' ')}`
      : `Name the option of a path: clientwright ${command} --spec ${stray}`;
  return { message: `Unexpected argument "${stray}".`, help };
}

function isValue(before: string | undefined, command: CommandName): boolean {
  if (before === undefined || !before.startsWith('--') || before.includes('=')) return false;
  const option = commands[command].options[optionName(before)];
  return option !== undefined && option.type !== 'boolean';
}
