/** Codes of names, the plan and templates, and of emitting and writing. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const planEntries = {
  CW3001: {
    severity: 'info',
    title: 'Name is taken or reserved',
    cause:
      'Another declaration has the name, or the name is reserved by the platform (`Error`), by the package, or by JavaScript (`then`). A longer name is used.',
    fix: 'Keep the longer name, or choose one: rename the declaration in the document or an overlay, or change its name in `.clientwright/names.json`.',
  },
  CW3002: {
    severity: 'error',
    title: 'Name ledger cannot be read',
    cause:
      '`.clientwright/names.json` does not have the form that clientwright writes, or a merge left two names for one declaration.',
    fix: 'Restore the file from version control, or correct it: an object from identities to names. Of two names, remove the one that no code uses.',
  },
  CW3003: {
    severity: 'error',
    title: 'Name in the ledger is not an identifier',
    cause: 'A name in `.clientwright/names.json` cannot be declared in TypeScript: it was changed by hand.',
    fix: 'Run `clientwright names rename FROM TO` with a name of ASCII letters and digits, or correct the line.',
  },
  CW3004: {
    severity: 'warning',
    title: 'Name in the ledger is taken',
    cause:
      'Another declaration has the name that `.clientwright/names.json` gives: two lines have the same name, or the name is reserved now. The declaration got another name, so code of callers has to change.',
    fix: 'Choose another name with `clientwright names rename FROM TO`.',
  },
  CW3005: {
    severity: 'error',
    title: 'Name cannot be changed',
    cause:
      '`clientwright names` was called with a name that the ledger does not have, or has several times, or with a new name that is taken.',
    fix: 'Run `clientwright names list`, and use a name or an identity from there. Choose a new name that nothing has.',
  },
  CW3006: {
    severity: 'info',
    title: 'Name is released',
    cause:
      'The document no longer describes the thing that had the name, `clientwright names` released it, or it was an alias and the document has a schema of that name again.',
    fix: 'Nothing, if this is intended. The name is free for new parts of the document.',
  },
  CW3007: {
    severity: 'info',
    title: 'Alias remains',
    cause: 'A type has another name now. Its old name is an alias, so that code of callers still compiles.',
    fix: 'Run `clientwright names release NAME` when no code uses the old name. `clientwright names prune` releases all.',
  },
  CW4001: {
    severity: 'error',
    title: 'Template failed',
    cause: 'A template threw an error in `declare` or `render`.',
    fix: 'Fix the template; the message above comes from it.',
  },
  CW4002: {
    severity: 'error',
    title: 'Slot is incomplete',
    cause: 'A template replaces a slot and does not declare everything that other templates use from it.',
    fix: "Return every member of the slot's contract from `declare`. With `defineTemplate`, the compiler names the missing ones.",
  },
  CW4003: {
    severity: 'error',
    title: 'Conflicting templates',
    cause: 'Two templates declare the same file or symbol.',
    fix: 'Give the file or symbol another identity, or declare the file as shared in both templates.',
  },
  CW4004: {
    severity: 'error',
    title: 'Duplicate template name',
    cause: 'Messages and the configuration identify templates by name.',
    fix: 'Rename one of the templates.',
  },
  CW4005: {
    severity: 'info',
    title: 'Media type is not used',
    cause:
      'A call can choose most media types. These it cannot: JSON or a form without the files that another body of the operation carries, other media types of errors, and copies that differ in their charset alone. GET and HEAD have no choice, because `fetch` sends no body with them. It is a warning where no call can send the files of a body.',
    fix: 'Do nothing, or remove the media types that you do not need with an overlay. To send files, use another method, or remove the other body.',
  },
  CW4006: {
    severity: 'warning',
    title: 'Relative server address',
    cause:
      'The address is relative to the address of the document, which the client does not know. The other servers are not used in its place. Without an absolute address, the client requires `baseUrl`, including the path; an operation with a relative server uses the server of the client.',
    fix: 'Write an absolute URL in the document or in an overlay.',
  },
  CW4007: {
    severity: 'error',
    title: 'Invalid result of a template',
    cause:
      'A template returned something else than its type says: a promise, nothing, or a statement of an unknown kind.',
    fix: 'Return the declaration or the content of the file itself, and build code with `code`. With `defineTemplate`, the compiler names the mistake.',
  },
  CW4008: {
    severity: 'error',
    title: 'Unknown symbol',
    cause:
      'Code uses or declares a symbol that no template asked the plan for, or whose file no template renders.',
    fix: 'Declare the symbol with `plan.symbol` in `declare` and return its file, or list the template that does.',
  },
  CW4009: {
    severity: 'error',
    title: 'Contradictory version ranges',
    cause: 'Templates import one npm package in different version ranges.',
    fix: 'Use the same range in all calls of `external`.',
  },
  CW4010: {
    severity: 'info',
    title: 'Packages that the application needs',
    cause: 'The generated code imports npm packages, and `package: false` writes no `package.json` for them.',
    fix: 'Install them in the application, with `npm install` and the names in the message.',
  },
  CW4011: {
    severity: 'info',
    title: 'No sample',
    cause:
      'No value was found that the validator accepts: a pattern or a combination of limits allows too few values, a required part has no sample, or every value contains another value of the same kind. The package has no sample function for it.',
    fix: 'Add an `example` to the schema, or to the schema of the part that has none, in the document or in an overlay.',
  },
  CW4012: {
    severity: 'info',
    title: 'No zod schema',
    cause:
      'The model has conditions that zod cannot express, such as `not`, and the package has no validator for what callers send alone: requests and responses have different types.',
    fix: 'Use the schema of responses, or simplify the model in an overlay.',
  },
  CW4013: {
    severity: 'info',
    title: 'Operation without a tool or command',
    cause:
      'Tools of agents and commands take and return JSON. This operation returns a stream, sends a file, or takes a value, such as a `Date`, whose type its JSON does not show.',
    fix: 'Do nothing, or call the operation in a tool or command of your own.',
  },
  CW4014: {
    severity: 'warning',
    title: 'Template for an older contract',
    cause:
      'The package of the template declares the version of the contract that it was written for. Since then, the contract has changed in the ways that the message lists.',
    fix: 'Update the package of the template. If there is no newer one, check the template against the changes.',
  },
  CW4015: {
    severity: 'error',
    title: 'Template for a newer contract',
    cause: 'The template was written for a later version of the contract than this clientwright has.',
    fix: 'Update clientwright, or install an earlier version of the template.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

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
