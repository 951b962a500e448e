/** Codes of emitting and writing. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const outputEntries = {
  CW5001: {
    severity: 'error',
    title: 'Generated file does not parse',
    cause: 'A template rendered structures that are not a valid file of their format.',
    fix: 'Fix the template that declares the file. If it is built in, report it with the smallest document that shows it.',
  },
  CW5002: {
    severity: 'error',
    title: 'Output path not allowed',
    cause: 'A file has a name that some file systems refuse, or that leads outside the output folder.',
    fix: 'Change the template, or the name that the path is derived from.',
  },
  CW5003: {
    severity: 'error',
    title: 'Conflicting output paths',
    cause:
      'Two files differ only in case, or one path is a folder of the other, so that they cannot exist together on every file system.',
    fix: 'Rename one of them, in the name ledger or in the template.',
  },
  CW5004: {
    severity: 'error',
    title: 'Manifest cannot be read',
    cause: '`.clientwright/manifest.json` is broken, or was written by a later version of clientwright.',
    fix: 'Restore the file from version control and run again. If you cannot restore it, delete everything in the output folder except .clientwright/names.json, and run again.',
  },
  CW5005: {
    severity: 'error',
    title: 'Output path is not a folder',
    cause: 'The output path is a file, or a symbolic link without a target.',
    fix: 'Choose another path with --out, or delete the file or link.',
  },
  CW5006: {
    severity: 'error',
    title: 'Output folder has other files',
    cause: 'The folder contains files but no manifest, so clientwright did not write it.',
    fix: 'Choose an empty or new folder with --out.',
  },
  CW5007: {
    severity: 'error',
    title: 'Foreign file in the way',
    cause: 'A file or folder that clientwright did not write has the path of a generated file.',
    fix: 'Move or delete it, and run again.',
  },
  CW5008: {
    severity: 'error',
    title: 'Output would replace an input',
    cause: 'A generated file has the path of a file that the run reads.',
    fix: 'Choose an output folder that contains neither the document, nor its overlays, nor the configuration.',
  },
  CW5009: {
    severity: 'error',
    title: 'Symbolic link in the way',
    cause:
      'The path of a generated file goes through a symbolic link inside the output folder. Writing would change the target of the link.',
    fix: 'Replace the link by a folder or file, and run again.',
  },
  CW5010: {
    severity: 'error',
    title: 'File edited by hand',
    cause: 'A generated file was changed after it was written, and the run would discard the change.',
    fix: 'Move the change to the document, an overlay or a template and run with --force; or restore the file.',
  },
  CW5011: {
    severity: 'error',
    title: 'Another run is writing',
    cause: 'Another process is writing the same output folder.',
    fix: 'Wait until it ends, and run again.',
  },
  CW5012: {
    severity: 'error',
    title: 'File system error',
    cause: 'A file operation failed. The files are as they were before the run.',
    fix: 'Free disk space or grant the permission that the message names, and run again.',
  },
  CW5013: {
    severity: 'error',
    title: 'Interrupted write',
    cause:
      'A run died, or the disk kept failing, before all files were in place. What is missing is kept in .clientwright.',
    fix: 'Run generate: it finishes or undoes the interrupted write first.',
  },
  CW5014: {
    severity: 'error',
    title: 'Interrupted write cannot be completed',
    cause: 'The records of an interrupted run do not match the files of the folder.',
    fix: 'Restore or delete the file that the message names, and run again. Otherwise restore the folder from version control and delete .clientwright/journal.json, .clientwright/rollback.json and .clientwright/staging.',
  },
  CW5015: {
    severity: 'error',
    title: 'Output differs from its plan',
    cause:
      'Each file is printed, parsed again and compared with what its templates declared. This file contains code that no template declared, or a text of the document is not complete in its string, key or comment. Nothing was written.',
    fix: 'Fix the template that builds code from plain text. If it is built in, report it with the smallest document that shows it.',
  },
  CW5016: {
    severity: 'info',
    title: 'Merged file was regenerated',
    cause:
      'Two branches generated the file differently, and a merge combined the results, with or without conflict markers. The file was generated again from the merged document.',
    fix: 'Do nothing, unless somebody edited the file by hand: then look at its diff.',
  },
  CW5017: {
    severity: 'error',
    title: 'Declaration without a type',
    cause:
      'Declaration files are written from each source alone. The source exports a value whose type only a compiler can derive.',
    fix: 'In the template, declare the type of the exported variable, parameter or result.',
  },
  CW5018: {
    severity: 'error',
    title: 'Package cannot be built',
    cause:
      'The sources cannot be bundled into `dist/`: an import leads nowhere, `package.json` names a module without a source, or the bundler rolldown cannot be loaded, because its binary is missing or native code is forbidden.',
    fix: 'Fix the template that the message names. If rolldown cannot be loaded, install the optional dependencies again; where native code is forbidden, install `@rolldown/binding-wasm32-wasi` in the version of rolldown. Or set `build: false` and build the package with `tsc`.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
