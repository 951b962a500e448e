/** Codes of loading: reading, references, overlays, the schema of the document. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const loadEntries = {
  CW1001: {
    severity: 'error',
    title: 'A file cannot be read',
    cause:
      'The path names nothing, a folder, a device, a file that is too large, or one that you may not read.',
    fix: 'Check the path in the configuration or on the command line, and that it names a regular file.',
  },
  CW1002: {
    severity: 'error',
    title: 'A file is not UTF-8 text',
    cause: 'Its bytes are no UTF-8: another encoding (often UTF-16 or Latin-1), or no text at all.',
    fix: 'Save the file as UTF-8.',
  },
  CW1003: {
    severity: 'error',
    title: 'A file is empty',
    cause: 'It holds nothing but white space or comments.',
    fix: 'Check that the download or the build step that wrote it has succeeded.',
  },
  CW1004: {
    severity: 'error',
    title: 'Syntax error',
    cause:
      'The text is no JSON, or no YAML. A file that begins with `{` or is named `.json` is read as strict JSON: no comments, no trailing commas.',
    fix: 'Mend the text at the place that is shown.',
  },
  CW1005: {
    severity: 'error',
    title: 'Nested too deep',
    cause: 'Objects and arrays lie deeper in one another than any real document needs.',
    fix: 'Check where the document comes from; break the part that is shown into named components.',
  },
  CW1006: {
    severity: 'error',
    title: 'Too large once expanded',
    cause: 'YAML aliases, or references, multiply the document beyond what can be worked with.',
    fix: 'Check where the document comes from; turn aliases and repeated parts into `$ref` to named components.',
  },
  CW1007: {
    severity: 'warning',
    title: 'A key is written twice',
    cause: 'Two members of one object have the same key: the last one is used and the others are lost.',
    fix: 'Remove or rename one of them.',
  },
  CW1008: {
    severity: 'warning',
    title: 'YAML that JSON cannot say',
    cause: 'A tag, a number that is not finite, or a key that is no text was read as the nearest JSON value.',
    fix: 'Write it as plain text, or quote it.',
  },
  CW1010: {
    severity: 'error',
    title: 'A web page, not a document',
    cause: 'The file is HTML or XML: often a login or error page that was saved in place of the document.',
    fix: 'Download the document again, signed in, from the address of its raw text.',
  },
  CW1011: {
    severity: 'error',
    title: 'Not a document',
    cause: 'The file holds a list or a single value where an OpenAPI document, an object, is expected.',
    fix: 'Check that the path names the document itself.',
  },
  CW1012: {
    severity: 'error',
    title: 'Not an OpenAPI document',
    cause: 'The object has neither `openapi` nor `swagger`, which say what it is.',
    fix: 'Check that the path names the entry file of the document; add `openapi: 3.1.0` if that is what it is.',
  },
  CW1013: {
    severity: 'error',
    title: 'Version is not supported',
    cause: 'The document says that it follows a version of the specification that is not known here.',
    fix: 'Supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2: convert the document to one of them.',
  },
  CW1014: {
    severity: 'info',
    title: 'OpenAPI 3.2 is read as 3.1',
    cause: 'What 3.2 added beyond 3.1 is used where it is known and left out where it is not.',
    fix: 'Nothing, if what is generated is what you expect.',
  },
  CW1020: {
    severity: 'error',
    title: 'A reference leaves the folder that it may reach',
    cause:
      "A `$ref` names a file that is not below `root`, the document's own folder unless you say otherwise, also after symbolic links, or is no `.json`, `.yaml` or `.yml`. It was not read.",
    fix: 'If the file belongs to the document, set `root` in the configuration (or `--root`) to the folder that holds both; else keep a copy below it, as .json, .yaml or .yml.',
  },
  CW1021: {
    severity: 'error',
    title: 'A reference to the web is not allowed',
    cause: 'A `$ref` names a web address whose origin was not allowed. It was not fetched.',
    fix: 'Keep a copy of the file beside the document, or of the schema in it with that address as its `$id`, or add the origin to `allowedOrigins` in the configuration.',
  },
  CW1022: {
    severity: 'error',
    title: 'A referenced file cannot be fetched',
    cause:
      'The origin is allowed, but the request failed, was redirected to another origin, or answered with an error.',
    fix: 'Check the address, or keep a copy of the file beside the document.',
  },
  CW1023: {
    severity: 'warning',
    title: 'A reference leads nowhere',
    cause:
      'The file, the pointer or the anchor that a `$ref` names does not exist, or two schemas have the anchor: what it stands for is unknown.',
    fix: 'Correct the reference, or add what it names.',
  },
  CW1024: {
    severity: 'error',
    title: 'References go round in a circle',
    cause: 'Each `$ref` leads to the next and the last to the first again: none of them names anything.',
    fix: 'Give one of them a content of its own.',
  },
  CW1025: {
    severity: 'warning',
    title: 'A reference is no text',
    cause: '`$ref` must be a string; this one was left out of account.',
    fix: 'Write the reference as a string.',
  },
  CW1030: {
    severity: 'error',
    title: 'An overlay is malformed',
    cause: 'The file is not what the OpenAPI Overlay Specification 1.0 describes.',
    fix: 'Correct the overlay at the place that is shown.',
  },
  CW1031: {
    severity: 'warning',
    title: 'An overlay action matches nothing',
    cause: 'The target of the action selects nothing in the document, which has perhaps changed.',
    fix: 'Correct the target, or remove the action.',
  },
  CW1032: {
    severity: 'error',
    title: 'An overlay action cannot be applied',
    cause: 'The target of the action selects something that cannot be updated or removed so.',
    fix: 'Aim an update at objects or arrays; the whole document cannot be removed.',
  },
  CW1040: {
    severity: 'warning',
    title: 'Not kept by the upgrade',
    cause: 'The document is of an older version, and says something that OpenAPI 3.1 cannot.',
    fix: 'Write it in terms of OpenAPI 3.1, or put it right in an overlay.',
  },
  CW1050: {
    severity: 'warning',
    title: 'Not what the specification allows',
    cause: 'The document breaks the schema that the OpenAPI Initiative publishes for its version.',
    fix: 'Correct the document at the place that is shown; the generator has worked with what it could understand.',
  },
  CW1051: {
    severity: 'info',
    title: 'The document was not checked against its schema',
    cause: 'No schema is known for its version, or the check took too long.',
    fix: 'Nothing: the check is only advice, and what is generated does not depend on it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
