/** Where text of a document may reach the output, and how to put some there. */
import { isJsonArray, isJsonObject, type JsonValue } from '../../generator/api/json.ts';
import { cleanDocument } from './document.ts';

export interface Place {
  /** A JSON pointer: `value /info/title`, `key /components/schemas/Pet`. */
  readonly name: string;
  /** Prose or a value, or something that is named. */
  readonly kind: 'text' | 'name';
  readonly put: (document: Json, text: string) => void;
}

/** A document that is being made. */
export interface Json {
  [key: string]: JsonValue;
}

/** The clean document with hostile text in these places. */
export function hostileDocument(places: readonly Place[], text: string): string {
  const document: Json = structuredClone(cleanDocument);
  for (const place of places) place.put(document, text);
  return JSON.stringify(document);
}

const list = '/paths/~1pets/get';
const create = '/paths/~1pets/post';
const retrieve = '/paths/~1pets~1{id}/get';
const pet = '/components/schemas/Pet';

const texts: readonly string[] = [
  ...['title', 'summary', 'description', 'termsOfService', 'x-audience', 'contact/name', 'contact/url'].map(
    (field) => `/info/${field}`,
  ),
  ...['/info/license/name', '/info/contact/email', '/externalDocs/url', '/externalDocs/description'],
  ...['/tags/0/description', '/servers/0/description', '/servers/0/variables/region/description'],
  ...['/paths/~1pets/summary', '/paths/~1pets/description'],
  ...['summary', 'description', 'externalDocs/url', 'externalDocs/description'].map((f) => `${list}/${f}`),
  ...['parameters/0/description', 'parameters/0/schema/default', 'parameters/1/schema/enum/0'].map(
    (field) => `${list}/${field}`,
  ),
  ...['parameters/1/example', 'responses/200/description', 'responses/200/headers/X-Total/description'].map(
    (field) => `${list}/${field}`,
  ),
  ...['links/next/description', 'content/application~1json/examples/two/summary'].map(
    (field) => `${list}/responses/200/${field}`,
  ),
  `${list}/servers/0/description`,
  `${create}/description`,
  `${create}/requestBody/description`,
  `${create}/requestBody/content/application~1json/example/name`,
  `${create}/deprecated`,
  `${retrieve}/parameters/0/description`,
  ...['title', 'description', '$comment', 'required/0'].map((field) => `${pet}/${field}`),
  ...['name/description', 'name/pattern', 'name/example', 'name/default', 'name/format'].map(
    (field) => `${pet}/properties/${field}`,
  ),
  ...['state/enum/0', 'state/default', 'state/x-enum-varnames/0', 'sort/const', 'born/default'].map(
    (field) => `${pet}/properties/${field}`,
  ),
  ...['tags/default/0', 'settings/default/colour', 'settings/default', 'owner/title'].map(
    (field) => `${pet}/properties/${field}`,
  ),
  ...['Size/description', 'Size/enum/0', 'Size/default', 'Cat/properties/kind/const'].map(
    (field) => `/components/schemas/${field}`,
  ),
  '/components/responses/Created/description',
  '/components/securitySchemes/token/description',
  '/components/securitySchemes/bearer/bearerFormat',
];

/** Fields in which a name, an address or a word of the standard stands. */
const named: readonly string[] = [
  ...[
    '/info/version',
    '/servers/0/url',
    '/servers/0/variables/region/default',
    '/servers/0/variables/region/enum/1',
  ],
  ...[
    'operationId',
    'tags/0',
    'servers/0/url',
    'parameters/0/name',
    'parameters/2/name',
    'parameters/3/name',
  ].map((field) => `${list}/${field}`),
  `${create}/operationId`,
  `${create}/requestBody/content/multipart~1form-data/encoding/photo/contentType`,
  '/tags/0/name',
  '/components/schemas/Animal/discriminator/propertyName',
  '/components/schemas/Animal/discriminator/mapping/cat',
  ...['token/name', 'bearer/scheme', 'account/flows/implicit/authorizationUrl'].map(
    (field) => `/components/securitySchemes/${field}`,
  ),
  `${pet}/properties/owner/required/0`,
  ...['type', 'minLength', 'deprecated', 'nullable', 'format'].map(
    (field) => `${pet}/properties/name/${field}`,
  ),
];

