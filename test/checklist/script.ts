/** What a case asks of its server, and what the server tells it afterwards: plain JSON, so that any runtime can say it. */
import type { Moment } from '../support/artu-executions.ts';

/** One answer, or what is given in its place. */
export interface Answer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body; it sets `content-type` to JSON. */
  readonly json?: unknown;
  /** The body, with the `content-type` of the headers or none. */
  readonly text?: string;
  /** The body, in base64. */
  readonly base64?: string;
  /** How the body is compressed; `bad`: it says gzip and is not. */
  readonly encoding?: 'gzip' | 'br' | 'bad';
  /** The body repeated, for large ones. */
  readonly times?: number;
  /** The body in pieces, and the milliseconds after each. */
  readonly chunks?: readonly string[];
  readonly everyMs?: number;
  /** Milliseconds before anything is sent. */
  readonly delayMs?: number;
  /** Milliseconds between the headers and the body. */
  readonly pauseMs?: number;
  /**
   * How the body ends. `stall`: never; `drip`: never, with white space again and again; `reset` and
   * `close`: by the connection; `short`: by the connection, with fewer bytes than the headers promise.
   */
  readonly ends?: 'whole' | 'stall' | 'drip' | 'reset' | 'close' | 'short';
  /** In place of an answer: the connection is reset, or closed in an orderly way, or nothing is ever sent. */
  readonly fault?: 'reset' | 'close' | 'silence';
}

/** What a server plays. */
export interface Script {
  /** To each request the next one; `null` is one that the timeline answers. The last one goes on. */
  readonly answers?: readonly (Answer | null)[];
  /** The states of every execution over time: answers, as ARTU does, what `answers` leave over. */
  readonly timeline?: readonly Moment[];
  /** Answers `wait` at once instead of holding it. */
  readonly holds?: boolean;
  /** How many times faster than the clock of the server's process the timeline and the windows run. */
  readonly speed?: number;
  /** What stands before the server: it gives its own answer once it has waited for this long. */
  readonly cut?: { readonly afterMs: number; readonly answer: Answer };
  /** `refuses`: nobody listens there; `deaf`: connections are taken, and then nothing is said, not even TLS. */
  readonly address?: 'refuses' | 'deaf';
}

/** One request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As text. */
  readonly body: string;
  /** Milliseconds since the server began. */
  readonly atMs: number;
  /** The same for all requests of one connection. */
  readonly connection: number;
  /** When the client went away before its answer was complete. */
  readonly closedAtMs: number | null;
}

/** All that a server saw until now. */
export interface Log {
  readonly requests: readonly SeenRequest[];
  readonly openConnections: number;
  /** Milliseconds since the server began. */
  readonly nowMs: number;
}
