/** The sizes beyond which a document is refused: far above every real one, far below what hangs or exhausts a run. */

/** The largest public document known is below 20 MB. */
export const maximumBytes = 64 * 1024 * 1024;

/** Real documents stay below 60; every recursion over a document relies on this. */
export const maximumDepth = 500;

/** References that are replaced by what they name, which can multiply; 2,850 files of one real document have 700. */
export const maximumPlaced = 20_000;

/** Values after YAML aliases and inlined references are expanded; GitHub's 13 MB are below 500,000. */
export const maximumNodes = 2_000_000;