const keys: readonly string[] = [
  ...['Pet', 'Problem', 'Cat', 'Size'].map((name) => `/components/schemas/${name}`),
  '/components/responses/Created',
  ...['token', 'account', 'bearer'].map((name) => `/components/securitySchemes/${name}`),
  '/components/securitySchemes/account/flows/implicit/scopes/read',
  ...['name', 'state', 'settings', 'owner', 'owner/properties/nick'].map(
    (name) => `${pet}/properties/${name}`,
  ),
  `${pet}/patternProperties/^x-`,
  `${pet}/properties/settings/default/colour`,
  '/components/schemas/Animal/discriminator/mapping/cat',
  ...['headers/X-Total', 'links/next', 'content/application~1json'].map(
    (key) => `${list}/responses/200/${key}`,
  ),
  `${list}/responses/200/content/application~1json/examples/two`,
  `${list}/responses/404`,
  `${create}/requestBody/content/multipart~1form-data`,
  `${create}/callbacks/born`,
  '/servers/0/variables/region',
  '/webhooks/arrived',
  '/info/x-audience',
];

export const places: readonly Place[] = [
  ...texts.map((pointer) => valuePlace(pointer, 'text')),
  ...named.map((pointer) => valuePlace(pointer, 'name')),
  ...keys.map(keyPlace),
  { name: 'segment of a path', kind: 'name', put: (document, text) => putSegment(document, `/pets/${text}`) },
  { name: 'parameter of a path', kind: 'name', put: putPathParameter },
];

function valuePlace(pointer: string, kind: Place['kind']): Place {
  return {
    name: `value ${pointer}`,
    kind,
    put: (document, text) => {
      const { parent, key } = find(document, pointer);
      if (parent !== null) define(parent, key, text);
    },
  };
}

function keyPlace(pointer: string): Place {
  return {
    name: `key ${pointer}`,
    kind: 'name',
    put: (document, text) => {
      const { parent, key } = find(document, pointer);
      const content = parent?.[key];
      if (parent === null || content === undefined) return;
      delete parent[key];
      define(parent, freeKey(parent, text), content);
      const target = `#${pointer.slice(0, pointer.lastIndexOf('/'))}/`;
      renameReferences(document, `${target}${key}`, `${target}${escapeKey(text)}`);
    },
  };
}

function putSegment(document: Json, path: string): void {
  const { parent } = find(document, '/paths/x');
  const content = parent?.['/pets'];
  if (parent === null || content === undefined) return;
  delete parent['/pets'];
  define(parent, path, content);
}

function putPathParameter(document: Json, text: string): void {
  const { parent } = find(document, '/paths/x');
  const item = parent?.['/pets/{id}'];
  if (parent === null || item === undefined) return;
  const { parent: parameter } = find(document, `${retrieve}/parameters/0/name`);
  if (parameter !== null) define(parameter, 'name', text);
  delete parent['/pets/{id}'];
  define(parent, `/pets/{${text}}`, item);
}

/** The object or list that a pointer leads into; `null` where another attack has replaced it. */
function find(document: Json, pointer: string): { readonly parent: Json | null; readonly key: string } {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = steps.pop() ?? '';
  let at: JsonValue | undefined = document;
  for (const step of steps) at = isJsonObject(at) || isJsonArray(at) ? Object(at)[step] : undefined;
  return { parent: isJsonObject(at) || isJsonArray(at) ? Object(at) : null, key };
}

/** Also a key `__proto__`, which an assignment would lose. */
function define(parent: Json, key: string, value: JsonValue): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function freeKey(parent: Json, key: string): string {
  return Object.hasOwn(parent, key) ? freeKey(parent, `${key} `) : key;
}

function escapeKey(key: string): string {
  return encodeURI(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
}

function renameReferences(content: JsonValue, from: string, to: string): void {
  if (isJsonArray(content)) for (const item of content) renameReferences(item, from, to);
  if (!isJsonObject(content)) return;
  for (const [key, member] of Object.entries(content)) {
    if (member === from) define(Object(content), key, to);
    else renameReferences(member, from, to);
  }
}
