/** Codes of normalising: content of the document that is ignored, changed or ambiguous. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const normaliseEntries = {
  CW2001: {
    severity: 'warning',
    title: 'Reference without a usable target',
    cause:
      'The `$ref` refers to the whole document or to itself, or its target does not exist in the resolved document. The value has an unknown type.',
    fix: 'Correct the reference, or add its target.',
  },
  CW2002: {
    severity: 'warning',
    title: 'Unexpected value',
    cause: 'The specification requires another type or form at this place. The value is ignored.',
    fix: 'Write the value as the OpenAPI specification requires.',
  },
  CW2003: {
    severity: 'warning',
    title: 'Keyword is not validated',
    cause:
      'The schema has a constraint that neither the types nor the validators check. They accept more values than the document allows.',
    fix: 'Do nothing, or remove the keyword with an overlay to silence this warning.',
  },
  CW2004: {
    severity: 'info',
    title: 'Unknown keyword',
    cause: 'Neither JSON Schema nor OpenAPI defines this keyword. It may be misspelt.',
    fix: 'Correct the spelling, or begin the name with `x-`.',
  },
  CW2005: {
    severity: 'warning',
    title: 'Invalid limit',
    cause: 'The value of a limit has the wrong type or is out of range. The limit is ignored.',
    fix: 'Write a number. Lengths and counts must be whole numbers of at least 0.',
  },
  CW2006: {
    severity: 'warning',
    title: 'Pattern that JavaScript cannot read',
    cause: 'The regular expression uses the syntax of another language. The pattern is not checked.',
    fix: 'Rewrite it in the syntax of ECMA-262, which JSON Schema requires.',
  },
  CW2007: {
    severity: 'warning',
    title: 'Enum member of the wrong type',
    cause:
      'The schema has a type, and an enum member is of another type, so that no value can match it. The member is ignored, and the whole enum where at most one member is left. Where the type is an object or a list and all members are texts, numbers or booleans, the type is ignored instead.',
    fix: 'Change the type or the member.',
  },
  CW2008: {
    severity: 'warning',
    title: 'Invalid default',
    cause:
      'The default value is not valid against its own schema: it has another type or format, or is an integer that a number cannot hold exactly. The default is ignored.',
    fix: 'Change the default or the schema.',
  },
  CW2009: {
    severity: 'info',
    title: 'Required property is not declared',
    cause:
      '`required` contains a name that `properties` does not declare. The property is required and has an unknown type.',
    fix: 'Declare the property.',
  },
  CW2010: {
    severity: 'warning',
    title: 'No value is valid',
    cause: 'The parts of the schema exclude each other.',
    fix: 'Change one of the parts that `allOf` combines or that the schema has at the same level.',
  },
  CW2011: {
    severity: 'warning',
    title: 'Schema refers only to itself',
    cause:
      '`$ref`, `allOf`, `anyOf` or `oneOf` leads back to the schema without a property between. The value has an unknown type.',
    fix: 'Break the circle.',
  },
  CW2012: {
    severity: 'warning',
    title: 'Discriminator cannot tell the members apart',
    cause:
      'The mapping has a value without a member of the union, or a member has no value of its own. Or a base lists the values of the property, and none is the name of a schema that extends it: the base stays as it is written.',
    fix: 'Map one value to each member, by reference or by component name.',
  },
  CW2013: {
    severity: 'info',
    title: 'Closed object extended by other members',
    cause:
      '`additionalProperties: false` sees only the properties at its own level, so it would reject the properties that other members of `allOf`, or the alternatives of `anyOf` or `oneOf` beside it, add. The properties of all members are accepted.',
    fix: 'Use `unevaluatedProperties: false`, or remove the keyword.',
  },
  CW2015: {
    severity: 'info',
    title: 'Component is an alias',
    cause: 'The component is only a reference to another one, which is used in its place.',
    fix: 'Do nothing, or refer to the other component to silence this note.',
  },
  CW2016: {
    severity: 'info',
    title: 'Two schemas with the same derived name',
    cause: 'Inline schemas have no names of their own, and their positions give them the same name.',
    fix: 'Move one of them to `components/schemas`, under the name that you want.',
  },
  CW2017: {
    severity: 'warning',
    title: 'Pattern that can take exponential time',
    cause:
      'A group of the pattern repeats something that can match in several ways, so that one text can keep the process busy for years. Validators accept texts of more than 16 characters without testing the pattern.',
    fix: 'Write the pattern so that every text matches in one way, such as `^\\w+(?: \\w+)*$` in place of `^(\\w+ ?)*$`.',
  },
  CW2018: {
    severity: 'warning',
    title: 'Schema nested too deeply',
    cause: 'The schema nests deeper than any real document needs. Deeper parts have an unknown type.',
    fix: 'Split the schema into components.',
  },
  CW2020: {
    severity: 'warning',
    title: 'Duplicate operationId',
    cause:
      'Two operations have the same operationId, or one has the operationId that the name ledger keeps for another. Callers know the operation of the ledger by it, so that one keeps its name. Names of others contain method and path.',
    fix: 'Give each operation its own operationId.',
  },
  CW2021: {
    severity: 'warning',
    title: 'Two operations with the same name',
    cause:
      'Their operationIds, or the names derived for them, differ only in characters that names do not keep. The names contain what tells the operations apart: method, path or variables.',
    fix: 'Change one of the operationIds. Add one to an operation that has none.',
  },
  CW2022: {
    severity: 'warning',
    title: 'Path with a fragment or an unreadable query',
    cause:
      'A key of `paths` contains a fragment, or a query that no URL can have. The part that the message names is ignored. A query such as `?beta=true` is sent.',
    fix: 'Declare the query as parameters. Remove the fragment.',
  },
  CW2023: {
    severity: 'warning',
    title: 'Two responses for the same statuses',
    cause:
      'Ranges are compared without their case: `2XX` and `2xx` are the same range. The first by name is used.',
    fix: 'Merge the two responses, and remove one key.',
  },
  CW2024: {
    severity: 'warning',
    title: 'Brace without a parameter of its own',
    cause:
      'A key of `paths` has a brace that does not enclose the name of a parameter, and is sent as it is; or it has one parameter more than once, and each place gets the same value.',
    fix: 'Close the brace, add the name of the parameter, or give each place a name of its own.',
  },
  CW2025: {
    severity: 'warning',
    title: 'Two paths that are the same',
    cause:
      'Paths that differ only in the names of their parameters are the same path (OpenAPI 3.1, section 4.8.8.1). A client is generated for both, and their requests cannot be told apart.',
    fix: 'Merge the two path items, or correct the path of one.',
  },
  CW2030: {
    severity: 'warning',
    title: 'Duplicate parameter',
    cause: 'Two parameters of one list have the same name and location. The first is used.',
    fix: 'Remove one of them.',
  },
  CW2031: {
    severity: 'warning',
    title: 'Path variable without a parameter',
    cause:
      'The path has a variable in braces that no path parameter declares. The variable is a required string.',
    fix: 'Declare the parameter.',
  },
  CW2032: {
    severity: 'warning',
    title: 'Path parameter without a variable',
    cause:
      'The parameter is `in: path`, but the path does not contain its name in braces. The parameter is ignored.',
    fix: 'Correct the name, or remove the parameter.',
  },
  CW2033: {
    severity: 'info',
    title: 'Ignored header parameter',
    cause:
      'OpenAPI ignores parameters for Accept, Content-Type and Authorization. Media types and security schemes describe these headers.',
    fix: 'Remove the parameter.',
  },
  CW2034: {
    severity: 'info',
    title: 'Not generated',
    cause: 'The part describes no request of a client, so no code is generated for it.',
    fix: 'Do nothing.',
  },
  CW2035: {
    severity: 'warning',
    title: 'Operation is not generated',
    cause:
      'The method is TRACE, which `fetch` refuses on every platform, or the operation is one of `additionalOperations`.',
    fix: 'Do nothing, or remove the operation with an overlay to silence this warning.',
  },
  CW2036: {
    severity: 'info',
    title: 'Text without characters for a name',
    cause:
      'A tag or operationId has no letter or digit that a name can contain. Names contain ASCII letters and digits; accented letters lose their accents.',
    fix: 'Keep the substitute name, or choose one: change the text with an overlay, or change the name in `.clientwright/names.json`.',
  },
  CW2037: {
    severity: 'info',
    title: 'Text body with a schema of another type',
    cause:
      'A text or XML body is read and sent as a string, but its schema describes a number, an object or a list.',
    fix: 'Convert the string where you use it. If the body is JSON, correct its media type with an overlay.',
  },
  CW2038: {
    severity: 'info',
    title: 'Response that cannot have a body',
    cause:
      'Responses with status 1xx, 204, 205 and 304 have no body. The content is ignored, and the call returns no value for this status.',
    fix: 'Remove the content, or correct the status, such as 200.',
  },
  CW2039: {
    severity: 'warning',
    title: 'Body that cannot be sent',
    cause:
      'An operation with GET or HEAD has a request body. Its content has no meaning in HTTP, and `fetch` refuses to send one. A call with a body is an `ApiRequestError`.',
    fix: 'Describe the operation with QUERY or POST if the server has one, or its values as query parameters. Otherwise remove the body in an overlay.',
  },
  CW2040: {
    severity: 'warning',
    title: 'Unknown security scheme',
    cause:
      '`security` contains a name that `components/securitySchemes` does not define. The scheme is ignored.',
    fix: 'Define the scheme, or correct the name.',
  },
  CW2041: {
    severity: 'warning',
    title: 'Bytes in JSON',
    cause:
      '`format: binary` describes bytes, and JSON has none: no standard defines how they are written. The client sends and accepts a string.',
    fix: 'Describe the encoding that the server uses, such as `format: byte` (`contentEncoding: base64` since OpenAPI 3.1), or send the body as multipart/form-data.',
  },
  CW2042: {
    severity: 'warning',
    title: 'Parts inside a part',
    cause:
      'An Encoding Object describes the parts of a multipart body inside another one. The client encodes such a part as JSON, text or a file.',
    fix: 'Pass the inner body as a `Blob` that holds its encoded parts.',
  },
  CW2050: {
    severity: 'error',
    title: 'Invalid x-long-poll',
    cause: 'The extension refers to a parameter or operation that does not exist, or has a wrong value.',
    fix: 'Correct the extension in the document or its overlay.',
  },
  CW2051: {
    severity: 'error',
    title: 'Invalid waiter',
    cause:
      '`x-waiters` or `x-terminal` refers to a state or key that the operation does not have, or has a wrong value.',
    fix: 'Correct the extension in the document or its overlay.',
  },
  CW2052: {
    severity: 'error',
    title: 'Undecided state',
    cause:
      'The waiter has a state that is in none of `success`, `failure` and `pending`, or in several of them; or that no acceptor decides, or several do.',
    fix: 'Add the state to exactly one of the lists, or to one acceptor or its `pending`.',
  },
  CW2053: {
    severity: 'warning',
    title: 'Polling of x-speakeasy-polling is ignored',
    cause:
      'One of its criteria has an unsupported kind, or can never be true for the responses of the operation.',
    fix: 'Correct the criterion, or describe the wait with `x-waiters`, which is used instead.',
  },
  CW2060: {
    severity: 'error',
    title: 'Invalid x-pagination',
    cause: 'The extension refers to a parameter or pointer that does not exist, or has a wrong value.',
    fix: 'Correct the extension in the document or its overlay. `x-pagination: false` turns pagination off.',
  },
  CW2061: {
    severity: 'info',
    title: 'List that appears to be paginated',
    cause:
      'The parameters and the response have the names that many APIs use for pagination, so a function for all items is generated. Lists in the name ledger are not reported again.',
    fix: 'Check that the list is paginated in this way. Otherwise set `x-pagination: false` at the operation, or at the top of the document for all operations, in an overlay; or describe the pagination with `x-pagination`.',
  },
  CW2062: {
    severity: 'warning',
    title: 'x-pagination of another vendor',
    cause:
      'The extension has none of the members that clientwright reads, so it belongs to another tool. It is ignored.',
    fix: 'Do nothing, or describe the pagination with `x-pagination` as docs/pages-and-streams.md shows, in an overlay.',
  },
  CW2063: {
    severity: 'error',
    title: 'Selection of nothing',
    cause:
      'A tag, an id, a path or a method of `include` or `exclude` matches no operation of the document. It may be misspelt, or the document has changed.',
    fix: 'Correct or remove it. `*` matches within one segment of a path, `**` matches several.',
  },
  CW2064: {
    severity: 'error',
    title: 'No operation left',
    cause: '`include` and `exclude` together leave no operation of the document.',
    fix: 'Widen `include`, or narrow `exclude`. An operation must meet every criterion of `include`.',
  },
  CW2065: {
    severity: 'info',
    title: 'End of a stream recognised',
    cause:
      'The document mentions the event `[DONE]` at a stream, or the request asks for a stream of JSON with a property `stream`. APIs in the style of OpenAI end such streams with `[DONE]`.',
    fix: 'No change is needed. If the stream has no such event, set `x-stream-end: false` at its media type in an overlay; `x-stream-end: TEXT` declares another one.',
  },
  CW2066: {
    severity: 'info',
    title: 'List that may be paginated by number',
    cause:
      'The operation takes the number of a page, but it is not certain what ends the list: `total` may count items or pages, or the response has no count. A wrong guess would lose items.',
    fix: 'Add the printed action to an overlay, and correct it where the API differs. Otherwise set `x-pagination: false` at the operation.',
  },
  CW2067: {
    severity: 'warning',
    title: 'Form without fields',
    cause:
      'The body is a form or multipart, and its schema describes a text, a number, a boolean or a list. A form consists of named fields. Calls may send any fields, and the validator of a webhook or callback accepts any.',
    fix: 'Describe an object with a property for each field, or use the media type of the value, such as `text/plain` or `application/octet-stream`.',
  },
  CW2070: {
    severity: 'warning',
    title: 'Unusable name of an enum member',
    cause:
      'An extension such as `x-enum-varnames` has another number of names than the enum has members, a name twice, or a name that is not an identifier. The members concerned get no constant.',
    fix: 'Write one name for each member: letters, digits, `_` and `$`, not beginning with a digit.',
  },
  CW2071: {
    severity: 'warning',
    title: 'Parameter without a text form',
    cause:
      'The items or members of the parameter can be lists or objects themselves. No style but `deepObject` defines how these are written. A call that passes one fails with an `ApiRequestError` and sends nothing.',
    fix: 'Describe what the server reads: `content: application/json` in place of `schema`, the style `deepObject`, or items and members without lists and objects.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
