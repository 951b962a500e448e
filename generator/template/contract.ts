/** The version of the contract between clientwright and templates, and what each version changed. */

/** A change of the contract that a template may depend on. */
export interface ContractChange {
  /** Version that brought the change. */
  readonly version: number;
  /** `changed` and `removed` can break a template; `added` cannot. */
  readonly kind: 'added' | 'changed' | 'removed';
  readonly change: string;
}

/** By version. A change of the types of templates adds an entry here. */
export const contractChanges: readonly ContractChange[] = [
  {
    version: 2,
    kind: 'changed',
    change: '`Statement` has the kind `program`; a `switch` over the kinds needs a case for it',
  },
  {
    version: 2,
    kind: 'changed',
    change: '`context.additions` has `bin`, which a template for the slot `package` has to write',
  },
  { version: 2, kind: 'added', change: '`jsonSchemaOf` returns a schema of the API model as JSON Schema' },
  {
    version: 2,
    kind: 'added',
    change:
      '`object`, `options`, `array`, `list`, `call`, `generic`, `union`, `objectType` and `block` write code, without absent entries',
  },
  { version: 2, kind: 'added', change: '`someSchema` searches a schema and its models' },
  { version: 2, kind: 'added', change: '`OperationSlot.waiterCall` is the function of a wait' },
  {
    version: 2,
    kind: 'added',
    change: '`ClientSlot.optionsFromEnvironment` and `environmentVariables` describe the environment',
  },
];

/** The contract of this clientwright. */
export const contractVersion = 2;

/** Changes that can break a template of an earlier version. */
export function breakingChangesSince(version: number): readonly ContractChange[] {
  return contractChanges.filter((each) => each.version > version && each.kind !== 'added');
}
