/** Codes of the command line, the configuration, and internal errors. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const commandEntries = {
  CW6001: {
    severity: 'error',
    title: 'Wrong usage',
    cause: 'The command line has a command, an option or a value that is not known, or lacks one.',
    fix: 'See `clientwright --help`, or `clientwright COMMAND --help`.',
  },
  CW6002: {
    severity: 'error',
    title: 'Nothing to work on',
    cause:
      'There is no configuration file in this folder, and the command line does not name a document and an output folder.',
    fix: 'Name both (`clientwright generate --spec specs/api.json --out generated/api`), or write a configuration file (`clientwright init --spec specs/api.json`).',
  },
  CW6003: {
    severity: 'error',
    title: 'Configuration file not found',
    cause: 'The file that `--config` names is not there or cannot be read.',
    fix: 'Correct the path; it is relative to the folder that the command runs in.',
  },
  CW6004: {
    severity: 'error',
    title: 'Configuration file cannot be loaded',
    cause:
      'The file has a syntax error, imports what is not there, throws while it runs, or has no default export.',
    fix: 'Run the file by itself with Node to see the fault; it has to end in `export default defineConfig({ … })`.',
  },
  CW6005: {
    severity: 'error',
    title: 'Unknown configuration key',
    cause: 'The configuration has a key that clientwright does not know; most often a name is misspelt.',
    fix: 'Correct or remove the key.',
  },
  CW6006: {
    severity: 'error',
    title: 'Wrong configuration value',
    cause: 'The value of a key is missing, or is not what the key takes.',
    fix: 'Give the key a value of the kind that the message names.',
  },
  CW6007: {
    severity: 'error',
    title: 'Unknown API',
    cause: '`--api` names an API that the configuration does not have under `apis`.',
    fix: 'Use one of the names that the configuration has.',
  },
  CW6008: {
    severity: 'error',
    title: 'Output folders overlap',
    cause: 'Two APIs of the configuration write to the same folder, or one into the folder of the other.',
    fix: 'Give each API an output folder of its own.',
  },
  CW6009: {
    severity: 'error',
    title: 'Several APIs to choose from',
    cause: 'An option that concerns one API was given, and the configuration has several.',
    fix: 'Choose one with `--api NAME`.',
  },
  CW6010: {
    severity: 'error',
    title: 'Already set up',
    cause: '`init` found a configuration file, and never writes over one.',
    fix: 'Edit the file, or remove it and run `init` again.',
  },
  CW6011: {
    severity: 'error',
    title: 'Cannot set up',
    cause: '`init` could not read the document or write the configuration file.',
    fix: 'Mend what the message names and run `init` again; nothing else was changed.',
  },
  CW6012: {
    severity: 'error',
    title: 'Web address instead of a file',
    cause:
      'The document, its root or an overlay is given as a web address. What is generated has to follow from what is committed, or `check` could not tell who changed what.',
    fix: 'Download the document into the repository and give its path; commit it together with the package.',
  },
  CW6013: {
    severity: 'error',
    title: 'The document lies outside its root',
    cause:
      'The folder that references may reach has to hold the document itself, also after symbolic links; `root` or `--root` names another one.',
    fix: 'Set `root` to a folder above the document, or leave it out: references then reach the folder of the document.',
  },
  CW9001: {
    severity: 'error',
    title: 'Internal error',
    cause: 'The generator reached a state that it does not expect.',
    fix: 'Report it with the smallest document that shows it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
