/** Turns a parameter in which a window is written among other text, as `wait=30`, into its milliseconds. */

/** How the window is written. */
export interface WindowText {
  /** What stands before the number, and after it. */
  readonly before: string;
  readonly after: string;
  /** How many milliseconds one of its units has. */
  readonly unitMs: number;
}

/** `undefined`: the text asks for none. */
export function windowIn(
  text: string | undefined,
  { before, after, unitMs }: WindowText,
): number | undefined {
  const start = text?.indexOf(before) ?? -1;
  if (text === undefined || start < 0) return undefined;
  const digits = /^\d+/.exec(text.slice(start + before.length))?.[0];
  const isWhole =
    digits !== undefined && text.startsWith(after, start + before.length + digits.length);
  return isWhole ? Number(digits) * unitMs : undefined;
}
