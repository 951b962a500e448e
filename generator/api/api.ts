/**
 * The API as the templates see it: everything resolved, named by identity, in canonical order.
 *
 * Plain, frozen, JSON-serialisable data (`--dump api`). Models, operations and properties are
 * sorted by name (code points); lists of the document stay as written.
 */
import type { Docs, Place } from './place.ts';
import type { JsonValue } from './json.ts';
import type { Schema } from './schema.ts';
import type { SecurityRequirement, SecurityScheme } from './security.ts';

export interface Api {
  readonly title: string;
  readonly version: string;
  readonly docs: Docs;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** Representation of 64-bit integers and points in time for callers. Absent: as in JSON. */
  readonly types?: RepresentedTypes;
  /** Patterns that can take exponential time: validators test them on short texts only. Absent: none. */
  readonly slowPatterns?: readonly string[];
  /** `closed`: the API adds no members to enums and no variants to unions. Absent: it may. */
  readonly enums?: 'closed';
  /** `absent`: in responses, null reads as absent where a member is optional and not nullable. Absent: it is an issue. */
  readonly nulls?: 'absent';
  readonly models: readonly Model[];
  /** Components that only refer to another one: callers use its model. Absent: none. */
  readonly componentAliases?: readonly ComponentAlias[];
  readonly operations: readonly Operation[];
  /** Webhooks and callbacks, by id. */
  readonly incoming: readonly IncomingRequest[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Security of every operation that does not declare its own. */
  readonly security: readonly SecurityRequirement[];
  readonly place: Place;
}

export interface Server {
  /** The URL as the document writes it, with its `{variables}`. */
  readonly url: string;
  /** OpenAPI 3.2. */
  readonly name: string | null;
  readonly description: string | null;
  readonly variables: readonly ServerVariable[];
  readonly place: Place;
}

export interface ServerVariable {
  readonly name: string;
  /** `null`: the document does not define the variable, so the caller must choose its value. */
  readonly default: string | null;
  readonly values: readonly string[];
  readonly description: string | null;
}

export interface Tag {
  readonly name: string;
  /** Name of the tag that contains it (OpenAPI 3.2). Absent: none. */
  readonly parent?: string;
  /** Purpose of the tag: `nav`, `badge`, `audience` or another word (OpenAPI 3.2). Absent: not described. */
  readonly kind?: string;
  readonly docs: Docs;
}

/** A named schema: a component, or an inline object or enum that was given a name. */
export interface Model {
  /** Unique id, independent of the order of the document and never shown. `ModelSchema.model` refers to it. */
  readonly id: string;
  /** Name before its case is chosen: the key of a component, or words derived for an inline schema. */
  readonly name: string;
  /** `component`: the document names it. `derived`: clientwright does; a component takes precedence for the same name. */
  readonly origin: 'component' | 'derived';
  /** Id of the model whose namespace contains it; `null`: it is at the top level. */
  readonly parent: string | null;
  /** An earlier name of the model that `schema` refers to. */
  readonly isAlias?: true;
  /** Direction that the plain name means where types differ: the first one in use. Absent: `response`. */
  readonly plain?: 'request';
  readonly schema: Schema;
  /** Directions that contain its values, directly or in other models. If both are `false`, nothing uses the model. */
  readonly usage: { readonly request: boolean; readonly response: boolean };
  readonly docs: Docs;
  /** The first place by file and pointer, then every other place that writes the same shape. */
  readonly place: Place;
  readonly otherPlaces: readonly Place[];
}

/** A component that is another name of a model. */
export interface ComponentAlias {
  /** The id that it would have as a model. */
  readonly id: string;
  readonly model: string;
  readonly place: Place;
}

/** Representations that a configuration may choose. */
export interface RepresentedTypes {
  readonly int64?: 'number' | 'string' | 'bigint';
  readonly dateTime?: 'string' | 'Date' | 'Temporal';
}

/** Methods with a field of their own in a path item. */
export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'query';

export interface Operation {
  /** Identity: the operationId, else `METHOD /path`. */
  readonly id: string;
  /** Resources and method in the client, before their case is chosen: `['workflows', 'executions', 'retrieve']`. */
  readonly path: readonly string[];
  /** In lower case; a method of `additionalOperations` as it is sent (OpenAPI 3.2). See `sentMethod`. */
  readonly method: string;
  /** `/workflows/executions/{id}` */
  readonly url: string;
  /** Path parameters first, in the order of the url; then query, header, cookie, each by name. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | null;
  /** Sorted: exact statuses, ranges, `default`. */
  readonly responses: readonly Response[];
  /** Alternatives: a call meets one of them, with all of its schemes. Empty: the operation needs no credentials. */
  readonly security: readonly SecurityRequirement[];
  /** Servers of the operation or its path item. Empty: those of the document apply. */
  readonly servers: readonly Server[];
  readonly tags: readonly string[];
  /** `null`: it returns no list, or the whole list at once. */
  readonly pagination: Pagination | null;
  readonly longPoll: LongPoll | null;
  readonly waiters: readonly Waiter[];
  readonly docs: Docs;
  readonly place: Place;
}

/** A request in the other direction: the application receives `requestBody`, and answers with one of `responses`. */
export interface IncomingRequest {
  readonly kind: 'webhook' | 'callback';
  /** Identity: `POST order.paid`, or `subscribe onData POST {$request.body#/url}`. */
  readonly id: string;
  /** Name before its case is chosen: `order paid`; of a callback, the path of its operation and its own name. */
  readonly name: string;
  /** Longer names, for requests that share the first one. */
  readonly alternatives: readonly string[];
  /** Id of the operation that the callback belongs to; `null`: a webhook. */
  readonly operation: string | null;
  /** In lower case, or a method of `additionalOperations` as it is written. */
  readonly method: string;
  /** Name of the webhook or callback, as the document writes it. */
  readonly key: string;
  /** Runtime expression of the URL of a callback; `null`: a webhook. */
  readonly url: string | null;
  /** Headers, parameters of the query and cookies, in this order and by name. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | null;
  /** Answers that the API understands. Empty: the document describes none. */
  readonly responses: readonly Response[];
  readonly tags: readonly string[];
  readonly docs: Docs;
  readonly place: Place;
}

/** `querystring`: the whole query (OpenAPI 3.2). `part`: a header of one part of a multipart body. */
export type ParameterLocation = 'path' | 'query' | 'querystring' | 'header' | 'cookie' | 'part';
export type ParameterStyle =
  'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';

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
  /** For a header of a part: the property of the part, or its position in a list; `*`: every other item of the list. */
  readonly part?: string;
  /** Encodings of the fields of a `querystring` that is a form. */
  readonly encoding?: readonly Encoding[];
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
 * How a value is encoded as bytes.
 *
 * `json`: JSON and `+json`. `form`: `application/x-www-form-urlencoded`. `multipart`: any `multipart` type.
 * `events`: `text/event-stream`. `lines`: JSON lines. `text`: any other text. `binary`: the rest.
 */
export type ContentFormat = 'json' | 'form' | 'multipart' | 'text' | 'binary' | 'events' | 'lines';

export interface Content {
  readonly mediaType: string;
  readonly format: ContentFormat;
  /** Schema of one item, for `events` and `lines`. */
  readonly schema: Schema;
  /** From `x-stream-end`: the data of the event that ends the stream; `null`: no event does. */
  readonly sentinel: string | null;
  /** For `form` and `multipart`: the properties for which the document has an Encoding Object. */
  readonly encoding: readonly Encoding[];
  /** Encodings of the first parts of a `multipart` list, and of all others (OpenAPI 3.2). */
  readonly positions?: PositionEncodings;
  /** Headers of the parts of a `multipart` request. A call takes them beside the body. */
  readonly partHeaders?: readonly Parameter[];
  /** `true`: a part of a `multipart` request can be a file. */
  readonly hasFiles: boolean;
  /** `true`: files in it would be lost, which another content of the request can carry. */
  readonly losesFiles?: boolean;
  /** `true`: a call sends it, or asks for it, unless it chooses another one. Set by the plan. */
  readonly isDefault?: boolean;
  /** Values of `example` and `examples`; absent where there are none. */
  readonly examples?: readonly JsonValue[];
  readonly place: Place;
}

export interface PartEncoding {
  readonly mediaType: string | null;
  readonly style: ParameterStyle | null;
  readonly explode: boolean | null;
  readonly allowReserved: boolean | null;
}

export interface Encoding extends PartEncoding {
  readonly property: string;
}

export interface PositionEncodings {
  readonly first: readonly PartEncoding[];
  readonly others: PartEncoding | null;
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

/** How a list is split into pages: from `x-pagination`, or detected in the parameters and the response. */
export interface Pagination {
  /** Name of the method that returns the items of all pages, before its case is chosen: `list all`. */
  readonly method: string;
  /** Detected in the parameters and the response: the document does not declare it. */
  readonly isDetected: boolean;
  /** Keys from a page to its items; empty: the page is the list. */
  readonly items: readonly string[];
  readonly next: NextPage;
  /** Keys to the boolean that tells whether another page follows; `null`: absent. */
  readonly more: readonly string[] | null;
  /** Keys to the number of all items (`offset`) or of all pages (`page`); `null`: absent. */
  readonly total: readonly string[] | null;
  /** Keys to the number of all items, for `page`; `null`: absent. */
  readonly totalItems: readonly string[] | null;
  readonly place: Place;
}

/** How the next page is requested. Parameters are query parameters. */
export type NextPage =
  /** The parameter takes the value at these keys of the page (`cursor`) or of its last item (`last-item`). */
  | {
      readonly kind: 'cursor' | 'last-item';
      readonly parameter: string;
      readonly cursor: readonly string[];
    }
  /** The parameter counts items, from 0. */
  | { readonly kind: 'offset'; readonly parameter: string }
  | { readonly kind: 'page'; readonly parameter: string; readonly first: 0 | 1 }
  | { readonly kind: 'url'; readonly url: readonly string[] }
  /** The header `Link` (RFC 8288) has the URL of the next page. */
  | { readonly kind: 'link' };

/** From `x-long-poll`: the server holds the request until the state changes or the window ends. */
export interface LongPoll {
  /** The parameter that sets the length of the window, and its bounds in milliseconds. */
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
  /** Status, without a body, of a window without a change; `null`: the response has the current state. */
  readonly elapsedStatus: number | null;
  /** Operation that returns the same model immediately. A wait calls it if less time is left than the smallest window. */
  readonly fallback: Fallback | null;
  readonly place: Place;
}

export interface Fallback {
  /** The id of the operation. */
  readonly operation: string;
  /** The parameter of the long-poll that supplies each of its parameters. */
  readonly parameters: readonly { readonly to: ParameterName; readonly from: ParameterName }[];
}

export type ParameterName = Pick<Parameter, 'name' | 'location'>;

/** From `x-waiters`: calls the operation repeatedly until a response ends the wait. */
export interface Waiter {
  /** `ExecutionCompleted` */
  readonly name: string;
  /** Name before its case is chosen: `wait until completed`. */
  readonly method: string;
  /** In milliseconds; `null`: the caller must pass it. */
  readonly maxWaitMs: number | null;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Keys from the response to the state: `['status']`; `null`: the response has no state. */
  readonly state: readonly string[] | null;
  /** Keys to the text of the reason for a failure; `null`: absent. */
  readonly reason: readonly string[] | null;
  /** States that end the wait without any other condition. */
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** States in which the wait goes on; `null`: every other state. */
  readonly pending: readonly string[] | null;
  /** Conditions that lists of states cannot express. They are tried before the lists, and the first match decides. */
  readonly acceptors: readonly Acceptor[];
  readonly place: Place;
}

/** Effect of a response on a wait if the condition holds. */
export interface Acceptor {
  readonly state: 'success' | 'failure' | 'retry';
  readonly condition: Condition;
  /** Keys to the text of the reason; only for failures. */
  readonly reason: readonly string[] | null;
  /** Number of consecutive matches that count; `null`: unlimited. */
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
  /** The value is one of several texts. */
  | { readonly kind: 'member'; readonly keys: readonly string[]; readonly values: readonly string[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
