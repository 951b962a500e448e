/** The contract of a template, its version, and which templates a run uses. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { Plan, PlannedFile } from './plan.ts';
import type { RuntimeName } from './runtime-names.ts';
import type { PackageAdditions, RenderContext, SlotContracts, SlotName } from './slots.ts';
import type { FileContent } from './structures.ts';

/** Fills a slot (`slot: 'model'` replaces the built-in one) or adds to the package (`slot: null`). */
export interface Template<Slot extends SlotName | null> {
  /** Unique among the templates of a run. */
  readonly name: string;
  readonly slot: Slot;
  /** Version of the contract that a published template was written for: `contractVersion`. Absent: the current one. */
  readonly contract?: number;
  /**
   * Declares everything that the template will emit. Pure and synchronous; nothing is final yet.
   *
   * It returns the contract of its slot and a `render` for each file, which is called
   * when every name and path is final.
   */
  readonly declare: (api: Api, plan: Plan) => Declaration<Slot>;
}

/** Result of `declare`. */
export type Declaration<Slot extends SlotName | null> = Slot extends SlotName
  ? OpenDeclaration & { readonly slot: SlotContracts[Slot] }
  : OpenDeclaration;

interface OpenDeclaration {
  readonly files: readonly FileTemplate[];
  /** Names of the runtime that callers need with the names of this template; the entry exports them. */
  readonly runtimeExports?: readonly RuntimeName[];
  /** Entries of the `package.json`. */
  readonly package?: PackageAdditions;
}

export interface FileTemplate {
  readonly file: PlannedFile;
  readonly render: (context: RenderContext) => FileContent;
}

export type AnyTemplate = { readonly [Slot in SlotName]: Template<Slot> }[SlotName] | Template<null>;

/** Checks a template against its slot's contract as it is written, and returns it as it is. */
export function defineTemplate<const Slot extends SlotName | null>(template: Template<Slot>): Template<Slot> {
  return template;
}

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
  {
    version: 2,
    kind: 'changed',
    change: '`InlineSchemas.bodies` has a list for each media type: headers of parts, and the body last',
  },
  { version: 2, kind: 'added', change: '`jsonSchemaOf` returns a schema of the API model as JSON Schema' },
  {
    version: 2,
    kind: 'added',
    change:
      '`object`, `options`, `array`, `list`, `call`, `generic`, `union`, `objectType` and `block` write code, without absent entries',
  },
  {
    version: 2,
    kind: 'added',
    change: '`sentContent` is the content that a call sends where it chooses none',
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
function breakingChangesSince(version: number): readonly ContractChange[] {
  return contractChanges.filter((each) => each.version > version && each.kind !== 'added');
}

/** A replacement takes the position of the built-in template, so that shared files keep their order. Additions are last. */
export function chooseTemplates(
  builtIn: readonly AnyTemplate[],
  own: readonly AnyTemplate[],
  diagnostics: DiagnosticCollector,
): readonly AnyTemplate[] {
  reportContradictions(builtIn, own, diagnostics);
  for (const template of own) reportContract(template, diagnostics);
  const additions = own.filter(({ slot }) => slot === null);
  const replacements = new Map(own.map((template) => [template.slot, template]));
  const chosen = [...builtIn.map((template) => replacements.get(template.slot) ?? template), ...additions];
  for (const name of twinsOf(chosen.map((template) => template.name))) {
    diagnostics.report({ code: 'CW4004', message: `Two templates have the name "${name}".` });
  }
  return chosen;
}

/** A published template may be older or newer than this contract. */
function reportContract({ name, contract }: AnyTemplate, diagnostics: DiagnosticCollector): void {
  if (contract === undefined || contract === contractVersion) return;
  if (contract > contractVersion) {
    const message = `The template "${name}" needs contract ${contract} of templates; this clientwright has ${contractVersion}.`;
    diagnostics.report({ code: 'CW4015', message });
    return;
  }
  const changes = breakingChangesSince(contract);
  if (changes.length === 0) return;
  diagnostics.report({
    code: 'CW4014',
    message: `The template "${name}" was written for contract ${contract} of templates; this clientwright has ${contractVersion}.`,
    help: [
      'Update the template, or check it against these changes:',
      ...changes.map(({ version, kind, change }) => `  ${version}, ${kind}: ${change}`),
    ].join('\n'),
  });
}

/** A template that would silently do nothing: its slot is misspelt, or another one of the user's fills it too. */
function reportContradictions(
  builtIn: readonly AnyTemplate[],
  own: readonly AnyTemplate[],
  diagnostics: DiagnosticCollector,
): void {
  const slots = builtIn.map(({ slot }) => slot);
  for (const { name, slot } of own.filter((template) => template.slot !== null)) {
    if (slots.includes(slot)) continue;
    const message = `Unknown slot ${JSON.stringify(slot)} in the template "${name}".`;
    diagnostics.report({
      code: 'CW4002',
      message,
      help: `Use one of: ${slots.join(', ')}; or null to add files.`,
    });
  }
  for (const slot of twinsOf(own.map((template) => template.slot))) {
    if (slot !== null)
      diagnostics.report({ code: 'CW4003', message: `Two templates replace the slot "${slot}".` });
  }
}

function twinsOf<T>(items: readonly T[]): ReadonlySet<T> {
  return new Set(items.filter((item, index) => items.indexOf(item) !== index));
}
