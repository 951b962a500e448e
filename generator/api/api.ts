/**
 * The API as the templates see it: everything resolved, named by identity, in canonical order.
 *
 * Plain, frozen, JSON-serialisable data (`--dump api`). Models, operations and properties are
 * sorted by name (code points); lists of the document stay as written.
 */
import type { Docs } from './docs.ts';
import type { JsonValue } from './json.ts';
import type { Place } from './place.ts';
import type { Schema } from './schema.ts';

export interface Api {
  readonly title: string;
  readonly version: string;
  readonly docs: Docs;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** Representation of 64-bit integers and points in time for callers. Absent: as in JSON. */
  readonly types?: RepresentedTypes;
  readonly models: readonly Model[];
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Security of every operation that does not declare its own. */
  readonly security: readonly SecurityRequirement[];
  readonly place: Place;
}

export interface Server {
  /** The URL as the document writes it, with its `{variables}`. */
  readonly url: string;
  readonly description: string | null;
  readonly variables: readonly ServerVariable[];
  readonly place: Place;
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly description: string | null;
}

export interface Tag {
  readonly name: string;
  readonly docs: Docs;
}

/** A schema with a name of its own: a component, or a promoted inline object or enum. */
export interface Model {
  /** Identity: stable under reordering, unique, never shown. Other schemas refer to it. */
  readonly id: string;
  /** Words of the name, not yet cased: the key of a component, or words derived for an inline schema. */
  readonly name: string;
  /** `component`: the author named it. `derived`: we did; the name gives way where both want one. */
  readonly origin: 'component' | 'derived';
  /** The model whose namespace it lives in; `null` at the top. */
  readonly parent: string | null;
  readonly schema: Schema;
  /** Which way values of it travel, also inside other models. Both `false`: nothing uses it. */
  readonly usage: { readonly request: boolean; readonly response: boolean };
  readonly docs: Docs;
  /** The first place by file and pointer, and all others where the same shape is written. */
  readonly place: Place;
  readonly otherPlaces: readonly Place[];
}

/** Representations that a configuration may choose. */
export interface RepresentedTypes {
  readonly int64?: 'number' | 'string' | 'bigint';
  readonly dateTime?: 'string' | 'Date' | 'Temporal';
}

export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'query';

