/** The contract of a template: it declares files and symbols, and renders each file once all names are final. */
import type { Api } from '../api/api.ts';
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
