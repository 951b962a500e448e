/** Turns what is wrong but stops no call into something that a program can look at. */

/**
 * `response`: another shape than the document says, where validation only reports; `state`: one that was
 * not known when this client was made; `progress`: the callback of a wait failed; `timeout`: one that is
 * shorter than a long-poll, and was raised, told once.
 */
export type WarningKind = 'response' | 'state' | 'progress' | 'timeout';

export interface Warning {
  readonly kind: WarningKind;
  readonly message: string;
  readonly cause?: unknown;
}

/** Tells the console, or whom the option names; what that one throws does not become the call's failure. */
export function warnWith(
  onWarning: (warning: Warning) => void = ({ message }) => console.warn(message),
): (warning: Warning) => void {
  return (warning) => {
    try {
      onWarning(warning);
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** Who is told, and of which kinds that is over. */
export interface Warned {
  readonly warned: Set<WarningKind>;
  readonly onWarning: (warning: Warning) => void;
}

/** Gives a warning, but each kind once. */
export function warnOnce({ warned, onWarning }: Warned, warning: Warning): void {
  if (warned.has(warning.kind)) return;
  warned.add(warning.kind);
  onWarning(warning);
}
