/** Table of the objects that OpenAPI allows at each position. Loading uses it to tell references from data that looks like one. */
import { keywords } from '../api/keywords.ts';
import type { Holding } from '../api/keywords.ts';

export type ObjectKind =
  | 'document'
  | 'components'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'responses'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'discriminator'
  | 'securityScheme'
  | 'link'
  | 'callback'
  | 'plain';

/** Content of a position: an object of a kind, or a list or map of them. `items` of a schema may be either. */
export interface Slot {
  readonly shape: 'one' | 'list' | 'map' | 'oneOrList';
  readonly kind: ObjectKind;
  /** A reference here is replaced by what it names: naming the target apart would only blur what is read. */
  readonly inPlace?: true;
}

const one = (kind: ObjectKind): Slot => ({ shape: 'one', kind });
const list = (kind: ObjectKind): Slot => ({ shape: 'list', kind });
const map = (kind: ObjectKind): Slot => ({ shape: 'map', kind });

export const documentSlot: Slot = one('document');

const encodings = {
  encoding: map('encoding'),
  prefixEncoding: list('encoding'),
  itemEncoding: one('encoding'),
};

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/**
 * Swagger 2.0 and OpenAPI 3.0 to 3.2 in one: no key means different things in two of them. What is not
 * listed is opaque: `example`, `examples`, `default`, `enum`, `const`, extensions, and keywords unknown here.
 */
const members: Readonly<Record<ObjectKind, ReadonlyMap<string, Slot>>> = {
  document: slots({
    info: one('plain'),
    servers: list('plain'),
    tags: list('plain'),
    paths: one('paths'),
    webhooks: { ...map('pathItem'), inPlace: true },
    'x-webhooks': { ...map('pathItem'), inPlace: true },
    components: one('components'),
    definitions: map('schema'),
    parameters: map('parameter'),
    responses: map('response'),
    securityDefinitions: map('securityScheme'),
  }),
  components: slots({
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
    mediaTypes: map('mediaType'),
  }),
  paths: slots({ '*': { ...one('pathItem'), inPlace: true } }),
  pathItem: slots({
    ...Object.fromEntries(methods.map((method) => [method, one('operation')])),
    additionalOperations: map('operation'),
    parameters: list('parameter'),
    servers: list('plain'),
  }),
  operation: slots({
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: one('responses'),
    callbacks: map('callback'),
    servers: list('plain'),
  }),
  parameter: slots({ schema: one('schema'), content: map('mediaType') }),
  requestBody: slots({ content: map('mediaType') }),
  responses: slots({ '*': one('response') }),
  response: slots({
    headers: map('header'),
    content: map('mediaType'),
    links: map('link'),
    schema: one('schema'),
  }),
  header: slots({ schema: one('schema'), content: map('mediaType') }),
  mediaType: slots({
    schema: one('schema'),
    itemSchema: one('schema'),
    ...encodings,
  }),
  encoding: slots({ headers: map('header'), ...encodings }),
  schema: slots(Object.fromEntries([...keywords].flatMap(([name, { holds }]) => slotHeld(name, holds)))),
  discriminator: slots({}),
  securityScheme: slots({}),
  link: slots({ server: one('plain') }),
  callback: slots({ '*': one('pathItem') }),
  plain: slots({}),
};

function slotHeld(name: string, holds: Holding): readonly (readonly [string, Slot])[] {
  switch (holds) {
    case 'value':
      return [];
    case 'schema':
      return [[name, one('schema')]];
    case 'list':
      return [[name, list('schema')]];
    case 'map':
      return [[name, map('schema')]];
    case 'schemaOrList':
      return [[name, { shape: 'oneOrList', kind: 'schema' }]];
    case 'discriminator':
      return [[name, one('discriminator')]];
  }
}

function slots(entries: Readonly<Record<string, Slot>>): ReadonlyMap<string, Slot> {
  return new Map(Object.entries(entries));
}

/** Returns the position under `key` of a value at `slot`. `null`: the specification allows nothing or data there. */
export function slotWithin(slot: Slot, key: string): Slot | null {
  if (slot.shape !== 'one') return { ...slot, shape: 'one' };
  const known = members[slot.kind];
  const exact = known.get(key);
  if (exact !== undefined) return exact;
  return key.startsWith('x-') ? null : (known.get('*') ?? null);
}

/** The slot of a value that may be one or a list of them, now that it is seen which. */
export function settle(slot: Slot, value: unknown): Slot {
  if (slot.shape !== 'oneOrList') return slot;
  return Array.isArray(value) ? list(slot.kind) : one(slot.kind);
}

/** Keys under which an author chooses the names: `default` or `example` among them is no keyword. */
export const nameMaps: ReadonlySet<string> = new Set(
  Object.values(members).flatMap((slots) =>
    [...slots].filter(([, { shape }]) => shape === 'map').map(([key]) => key),
  ),
);

/** Where shared objects of a kind live; `null` for kinds that can only be written in place. */
export function sectionOf(kind: ObjectKind, swagger: boolean): readonly string[] | null {
  const section = (swagger ? swaggerSections : sections).get(kind);
  if (section === undefined) return null;
  return swagger ? [section] : ['components', section];
}

const sections: ReadonlyMap<ObjectKind, string> = new Map([
  ['schema', 'schemas'],
  ['response', 'responses'],
  ['parameter', 'parameters'],
  ['requestBody', 'requestBodies'],
  ['header', 'headers'],
  ['securityScheme', 'securitySchemes'],
  ['link', 'links'],
  ['callback', 'callbacks'],
  ['pathItem', 'pathItems'],
  ['mediaType', 'mediaTypes'],
]);

const swaggerSections: ReadonlyMap<ObjectKind, string> = new Map([
  ['schema', 'definitions'],
  ['response', 'responses'],
  ['parameter', 'parameters'],
]);
