/** What a template is: it declares files and symbols from the API, and renders each file once all names are final. */
import type { Api, Model, Operation } from '../api/api.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Plan, PlannedFile, PlannedSymbol } from './plan.ts';
import type { SlotContracts, SlotName } from './slots.ts';
import type { FileContent } from './structures.ts';

/** Fills a slot (`slot: 'model'` replaces the built-in one) or adds to the package (`slot: null`). */
export interface Template<Slot extends SlotName | null> {
  /** Unique among the templates of a run. */
  readonly name: string;
  readonly slot: Slot;
  /**
   * Declares everything that the template will emit. Pure and synchronous; nothing is final yet.
   *
   * What it returns holds the contract of its slot and a `render` for each file, which is called
   * when every name and path is final.
   */
  readonly declare: (api: Api, plan: Plan) => Declaration<Slot>;
}

/** What `declare` returns. */
export type Declaration<Slot extends SlotName | null> = Slot extends SlotName
  ? OpenDeclaration & { readonly slot: SlotContracts[Slot] }
  : OpenDeclaration;

interface OpenDeclaration {
  readonly files: readonly FileTemplate[];
  /** Names of the runtime that callers need with the names of this template; the entry exports them. */
  readonly runtimeExports?: readonly string[];
}

export interface FileTemplate {
  readonly file: PlannedFile;
  readonly render: (context: RenderContext) => FileContent;
}

/** Handed to `render`: the API, the other templates' symbols, and what the package is called. */
export interface RenderContext {
  readonly api: Api;
  readonly slots: SlotContracts;
  readonly package: PackageIdentity;
  /** The model of a schema of kind `model`. */
  readonly model: (id: string) => Model;
  readonly operation: (id: string) => Operation;
  /** The final name of a symbol, for prose and for keys. For code use `type(symbol)` or `value(symbol)`. */
  readonly nameOf: (symbol: PlannedSymbol) => string;
  /** The same with the names of the namespaces that it lives in: `Pet.Owner`. */
  readonly qualifiedNameOf: (symbol: PlannedSymbol) => string;
  /** Every symbol that the entry exports, by file, in canonical order; names of the runtime last. */
  readonly publicSymbols: readonly PlannedSymbol[];
  readonly fileOf: (symbol: PlannedSymbol) => PlannedFile;
  /** The path of a file in the package. */
  readonly pathOf: (file: PlannedFile) => string;
  readonly report: (report: Report) => void;
}

export interface PackageIdentity {
  readonly name: string;
  readonly version: string;
  /** What relative imports end in; `ts`: the sources are what is imported, without a build. */
  readonly importExtension: 'js' | 'ts';
}

export type AnyTemplate = { readonly [Slot in SlotName]: Template<Slot> }[SlotName] | Template<null>;

/** Checks a template against its slot's contract as it is written, and returns it as it is. */
export function defineTemplate<const Slot extends SlotName | null>(template: Template<Slot>): Template<Slot> {
  return template;
}
