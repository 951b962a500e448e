/** Codes of names, the plan and templates. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const planEntries = {
  CW3001: {
    severity: 'info',
    title: 'A name that could not be had',
    cause:
      'Another thing has the name, or it is reserved: for the platform (`Error`), for the package itself, or because JavaScript gives it a meaning (`then`).',
    fix: 'Nothing, if the longer name will do. To choose one, rename the thing in the document or an overlay, or change its name in `.clientwright/names.json`.',
  },
  CW3002: {
    severity: 'error',
    title: 'The name ledger cannot be read',
    cause:
      '`.clientwright/names.json` is not what the generator writes, or the two sides of a merge have different names for one thing.',
    fix: 'Restore it from version control, or mend it: an object of identities and names. Of two names, remove the line of the one that nobody is to write any more.',
  },
  CW4001: {
    severity: 'error',
    title: 'A template failed',
    cause: 'A template threw an error while it declared or rendered.',
    fix: 'Mend the template: the message is its own.',
  },
  CW4002: {
    severity: 'error',
    title: 'A slot is not filled',
    cause: 'A template that replaces a slot does not declare what the other templates use of it.',
    fix: "Return every member of the slot's contract from `declare`; with `defineTemplate` the compiler names them.",
  },
  CW4003: {
    severity: 'error',
    title: 'Templates contradict each other',
    cause: 'Two templates declare the same file or symbol.',
    fix: 'Give the file or symbol another identity, or declare the file as shared in both.',
  },
  CW4004: {
    severity: 'error',
    title: 'Two templates have the same name',
    cause: 'The name of a template is how messages and the configuration speak of it.',
    fix: 'Rename one of them.',
  },
  CW4005: {
    severity: 'info',
    title: 'A media type is left out',
    cause:
      'An operation offers several media types. The client asks for JSON and sends the one that it can write best, so that a call has one type.',
    fix: 'Nothing, unless you need the other one: then remove those you do not need with an overlay.',
  },
  CW4006: {
    severity: 'warning',
    title: 'A server is relative',
    cause:
      'It is relative to where the document is served, which is not known when the client is made. The servers after it are others, and none of them stands in for it.',
    fix: 'Write it as an absolute URL, in the document or in an overlay. Until then, whoever makes a client has to give `baseUrl`, the path included; where the server is that of an operation, the call goes to the server of the client.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
