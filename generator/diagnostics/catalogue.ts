/** Every code that a diagnostic can have, with what it means, why it happens and how to mend it. */
import type { Severity } from './severity.ts';

export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

/** 1xxx load, 2xxx normalise, 3xxx names and plan, 4xxx templates, 5xxx emit and write, 6xxx configuration. */
export const catalogue = {
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
    title: 'A reference leaves the folder of the document',
    cause:
      'A `$ref` names a file that is not below the folder that the document lies in, also after symbolic links, or is no `.json`, `.yaml` or `.yml`. It was not read.',
    fix: 'Move the file below the folder of the document, or generate from a document at the folder that holds all of them.',
  },
  CW1021: {
    severity: 'error',
    title: 'A reference to the web is not allowed',
    cause: 'A `$ref` names a web address whose origin was not allowed. It was not fetched.',
    fix: 'Keep a copy of the file beside the document, or add the origin to `allowedOrigins` in the configuration.',
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
    cause: 'The file or the pointer that a `$ref` names does not exist: what it stands for is unknown.',
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
  CW2001: {
    severity: 'warning',
    title: 'A reference leads nowhere',
    cause: 'Nothing stands where the `$ref` points to.',
    fix: 'Mend the reference, or add what it names. Until then the value is of an unknown type.',
  },
  CW2002: {
    severity: 'warning',
    title: 'Not what OpenAPI expects here',
    cause: 'The value is of another type than the specification asks for at this place.',
    fix: 'Write it as the OpenAPI specification says. Until then it is left out.',
  },
  CW2003: {
    severity: 'warning',
    title: 'A keyword that types cannot say',
    cause: 'The schema restricts its values with a keyword that has no counterpart in the generated types.',
    fix: 'Nothing has to be done: the types accept more values than the document does. Leave the keyword out to silence this.',
  },
  CW2004: {
    severity: 'info',
    title: 'An unknown keyword',
    cause: 'Neither JSON Schema nor OpenAPI defines this keyword: often a misspelling.',
    fix: 'Correct its spelling, or give it a name that starts with `x-`.',
  },
  CW2005: {
    severity: 'warning',
    title: 'A limit that is no limit',
    cause: 'The value of a limit has the wrong type, or is out of its range.',
    fix: 'Write a number (a whole one of at least 0 for lengths and counts). Until then the limit is left out.',
  },
  CW2006: {
    severity: 'warning',
    title: 'A pattern that JavaScript cannot read',
    cause: 'The regular expression uses syntax of another language.',
    fix: 'Write it as ECMA-262 says, the dialect that JSON Schema asks for. Until then it is not checked.',
  },
  CW2007: {
    severity: 'warning',
    title: 'An enum member that its type excludes',
    cause: 'The schema gives both a type and a member that is not of that type, so no value can be it.',
    fix: 'Change the type or the member. Until then the member is left out.',
  },
  CW2008: {
    severity: 'warning',
    title: 'A default that its schema refuses',
    cause: 'The default value is not valid against the schema that it belongs to.',
    fix: 'Change the default or the schema. Until then there is no default.',
  },
  CW2009: {
    severity: 'info',
    title: 'A required property that is not declared',
    cause: '`required` names a property that `properties` does not.',
    fix: 'Declare the property. Until then it is required, and of an unknown type.',
  },
  CW2010: {
    severity: 'warning',
    title: 'No value can satisfy this schema',
    cause: 'Its parts exclude each other.',
    fix: 'Change one of the parts that are joined by `allOf` or stand beside each other.',
  },
  CW2011: {
    severity: 'warning',
    title: 'A schema that is made only of itself',
    cause:
      'Following `$ref`, `allOf`, `anyOf` or `oneOf` leads back to the schema without any property between.',
    fix: 'Break the circle. Until then the value is of an unknown type.',
  },
  CW2012: {
    severity: 'warning',
    title: 'A discriminator that cannot tell the members apart',
    cause: 'Its mapping names no member of the union, or a member has no value of its own.',
    fix: 'Map a value to each member, by reference or by the name of a component.',
  },
  CW2013: {
    severity: 'info',
    title: 'A closed object that allOf extends',
    cause:
      '`additionalProperties: false` looks only at the properties beside it, so the properties that the other members of `allOf` add would never be accepted.',
    fix: 'Use `unevaluatedProperties: false`, or leave it out. The properties of all members are accepted.',
  },
  CW2014: {
    severity: 'info',
    title: 'Property names that types cannot say',
    cause:
      '`patternProperties` or `propertyNames` restricts the keys of an object that also has named properties.',
    fix: 'Nothing has to be done: the types accept every key that the document does.',
  },
  CW2015: {
    severity: 'info',
    title: 'A component that is only another name',
    cause: 'The component is nothing but a reference to another one, which is used in its place.',
    fix: 'Nothing has to be done. Refer to the other component to silence this.',
  },
  CW2016: {
    severity: 'info',
    title: 'Two shapes want the same name',
    cause: 'Schemas without a name of their own would be called the same from where they stand.',
    fix: 'Move one of them to `components/schemas`, under the name that you want.',
  },
  CW2018: {
    severity: 'warning',
    title: 'A schema that is nested too deep',
    cause: 'Schemas lie deeper in one another than any real document needs.',
    fix: 'Break it into components. Until then what lies deeper is of an unknown type.',
  },
  CW2020: {
    severity: 'warning',
    title: 'An operationId that is used twice',
    cause: 'Two operations have the same operationId, which has to be unique.',
    fix: 'Give each its own. Until then both are named after their method and url.',
  },
  CW2021: {
    severity: 'warning',
    title: 'Two operations want the same name',
    cause: 'Their operationIds, or what stands in for them, differ in nothing that a name keeps.',
    fix: 'Change one of the operationIds. Until then the method and url are part of the name.',
  },
  CW2022: {
    severity: 'warning',
    title: 'A path with a query or a fragment',
    cause: 'The key under `paths` holds a `?` or `#`, which OpenAPI does not allow there.',
    fix: 'Declare the query as parameters. Until then what follows the path is left out.',
  },
  CW2030: {
    severity: 'warning',
    title: 'A parameter that is declared twice',
    cause: 'Two parameters of one list have the same name and location.',
    fix: 'Remove one of them. Until then the first is used.',
  },
  CW2031: {
    severity: 'warning',
    title: 'A path variable without a parameter',
    cause: 'The url holds a variable in braces that no path parameter declares.',
    fix: 'Declare it. Until then it is a required string.',
  },
  CW2032: {
    severity: 'warning',
    title: 'A path parameter without a variable',
    cause: 'The parameter is `in: path`, and the url does not hold its name in braces.',
    fix: 'Correct the name, or remove the parameter. Until then it is left out.',
  },
  CW2033: {
    severity: 'info',
    title: 'A header that is no parameter',
    cause:
      'OpenAPI ignores parameters for Accept, Content-Type and Authorization: content types and security schemes describe them.',
    fix: 'Remove the parameter.',
  },
  CW2034: {
    severity: 'info',
    title: 'A part that is not generated',
    cause: 'Webhooks, callbacks and links describe no request that a client makes.',
    fix: 'Nothing has to be done.',
  },
  CW2040: {
    severity: 'warning',
    title: 'An unknown security scheme',
    cause: '`security` names a scheme that `components/securitySchemes` does not define.',
    fix: 'Define it, or correct the name. Until then the scheme is ignored.',
  },
  CW2050: {
    severity: 'error',
    title: 'x-long-poll that does not fit the operation',
    cause: 'A parameter, an operation or a number that it names does not exist or is not what it has to be.',
    fix: 'Correct the extension, in the document or in its overlay.',
  },
  CW2051: {
    severity: 'error',
    title: 'A waiter that does not fit the operation',
    cause: '`x-waiters` or `x-terminal` names a state, a key or a number that the operation does not have.',
    fix: 'Correct the extension, in the document or in its overlay.',
  },
  CW2052: {
    severity: 'error',
    title: 'A state that no waiter list decides',
    cause:
      'The state has a value that stands in none of `success`, `failure` and `pending`, or in several of them.',
    fix: 'Decide what the value means, and write it in exactly one of the three lists.',
  },
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
    fix: 'Restore .clientwright/manifest.json from version control (either side of a merge will do) and run again with --force; or delete the output folder and generate it anew.',
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
      'There is no configuration file in this folder, and the command line does not name a spec and an output folder.',
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
    cause: '`init` could not read the spec or write the configuration file.',
    fix: 'Mend what the message names and run `init` again; nothing else was changed.',
  },
  CW3001: {
    severity: 'info',
    title: 'A name was taken',
    cause: 'Two things of the document would have the same name in the client, and one of them keeps it.',
    fix: 'Rename one of them in the document, or give it a name in `.clientwright/names.json`.',
  },
  CW3002: {
    severity: 'error',
    title: 'The name ledger cannot be read',
    cause: '`.clientwright/names.json` is not what the generator writes, perhaps after a merge.',
    fix: 'Restore it from version control, or mend it: an object of identities and names.',
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
  CW6012: {
    severity: 'error',
    title: 'Web address instead of a file',
    cause:
      'The spec or an overlay is given as a web address. What is generated has to follow from what is committed, or `check` could not tell who changed what.',
    fix: 'Download the document into the repository and give its path; commit it together with the package.',
  },
  CW9001: {
    severity: 'error',
    title: 'Internal error',
    cause: 'The generator met a case that it believes cannot happen.',
    fix: 'Please report it, with the smallest document that shows it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type DiagnosticCode = keyof typeof catalogue;
