/** Which operations of a document a package has. */

/** Criteria of operations. Names and paths may be globs: `orders.*`, `/v2/**`. */
export interface Selection {
  readonly tags?: readonly string[];
  /** Ids of operations. */
  readonly operations?: readonly string[];
  /** Keys of `paths`; of webhooks, their names. */
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  /** Whether the operation is deprecated. */
  readonly deprecated?: boolean;
}

/** `include`: operations that meet every criterion. `exclude`: all others than those that meet one of them. */
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
export const selectableMethods: readonly string[] = [
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'query',
  'trace',
];
