/** How a command ended → the number that a shell or a CI step sees. */

/** Part of the public contract: scripts and CI steps depend on them. */
export const exitCodes = {
  ok: 0,
  /** Errors in the input, or differences that `check` found. */
  failed: 1,
  /** Wrong usage or configuration: nothing was tried. */
  usage: 2,
  /** `EX_SOFTWARE` of sysexits: a fault of ours. */
  bug: 70,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
