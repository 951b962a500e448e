/** Turns what is wrong but stops no call into something that a program can look at. */

/**
 * `response`: another shape than the document says, where validation only reports; `timeout`: shorter
 * than a long-poll needs, so it was made longer; `state`: one that was unknown when this client was made;
 * `progress`: the callback of a wait failed.
 */
export type WarningKind = 'response' | 'timeout' | 'state' | 'progress';

export interface Warning {
  readonly kind: WarningKind;
  readonly message: string;
  readonly cause?: unknown;
}

/** What happens to warnings where no option says otherwise. */
export function warnOnConsole({ message }: Warning): void {
  console.warn(message);
}
