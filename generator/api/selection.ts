/** Criteria that select the operations of a package. */
import { methods } from './requests.ts';

/** Criteria of operations. Names and paths may be globs: `orders.*`, `/v2/**`. */
export interface Selection {
  readonly tags?: readonly string[];
  /** Ids of operations. */
  readonly operations?: readonly string[];
  /** Keys of `paths`; of webhooks, their names. */
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  /** `true` selects deprecated operations, `false` all others. */
  readonly deprecated?: boolean;
}

/** `include` keeps operations that meet every criterion. `exclude` removes operations that meet any of them. */
export interface Selections {
  readonly include?: Selection;
  readonly exclude?: Selection;
}

export const selectionKeys: readonly (keyof Selection)[] = [
  'tags',
  'operations',
  'paths',
  'methods',
  'deprecated',
];

/** Methods that a selection may name, in lower case. */
export const selectableMethods: readonly string[] = [...methods, 'trace'];
