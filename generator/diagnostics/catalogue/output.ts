/** Codes of emitting and writing. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const outputEntries = {
  CW5001: {
    severity: 'error',
    title: 'Template made text that does not parse',
    cause: 'A template rendered structures that are no valid file of their format.',
    fix: 'Mend the template that declares the file; if it is a built-in, please report it with the smallest document that shows it.',
  },
  CW5002: {
    severity: 'error',
    title: 'Output path not allowed',
    cause:
      'A file would be written under a name that some file system refuses or that leads out of the folder.',
    fix: 'Change the template or the name that the path is made from.',
  },
  CW5003: {
    severity: 'error',
    title: 'Output paths clash',
    cause:
      'Two files differ only in case, or one is a folder of the other: they cannot stand side by side everywhere.',
    fix: 'Rename one of the two, in the name ledger or in the template.',
  },
  CW5004: {
    severity: 'error',
    title: 'Manifest not readable',
    cause: 'The record of what was generated is broken, or was written by a newer generator.',
    fix: 'Restore .clientwright/manifest.json from version control and run again. Where it cannot be restored, delete everything in the output folder but .clientwright/names.json, which keeps the names, and run again.',
  },
  CW5005: {
    severity: 'error',
    title: 'Output is not a folder',
    cause: 'The output path is a file, or a link that leads nowhere.',
    fix: 'Give another path with --out, or delete what stands there.',
  },
  CW5006: {
    severity: 'error',
    title: 'Output folder is not ours',
    cause: 'The folder holds files and no manifest, so it was not written by the generator.',
    fix: 'Give an empty or new folder with --out.',
  },
  CW5007: {
    severity: 'error',
    title: 'Foreign file in the way',
    cause: 'Something that the generator has not written stands where a file has to go.',
    fix: 'Move or delete it, and run again.',
  },
  CW5008: {
    severity: 'error',
    title: 'Output over an input',
    cause: 'The output would replace a file that the run reads.',
    fix: 'Give an output folder away from the document, its overlays and the configuration.',
  },
  CW5009: {
    severity: 'error',
    title: 'Link in the way',
    cause:
      'A symbolic link inside the output folder stands on the way to a file; writing would change what it points to.',
    fix: 'Replace the link by a folder or file of its own, and run again.',
  },
  CW5010: {
    severity: 'error',
    title: 'File edited by hand',
    cause: 'A generated file was changed since it was written, and the run would lose the change.',
    fix: 'Move the change to the document, an overlay or a template and run with --force; or restore the file.',
  },
  CW5011: {
    severity: 'error',
    title: 'Another run is at work',
    cause: 'A second process is writing the same output folder.',
    fix: 'Wait for it to end, and run again.',
  },
  CW5012: {
    severity: 'error',
    title: 'File system refused',
    cause: 'An operation on the disk failed before anything was changed.',
    fix: 'Free space or give the permissions that the message names, and run again.',
  },
  CW5013: {
    severity: 'error',
    title: 'Write was interrupted',
    cause: 'A run ended before all of its files were in place; the rest is kept in .clientwright.',
    fix: 'Run generate: it finishes the interrupted write first.',
  },
  CW5014: {
    severity: 'error',
    title: 'Interrupted write cannot be finished',
    cause: 'The records of an interrupted run no longer fit the files of the folder.',
    fix: 'Restore or delete the named file and run again; or restore the folder from version control and delete .clientwright/journal.json and .clientwright/staging.',
  },
  CW5015: {
    severity: 'error',
    title: 'Output differs from its plan',
    cause:
      'A file was printed, parsed again and compared with what its templates declared: something is in it that nobody planned, or a text of the document is not whole in its string, key or comment.',
    fix: 'Nothing was written. Mend the template that makes code of plain text; if it is a built-in, please report it with the smallest document that shows it.',
  },
  CW5016: {
    severity: 'info',
    title: 'Merged file generated anew',
    cause:
      'Two branches have generated the file differently, and a merge has put it together, with or without conflict markers. What it has made of it is not what the document gives.',
    fix: 'Nothing: what the file is now follows from the merged document. Look at the diff where somebody has edited it by hand.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
