/** The commands and their options: the one list that parsing, `--help` and suggestions share. */
import type { Options } from 'yargs';

/** One command as `--help` shows it. */
export interface CommandEntry {
  readonly summary: string;
  readonly options: Readonly<Record<string, Options>>;
  /** Arguments, and what they do. */
  readonly examples: readonly (readonly [string, string])[];
}

const text = (describe: string): Options => ({ type: 'string', requiresArg: true, describe });
const flag = (describe: string): Options => ({ type: 'boolean', describe });

const runOptions: Readonly<Record<string, Options>> = {
  config: text('Configuration file (default: clientwright.config.ts, .mts, .js, .mjs or .json)'),
  spec: text('OpenAPI document; with --out, no configuration file is read'),
  root: text('Folder that its references may reach (default: its own)'),
  out: text('Folder of the generated package'),
  overlay: { ...text('OpenAPI Overlay to apply; may be repeated'), type: 'array', string: true },
  name: text('Name of the generated npm package'),
  api: text('Only this one of the APIs of the configuration'),
  strict: flag('Let warnings stop the run as errors do'),
};

const outputOptions: Readonly<Record<string, Options>> = {
  format: {
    ...text('How diagnostics and results are shown'),
    choices: ['pretty', 'json', 'github'],
    default: 'pretty',
  },
  quiet: flag('Show problems only'),
};

/** Each has a file `<name>-command.ts`. */
export type CommandName = 'generate' | 'check' | 'init';

/** What is not in here is refused as unknown. */
export const commands: Readonly<Record<CommandName, CommandEntry>> = {
  generate: {
    summary: 'Write the package of each API',
    options: {
      ...runOptions,
      force: flag('Write over files that were edited by hand'),
      dump: { ...text('Print the API model as JSON and write nothing'), choices: ['api'] },
      timings: flag('Show what each stage took'),
      ...outputOptions,
    },
    examples: [
      ['generate', 'Write what clientwright.config.ts asks for'],
      ['generate --spec specs/api.json --out generated/api', 'The same without a configuration file'],
      ['generate --api orders --strict', 'One of several APIs, and no warnings'],
    ],
  },
  check: {
    summary: 'Say whether what is committed is what the document gives; write nothing',
    options: { ...runOptions, timings: flag('Show what each stage took'), ...outputOptions },
    examples: [
      ['check', 'Exit 1 and show the first difference of each file'],
      ['check --format github', 'The same as annotations of a pull request'],
    ],
  },
  init: {
    summary: 'Write clientwright.config.ts and the scripts of package.json',
    options: {
      spec: text('OpenAPI document'),
      out: text('Folder of the generated package (default: generated/<name of the document>)'),
      name: text('Name of the generated npm package'),
      ...outputOptions,
    },
    examples: [['init --spec specs/api.json', 'Set up a project for its first run']],
  },
};

/** In the order in which `--help` lists them. */
export const commandNames: readonly CommandName[] = ['generate', 'check', 'init'];
