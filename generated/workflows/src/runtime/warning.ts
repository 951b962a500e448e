/** Warnings: problems that do not stop a call. */

/**
 * Kind of a warning.
 *
 * `response`: a response does not match the document, with the validation mode `report`. `state`: a wait found
 * a state that the document does not name. `progress`: `onProgress` of a wait failed. `timeout`: a timeout was
 * shorter than a long-poll, and was raised; reported once.
 */
export type WarningKind = 'response' | 'state' | 'progress' | 'timeout';

export interface Warning {
  readonly kind: WarningKind;
  readonly message: string;
  readonly cause?: unknown;
}

/** Returns a function that reports warnings. Errors of the callback are ignored. */
export function warnWith(
  onWarning: (warning: Warning) => void = ({ message }) => console.warn(message),
): (warning: Warning) => void {
  return (warning) => {
    try {
      onWarning(warning);
    } catch {
      // An error of the callback must not fail the call.
    }
  };
}

/** Callback for warnings, and the kinds that were reported. */
export interface WarningState {
  readonly warned: Set<WarningKind>;
  readonly onWarning: (warning: Warning) => void;
}

/** Reports a warning once for each kind. */
export function warnOnce({ warned, onWarning }: WarningState, warning: Warning): void {
  if (warned.has(warning.kind)) return;
  warned.add(warning.kind);
  onWarning(warning);
}
