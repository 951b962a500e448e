/** Codes of the command line, the configuration, and internal errors. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const commandEntries = {
  CW6001: {
    severity: 'error',
    title: 'Wrong usage',
    cause: 'The command line has an unknown command, option or value, or lacks one.',
    fix: 'See `clientwright --help`, or `clientwright COMMAND --help`.',
  },
  CW6002: {
    severity: 'error',
    title: 'No input',
    cause:
      'The folder has no configuration file, and the command line does not have both a document and an output folder.',
    fix: 'Give both (`clientwright generate --spec specs/api.json --out generated/api`), or write a configuration file (`clientwright init --spec specs/api.json`).',
  },
  CW6003: {
    severity: 'error',
    title: 'Configuration file not found',
    cause: 'The configuration file does not exist or cannot be read.',
    fix: 'Correct the path of `--config`, which is relative to the working directory, or the permissions of the file.',
  },
  CW6004: {
    severity: 'error',
    title: 'Configuration file cannot be loaded',
    cause:
      'The file has a syntax error, imports a missing module, throws, ends the process, never finishes, or has no default export.',
    fix: 'Correct the file. It must end with `export default defineConfig({ … })`; run it with Node to see the error.',
  },
  CW6005: {
    severity: 'error',
    title: 'Unknown configuration key',
    cause: 'The configuration has a key that clientwright does not know. It may be misspelt.',
    fix: 'Correct or remove the key.',
  },
  CW6006: {
    severity: 'error',
    title: 'Wrong configuration value',
    cause: 'A key is missing, or its value has the wrong type.',
    fix: 'Set the key to a value of the kind that the message names.',
  },
  CW6007: {
    severity: 'error',
    title: 'Unknown API',
    cause: '`--api` is not a key of `apis` in the configuration.',
    fix: 'Use one of the keys of `apis`.',
  },
  CW6008: {
    severity: 'error',
    title: 'Output folders overlap',
    cause:
      'Two APIs of the configuration have the same output folder, or the folder of one contains the folder of the other.',
    fix: 'Give each API its own output folder.',
  },
  CW6009: {
    severity: 'error',
    title: 'Ambiguous option',
    cause: 'The option concerns one API, and the configuration has several.',
    fix: 'Choose one with `--api NAME`.',
  },
  CW6010: {
    severity: 'error',
    title: 'Configuration file exists',
    cause: '`init` found a configuration file, and never overwrites one.',
    fix: 'Edit the file, or remove it and run `init` again.',
  },
  CW6011: {
    severity: 'error',
    title: 'Set-up failed',
    cause: '`init` could not read the document or write the configuration file.',
    fix: 'Correct what the message names and run `init` again. Nothing else was changed.',
  },
  CW6012: {
    severity: 'error',
    title: 'Web address instead of a file',
    cause:
      'The document, its root or an overlay is a web address. The package must follow from committed files, or `check` could not tell who changed what.',
    fix: 'Download the document into the repository, use its path, and commit it together with the package.',
  },
  CW6013: {
    severity: 'error',
    title: 'Document outside its root',
    cause:
      '`root` or `--root` is the folder that references may reach. It must contain the document, also after symbolic links.',
    fix: 'Set `root` to a folder above the document. Without `root`, references reach the folder of the document.',
  },
  CW6014: {
    severity: 'error',
    title: 'Version to compare not found',
    cause: 'An argument of `diff` names no file, folder or Git revision that has the document.',
    fix: 'Give a file, a folder that contains the document at the same path, or `git:REV` with a revision of this repository.',
  },
  CW6015: {
    severity: 'error',
    title: 'Review file cannot be used',
    cause:
      'The file with severities and exceptions cannot be read, or has an unknown key, a wrong value, or an exception without a reason or an end.',
    fix: 'Correct what the message names. Each exception needs `fingerprint`, `reason` and `expires`.',
  },
  CW6016: {
    severity: 'warning',
    title: 'Exception has ended',
    cause: 'The last day of an exception of the review file has passed, so that its change fails again.',
    fix: 'Remove the entry, or give it a new last day after a review.',
  },
  CW6017: {
    severity: 'error',
    title: 'Nothing to pull',
    cause: 'No API of the configuration, or of those that `--api` selects, has the key `from`.',
    fix: 'Add `from: { url }` to the API, with the address of its document.',
  },
  CW6018: {
    severity: 'error',
    title: 'Secret is not set',
    cause: 'A header of `from` names an environment variable that is absent or empty.',
    fix: 'Set the variable. In CI, pass it from the secrets of the repository.',
  },
  CW6019: {
    severity: 'error',
    title: 'Document cannot be pulled',
    cause:
      'The server cannot be reached, answers with an error, redirects to another origin, or returns something else than an OpenAPI document.',
    fix: 'Open the address with the same headers, and correct `from`. The document in the project was not changed.',
  },
  CW6020: {
    severity: 'error',
    title: 'Code of the project fails outside of its calls',
    cause:
      'The configuration, a template or a module that they import has thrown in a timer, rejected a promise that nobody awaits, or called `process.exit`. The run itself went on.',
    fix: 'Correct the code at the place of the message. A configuration and templates are synchronous, apart from `await` at the top of a module.',
  },
  CW6021: {
    severity: 'error',
    title: 'Operation refused by the system',
    cause:
      'A file or folder cannot be read or written: permissions, a full disk, or a path that is too long.',
    fix: 'Correct what the message names, and run the command again.',
  },
  CW6022: {
    severity: 'error',
    title: 'Process of an API ended',
    cause:
      'Several APIs are generated in processes of their own. One of them ended before its result, most often because memory was short; or the configuration, which each process loads if it has templates, had other APIs in it.',
    fix: 'Run the command again with fewer processes, such as `--workers 1`. Make the configuration the same each time it is loaded.',
  },
  CW9001: {
    severity: 'error',
    title: 'Internal error',
    cause: 'clientwright reached a state that it does not expect.',
    fix: 'Report it with the smallest document that shows it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
