/** How much a diagnostic weighs: a file of its own, as the catalogue and the diagnostics both need it. */

/** `error` stops the run before anything is written; `--strict` makes `warning` do so too. */
export type Severity = 'error' | 'warning' | 'info';
