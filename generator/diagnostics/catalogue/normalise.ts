/** Codes of normalising: what the document says that cannot be said, or says twice. */
import type { CatalogueEntry } from './entry.ts';

/** By code, ascending. */
export const normaliseEntries = {
  CW2001: {
    severity: 'warning',
    title: 'A reference leads to nothing that can stand here',
    cause:
      'The `$ref` names the whole document, leads back to itself, or names nothing once the document is read.',
    fix: 'Mend the reference, or add what it should name. Until then the value is of an unknown type.',
  },
  CW2002: {
    severity: 'warning',
    title: 'Not what OpenAPI expects here',
    cause: 'The value is of another type or form than the specification asks for at this place.',
    fix: 'Write it as the OpenAPI specification says. Until then it is left out.',
  },
  CW2003: {
    severity: 'warning',
    title: 'A keyword that is not validated',
    cause: 'The types and the validators cannot express what the keyword asks for.',
    fix: 'Remove the keyword to silence this message. The validators accept more values than the document allows.',
  },
  CW2004: {
    severity: 'info',
    title: 'Unknown keyword',
    cause: 'Neither JSON Schema nor OpenAPI defines this keyword. Often it is misspelt.',
    fix: 'Correct the spelling, or rename an extension so that it starts with `x-`.',
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
    cause:
      'The default value is not valid against the schema that it belongs to: of another type or format, or an integer that no number holds exactly.',
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
    fix: 'Give each its own. Until then they are named after their method and url, but one that the ledger knows by these keeps its name.',
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
  CW2035: {
    severity: 'warning',
    title: 'An operation that is not generated',
    cause: 'Its method is TRACE, which `fetch` refuses on every platform, or one of `additionalOperations`.',
    fix: 'Remove the operation with an overlay to silence this. Until then it is left out.',
  },
  CW2036: {
    severity: 'info',
    title: 'A text that no name can be made of',
    cause:
      'A tag or an operationId has no letter or digit that names are made of here: those of ASCII, and what Unicode knows to be one of them with an accent.',
    fix: 'Nothing, if the name that stands in for it will do. To choose one, write another text with an overlay, or change the name in `.clientwright/names.json`.',
  },
  CW2037: {
    severity: 'info',
    title: 'A text whose schema describes something else',
    cause:
      'A body of text or XML is read and sent as the string that it is, and its schema says that it is a number, an object or a list.',
    fix: 'Convert the string where it is used. If it is JSON after all, say so in the media type, with an overlay.',
  },
  CW2038: {
    severity: 'info',
    title: 'A body of a response that has none',
    cause:
      'Responses of status 1xx, 204, 205 and 304 end with their headers, whatever the document says of a body.',
    fix: 'Remove the content, or correct the status: 200 has a body. Until then the call gives no value for it.',
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
    title: 'A state that no waiter decides',
    cause:
      'The state has a value that stands in none of `success`, `failure` and `pending`, or in several of them; or that no acceptor names, or several do.',
    fix: 'Decide what the value means: write it in exactly one of the lists, or in one acceptor or its `pending`.',
  },
  CW2053: {
    severity: 'warning',
    title: 'A polling of x-speakeasy-polling that is left out',
    cause:
      'One of its criteria is of a kind that is not read, or can never hold for the answers of the operation.',
    fix: 'Correct it, or describe the wait with `x-waiters`, which is read in its place.',
  },
  CW2060: {
    severity: 'error',
    title: 'x-pagination that does not fit the operation',
    cause: 'A parameter, a pointer or a word of it does not exist or is not what it has to be.',
    fix: 'Correct the extension, in the document or in its overlay; `x-pagination: false` takes it away.',
  },
  CW2061: {
    severity: 'info',
    title: 'A list that looks as if it came in pages',
    cause:
      'The parameters and the answer have names by which many APIs turn pages, so that a function for all items is made. It is told once: what the ledger has is not told again.',
    fix: 'Where the list does not come in pages, write `x-pagination: false` at the operation, or at the top of the document for all of them, in an overlay. Where it turns them in another way, describe that with `x-pagination`.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
