/** Codes of loading: files, references, overlays, validation of the document. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const loadEntries = {
  CW1001: {
    severity: 'error',
    title: 'File cannot be read',
    cause:
      'The path does not exist, or is a folder, a device, a file that is too large, or a file without read permission.',
    fix: 'Check the path in the configuration or on the command line. It must be a readable regular file.',
  },
  CW1002: {
    severity: 'error',
    title: 'File is not UTF-8 text',
    cause: 'The bytes are not valid UTF-8. The file has another encoding, often UTF-16, or is not text.',
    fix: 'Save the file as UTF-8.',
  },
  CW1003: {
    severity: 'error',
    title: 'File is empty',
    cause: 'The file contains only white space or comments.',
    fix: 'Check that the download or build step that writes the file succeeds.',
  },
  CW1004: {
    severity: 'error',
    title: 'Syntax error',
    cause:
      'The text is neither JSON nor YAML. A file that begins with `{` or has the extension `.json` is read as strict JSON, without comments or trailing commas.',
    fix: 'Correct the text at the place that the message shows.',
  },
  CW1005: {
    severity: 'error',
    title: 'Nested too deeply',
    cause: 'The document nests objects and arrays deeper than any real document needs.',
    fix: 'Check where the document comes from. Move the part that the message shows into named components.',
  },
  CW1006: {
    severity: 'error',
    title: 'Too large after expansion',
    cause: 'YAML aliases, references or actions of an overlay multiply the document beyond the limit.',
    fix: 'Check where the document comes from. Replace aliases and repeated parts by a `$ref` to a named component. Let an overlay select fewer values.',
  },
  CW1007: {
    severity: 'warning',
    title: 'Duplicate key',
    cause: 'An object has two members with the same key. The last one is used and the other is ignored.',
    fix: 'Remove or rename one of them.',
  },
  CW1008: {
    severity: 'warning',
    title: 'YAML value that JSON does not have',
    cause: 'A tag, an infinite number or a key that is not a string was read as the nearest JSON value.',
    fix: 'Write the value as plain text, or quote it.',
  },
  CW1009: {
    severity: 'warning',
    title: 'File is not UTF-8 and was read as Latin-1',
    cause:
      'The bytes are not valid UTF-8, but every one of them is a character of Latin-1 (ISO 8859-1). Characters outside ASCII may be wrong.',
    fix: 'Save the file as UTF-8.',
  },
  CW1010: {
    severity: 'error',
    title: 'Web page instead of a document',
    cause: 'The file is HTML or XML, often a login or error page that was saved in place of the document.',
    fix: 'Download the document again, signed in, from the address of its raw text.',
  },
  CW1011: {
    severity: 'error',
    title: 'Not a document',
    cause: 'The file contains a list or a single value. An OpenAPI document is an object.',
    fix: 'Check that the path is the path of the document itself.',
  },
  CW1012: {
    severity: 'error',
    title: 'Not an OpenAPI document',
    cause: 'The object has neither `openapi` nor `swagger`.',
    fix: 'Check that the path is the path of the entry file. If the file is an OpenAPI document, add its version, such as `openapi: 3.1.0`.',
  },
  CW1013: {
    severity: 'error',
    title: 'Unsupported version',
    cause: 'The document declares a version of the specification that clientwright does not know.',
    fix: 'Convert the document to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.',
  },
  CW1020: {
    severity: 'error',
    title: 'Reference outside the allowed folder',
    cause:
      'A `$ref` leads to a file outside `root`, directly or through symbolic links, or to a file that is not `.json`, `.yaml` or `.yml`. Without `root`, references reach the folder of the document. The file was not read.',
    fix: 'Set `root` in the configuration, or `--root`, to the folder that contains all files of the document. Otherwise copy the file into that folder, as .json, .yaml or .yml.',
  },
  CW1021: {
    severity: 'error',
    title: 'Reference to the web not allowed',
    cause: 'A `$ref` is a web address whose origin is not in `allowedOrigins`. It was not fetched.',
    fix: 'Copy the file next to the document, or copy the schema into the document with the address as its `$id`, or add the origin to `allowedOrigins`.',
  },
  CW1022: {
    severity: 'error',
    title: 'Referenced file cannot be fetched',
    cause:
      'The origin is allowed, but the request failed, was redirected to another origin, or returned an error.',
    fix: 'Check the address, or copy the file next to the document.',
  },
  CW1023: {
    severity: 'warning',
    title: 'Reference leads nowhere',
    cause:
      'The file, pointer or anchor of a `$ref` does not exist, or two schemas have the same anchor. The value has an unknown type.',
    fix: 'Correct the reference, or add its target.',
  },
  CW1024: {
    severity: 'error',
    title: 'Circular references',
    cause: 'Each `$ref` refers to the next one and the last refers to the first, so none has a target.',
    fix: 'Replace one of the references by its content.',
  },
  CW1025: {
    severity: 'warning',
    title: 'Reference is not a string',
    cause: 'The value of `$ref` must be a string. The reference was ignored.',
    fix: 'Write the reference as a string.',
  },
  CW1030: {
    severity: 'error',
    title: 'Malformed overlay',
    cause: 'The file does not follow the OpenAPI Overlay Specification 1.0.',
    fix: 'Correct the overlay at the place that the message shows.',
  },
  CW1031: {
    severity: 'warning',
    title: 'Overlay action without effect',
    cause: 'The target of the action selects nothing in the document. The document may have changed.',
    fix: 'Correct the target, or remove the action.',
  },
  CW1032: {
    severity: 'error',
    title: 'Overlay action cannot be applied',
    cause: 'The target of the action selects a value that this action cannot update or remove.',
    fix: 'Change the target: an update needs objects or arrays, and the whole document cannot be removed.',
  },
  CW1026: {
    severity: 'warning',
    title: 'Reference to another kind of object',
    cause:
      'A `$ref` refers to an object of another kind than its place allows, such as a schema in place of a parameter.',
    fix: 'Refer to an object of the right kind, such as one below `components/parameters`.',
  },
  CW1040: {
    severity: 'warning',
    title: 'Not kept by the upgrade',
    cause: 'The document has an older version and uses a feature that OpenAPI 3.1 does not have.',
    fix: 'Replace the feature by one of OpenAPI 3.1, in the document or in an overlay.',
  },
  CW1041: {
    severity: 'info',
    title: 'Keywords beside a reference are ignored',
    cause: 'OpenAPI 2.0 and 3.0 ignore everything beside `$ref`. Only 3.1 combines it with the reference.',
    fix: 'Remove the keywords, move the reference into `allOf`, or raise the version of the document to 3.1.',
  },
  CW1050: {
    severity: 'warning',
    title: 'Document breaks the specification',
    cause:
      'The document is not valid against the schema that the OpenAPI Initiative publishes for its version.',
    fix: 'Correct the document at the place that the message shows. clientwright used the parts that it understands.',
  },
  CW1051: {
    severity: 'info',
    title: 'Document was not validated',
    cause: 'The validation of the document took too long.',
    fix: 'Do nothing: the validation is advice, and the generated package does not depend on it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
