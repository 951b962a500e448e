/** A change between two versions of an API: what changed, where, and what it does to callers and deployed clients. */
import type { Place } from '../api/place.ts';

/** Every kind of change, by the part of the API that it concerns. The list is closed: judges and reports cover each. */
export const changeKinds = [
  'operation-added',
  'operation-removed',
  'operation-renamed',
  'path-changed',
  'method-changed',
  'operation-deprecated',
  'operation-restored',
  'stability-changed',
  'sunset-changed',
  'security-changed',
  'scheme-changed',
  'servers-changed',
  'operation-servers-changed',
  'pagination-changed',
  'long-poll-changed',
  'waiter-added',
  'waiter-removed',
  'waiter-changed',

  'parameter-added',
  'parameter-removed',
  'parameter-renamed',
  'parameter-moved',
  'parameter-required',
  'parameter-optional',
  'parameter-style-changed',
  'parameter-default-changed',
  'parameter-deprecated',

  'body-added',
  'body-removed',
  'body-required',
  'body-optional',
  'media-type-added',
  'media-type-removed',
  'media-type-replaced',
  'encoding-changed',
  'stream-end-changed',
  'success-added',
  'success-removed',
  'error-added',
  'error-removed',
  'response-emptied',
  'response-filled',
  'header-added',
  'header-removed',
  'header-required',
  'header-optional',

  'incoming-added',
  'incoming-removed',
  'incoming-url-changed',
  'incoming-body-added',
  'incoming-body-removed',
  'incoming-field-added',
  'incoming-field-removed',
  'incoming-field-required',
  'incoming-field-optional',
  'answer-added',
  'answer-removed',
  'answer-filled',
  'answer-emptied',

  'property-added',
  'property-removed',
  'property-required',
  'property-optional',
  'property-read-only',
  'property-write-only',
  'property-shared',
  'property-deprecated',
  'default-changed',
  'null-added',
  'null-removed',
  'type-widened',
  'type-narrowed',
  'type-changed',
  'value-added',
  'value-removed',
  'values-opened',
  'values-closed',
  'constant-changed',
  'variant-added',
  'variant-removed',
  'tag-changed',
  'keys-opened',
  'keys-closed',
  'format-added',
  'format-removed',
  'format-changed',
  'limit-tightened',
  'limit-loosened',
  'rule-added',
  'rule-removed',
  'representation-changed',

  'name-added',
  'name-removed',
  'name-changed',
  'option-added',
  'option-removed',
  'option-changed',
  'signature-changed',

  'documentation-changed',
  'version-changed',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

export type Direction = 'request' | 'response';

/** Result for code that calls the package. `tests`: only full mocks, exhaustive code and wrappers stop compiling. */
export type CodeVerdict = 'compiles' | 'tests' | 'breaks';

/** Consequences of a change for code, and for the two pairs of versions that meet during a deployment. */
export interface Effect {
  readonly code: CodeVerdict;
  /** A deployed client and a server of the new document. */
  readonly oldClientBreaks: boolean;
  /** A client of the new document and a server that has not been updated. */
  readonly newClientBreaks: boolean;
}

/** Order in which server and clients can be deployed. `together`: no order avoids failures. */
export type DeployOrder = 'either' | 'server-first' | 'client-first' | 'together';

/** The part of the API that a change is in. */
export type Owner =
  | { readonly kind: 'api' }
  | { readonly kind: 'operation'; readonly before: string | null; readonly after: string | null }
  /** A webhook or callback. */
  | { readonly kind: 'incoming'; readonly before: string | null; readonly after: string | null }
  /** `key`: the pair of models in one direction, which `Reach` has the users of. */
  | {
      readonly kind: 'model';
      readonly before: string | null;
      readonly after: string | null;
      readonly key: string | null;
    }
  | { readonly kind: 'name'; readonly identity: string };

/** Ids of what the owner is in the two APIs; empty where it is neither an operation, a webhook nor a model. */
export function idsOf(owner: Owner): readonly (string | null)[] {
  switch (owner.kind) {
    case 'operation':
    case 'incoming':
    case 'model':
      return [owner.before, owner.after];
    case 'api':
    case 'name':
      return [];
  }
}

/** Both places in the documents. */
export interface ChangePlaces {
  readonly before: Place | null;
  readonly after: Place | null;
}

/** A change before it is judged and explained. */
export interface Finding {
  readonly kind: ChangeKind;
  /** Way that the value travels; `null` for everything that is not a value. */
  readonly direction: Direction | null;
  readonly owner: Owner;
  /** Steps from the owner: `['200', 'steps', '[]', 'status']`. */
  readonly path: readonly string[];
  /** Short text of either side, as a reader knows it: `string`, `"paused"`, `maxLength 20`. */
  readonly before: string | null;
  readonly after: string | null;
  readonly places: ChangePlaces;
  readonly effect: Effect;
}

/** An operation that a change reaches, as callers and servers know it. */
export interface ReachedOperation {
  readonly id: string;
  /** `orders.list` */
  readonly call: string;
  readonly method: string;
  readonly url: string;
}

/** Position in a file; `line` is `null` where it is unknown. */
export interface Location {
  readonly file: string;
  readonly line: number | null;
}

/** Reason why a change does not fail a run, although it may break something. */
export interface Allowance {
  readonly kind: 'ignored' | 'sunset' | 'unstable';
  readonly reason: string;
}

/** `source` breaks code, `wire` breaks deployed clients, `soft` breaks tests only, `info` breaks nothing. */
export const severities = ['source', 'wire', 'soft', 'info', 'docs'] as const;

export type ChangeSeverity = (typeof severities)[number];

/** A change as reports show it. */
export interface Change {
  readonly kind: ChangeKind;
  readonly severity: ChangeSeverity;
  readonly direction: Direction | null;
  /** `orders.list`, `Order`, or the title of the API. */
  readonly subject: string;
  readonly subjectKind: Owner['kind'];
  /** Nested path in the subject: `200 → steps[].status`. */
  readonly path: string;
  /** One path from an operation: `orders.list → 200 → items[].status`. `null`: no operation reaches it. */
  readonly example: string | null;
  /** One sentence: what changed. */
  readonly message: string;
  /** One sentence: what to do. `null`: nothing. */
  readonly advice: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly code: CodeVerdict;
  readonly clientsBreak: boolean;
  readonly order: DeployOrder;
  /** Operations that the change reaches, sorted by call. */
  readonly operations: readonly ReachedOperation[];
  readonly places: ChangePlaces;
  /** Places in the documents with lines; filled in by the command, which has the texts. */
  readonly document: Location | null;
  readonly output: Location | null;
  readonly allowance: Allowance | null;
  /** Stable over wording, positions and other changes. */
  readonly fingerprint: string;
}