export interface Operation {
  /** Identity: the operationId, else `METHOD /path`. */
  readonly id: string;
  /** Where it stands in the client, as words not yet cased: `['workflows', 'executions', 'retrieve']`. */
  readonly path: readonly string[];
  readonly method: HttpMethod;
  /** `/workflows/executions/{id}` */
  readonly url: string;
  /** Path parameters first, in the order of the url; then query, header, cookie, each by name. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | null;
  /** Sorted: exact statuses, ranges, `default`. */
  readonly responses: readonly Response[];
  /** Any one of these is enough; each is a set of schemes that go together. Empty: none is needed. */
  readonly security: readonly SecurityRequirement[];
  /** Only where the operation or its path item overrides those of the document. */
  readonly servers: readonly Server[];
  readonly tags: readonly string[];
  /** `null`: it gives out no list, or the whole of it at once. */
  readonly pagination: Pagination | null;
  readonly longPoll: LongPoll | null;
  readonly waiters: readonly Waiter[];
  readonly docs: Docs;
  readonly place: Place;
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';
export type ParameterStyle =
  'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

export interface Parameter {
  /** The name that is sent. */
  readonly name: string;
  readonly location: ParameterLocation;
  readonly required: boolean;
  readonly schema: Schema;
  /** Value that the server uses if the parameter is absent. The client does not send it. */
  readonly default: JsonValue | undefined;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** `content` instead of `schema`: the media type that the value is written in. */
  readonly mediaType: string | null;
  readonly docs: Docs;
  readonly place: Place;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: readonly Content[];
  readonly docs: Docs;
  readonly place: Place;
}

/**
 * How bytes and values turn into each other.
 *
 * `json` also `+json`; `form` urlencoded; `multipart` form-data; `text` any other text;
 * `binary` the rest; `events` text/event-stream; `lines` JSON lines.
 */
export type ContentFormat = 'json' | 'form' | 'multipart' | 'text' | 'binary' | 'events' | 'lines';

export interface Content {
  readonly mediaType: string;
  readonly format: ContentFormat;
  /** Of `events` and `lines`: of one item. */
  readonly schema: Schema;
  /** From `x-stream-end`: the data of an event that says that the stream is over; `null`: none does. */
  readonly sentinel: string | null;
  /** For `form` and `multipart`: only the properties that the document says something of. */
  readonly encoding: readonly Encoding[];
  /** Of a request in `multipart`: whether a part can be a file. */
  readonly hasFiles: boolean;
  /** Values of `example` and `examples`; absent where there are none. */
  readonly examples?: readonly JsonValue[];
  readonly place: Place;
}

export interface Encoding {
  readonly property: string;
  readonly mediaType: string | null;
  readonly style: ParameterStyle | null;
  readonly explode: boolean | null;
  readonly allowReserved: boolean | null;
}

export interface Response {
  /** `'200'`, a range `'4XX'`, or `'default'`. */
  readonly status: string;
  /** Empty: no body. */
  readonly content: readonly Content[];
  readonly headers: readonly ResponseHeader[];
  readonly docs: Docs;
  readonly place: Place;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly docs: Docs;
}

/** `api.securitySchemes` that are sent together, by name. */
export interface SecurityRequirement {
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
}

export type SecurityScheme =
  | (SecuritySchemeBase & { readonly kind: 'bearer'; readonly format: string | null })
  | (SecuritySchemeBase & { readonly kind: 'basic' })
  | (SecuritySchemeBase & {
      readonly kind: 'apiKey';
      readonly location: 'header' | 'query' | 'cookie';
      readonly parameter: string;
      /** The values that it may have, from `x-enum` (an overlay may add it); empty: any text. */
      readonly values: readonly string[];
    })
  | (SecuritySchemeBase & { readonly kind: 'oauth2' | 'openIdConnect' })
  | (SecuritySchemeBase & { readonly kind: 'other'; readonly scheme: string });

interface SecuritySchemeBase {
  readonly name: string;
  /** From `x-option`: what the client's option for it is called; `null`: its own name. */
  readonly option: string | null;
  readonly docs: Docs;
  readonly place: Place;
}

/** From `x-pagination`, or seen in the shapes of parameters and answer: a list comes in pages. */
export interface Pagination {
  /** `list all`, words not yet cased: what gives out the items of all pages. */
  readonly method: string;
  /** Seen in the shapes, where nothing says so. */
  readonly isDetected: boolean;
  /** Keys from a page to its items; empty: the page is the list. */
  readonly items: readonly string[];
  readonly next: NextPage;
  /** Keys to whether another page follows; `null`: the page does not say. */
  readonly more: readonly string[] | null;
  /** Keys to the number of all items (`offset`) or of all pages (`page`). */
  readonly total: readonly string[] | null;
  readonly place: Place;
}

/** How the next page is asked for; parameters are those of the query. */
export type NextPage =
  /** The parameter takes what the page, or the last of its items, has at the keys. */
  | {
      readonly kind: 'cursor' | 'last-item';
      readonly parameter: string;
      readonly cursor: readonly string[];
    }
  /** The parameter counts items, from 0. */
  | { readonly kind: 'offset'; readonly parameter: string }
  | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
  | { readonly kind: 'url'; readonly url: readonly string[] }
  /** The header `Link` (RFC 8288) leads to it. */
  | { readonly kind: 'link' };

/** From `x-long-poll`: the server holds the request until something happens or a window ends. */
export interface LongPoll {
  /** The parameter that asks for the window, and its bounds in milliseconds. */
  readonly window: {
    readonly parameter: string;
    readonly location: 'query' | 'header';
    /** Unit of the parameter. */
    readonly unit: 'ms' | 's';
    /** Text before and after the number, such as `wait=` in `Prefer: wait=30`. `null`: only the number is sent. */
    readonly template: { readonly before: string; readonly after: string } | null;
    readonly minMs: number;
    readonly maxMs: number;
    readonly defaultMs: number;
  };
  /** Added to the window for the timeout of one attempt, in milliseconds. */
  readonly graceMs: number;
  /** The status, without a body, of a window in which nothing happened; `null`: the current state is told. */
  readonly elapsedStatus: number | null;
  /** Operation that returns the same model at once. A wait calls it if less time is left than the smallest window. */
  readonly fallback: Fallback | null;
  readonly place: Place;
}

export interface Fallback {
  /** The id of the operation. */
  readonly operation: string;
  /** Which parameter of the long-poll each of its parameters is given. */
  readonly parameters: readonly { readonly to: ParameterName; readonly from: ParameterName }[];
}

export type ParameterName = Pick<Parameter, 'name' | 'location'>;

/** From `x-waiters`: a loop over the operation until an answer settles the matter. */
export interface Waiter {
  /** `ExecutionCompleted` */
  readonly name: string;
  /** `waitUntilCompleted`, words not yet cased. */
  readonly method: string;
  /** Milliseconds; `null`: the caller must give it. */
  readonly maxWaitMs: number | null;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Keys from the response to what holds the state: `['status']`; `null`: none does. */
  readonly state: readonly string[] | null;
  /** Keys to the text that says why it failed; `null`: none. */
  readonly reason: readonly string[] | null;
  /** States that settle the matter, where nothing more has to be looked at. */
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** States to wait through; `null`: any other. */
  readonly pending: readonly string[] | null;
  /** Conditions that lists of states cannot express. They are tried before the lists; the first that matches decides. */
  readonly acceptors: readonly Acceptor[];
  readonly place: Place;
}

/** Effect of an answer on a wait, if the condition holds. */
export interface Acceptor {
  readonly state: 'success' | 'failure' | 'retry';
  readonly condition: Condition;
  /** Keys to the text that says why; only of failures. */
  readonly reason: readonly string[] | null;
  /** How often in a row it counts; `null`: always. */
  readonly limit: number | null;
}

/** A condition on the status of a response, and on values in its body. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'status'; readonly operator: Comparison; readonly value: number }
  | {
      readonly kind: 'body';
      readonly keys: readonly string[];
      readonly operator: Comparison;
      readonly value: string | number | boolean | null;
    }
  /** One of several texts. */
  | { readonly kind: 'member'; readonly keys: readonly string[]; readonly values: readonly string[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
