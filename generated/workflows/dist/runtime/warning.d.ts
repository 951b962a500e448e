/** Warnings: problems that do not stop a call. */
/**
* Kind of a warning.
*
* `response`: a response does not match the document, with the validation mode `report`. `state`: a wait found
* a state that the document does not name. `progress`: `onProgress` of a wait failed. `timeout`: a timeout was
* shorter than a long-poll, and was raised; reported once.
*/
export type WarningKind = "response" | "state" | "progress" | "timeout";
export interface Warning {
	readonly kind: WarningKind;
	readonly message: string;
	readonly cause?: unknown;
}
/** Returns a function that reports warnings. Errors of the callback are ignored. */
export declare function warnWith(onWarning?: (warning: Warning) => void): (warning: Warning) => void;
/** Callback for warnings, and the kinds that were reported. */
export interface WarningState {
	readonly warned: Set<WarningKind>;
	readonly onWarning: (warning: Warning) => void;
}
/** Reports a warning once for each kind. */
export declare function warnOnce({ warned, onWarning }: WarningState, warning: Warning): void;
