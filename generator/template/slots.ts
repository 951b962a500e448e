/**
 * What each slot promises to the others: the symbols that its template declares.
 *
 * A template that replaces a slot returns such an object from `declare`; one that lacks a member
 * does not compile, and is a diagnostic where nobody compiled it.
 */
import type { Model, Operation, Waiter } from '../api/api.ts';
import type { PlannedSymbol } from './plan.ts';

/**
 * `response`: as the caller gets it. `request`: as the caller gives it.
 * `wire`: as the server sends it, nothing filled in yet.
 */
export type Direction = 'request' | 'response' | 'wire';

export interface SlotContracts {
  readonly model: ModelSlot;
  readonly validator: ValidatorSlot;
  readonly operation: OperationSlot;
  readonly client: ClientSlot;
  readonly runtime: RuntimeSlot;
  readonly entry: EntrySlot;
  readonly package: PackageSlot;
}

export type SlotName = keyof SlotContracts;

export interface ModelSlot {
  /** The type of a model's values; directions may share one symbol. */
  readonly type: (model: Model, direction: Direction) => PlannedSymbol;
  /** The list of an enum's known members; `null` where the model is no enum. */
  readonly values: (model: Model) => PlannedSymbol | null;
}

export interface ValidatorSlot {
  /** The validator that callers use: `Pet.parse(body)`. */
  readonly validator: (model: Model) => PlannedSymbol;
  /** The function behind it, for the check of another model. */
  readonly check: (model: Model) => PlannedSymbol;
  /** Fills in the defaults of a checked value; `null` where there are none. */
  readonly fill: (model: Model) => PlannedSymbol | null;
  /** Turns digits of a value that is sent into the numbers that they are; absent or `null`: there are none. */
  readonly write?: (model: Model) => PlannedSymbol | null;
  /** Which formats of text are asserted; `usual` where it says nothing. */
  readonly formats?: 'usual' | 'all';
}

export interface OperationSlot {
  readonly resources: readonly ResourceSymbols[];
  /** The function of one operation: `retrieve(transport, parameters, options)`. */
  readonly call: (operation: Operation) => PlannedSymbol;
  /** What it is called as a method of its resource. */
  readonly method: (operation: Operation) => PlannedSymbol;
  /** The method that goes through all pages; absent or `null`: there are none. */
  readonly allItems?: (operation: Operation) => PlannedSymbol | null;
  /** The method that waits; absent or `null`: there is none. */
  readonly waiter?: (operation: Operation, waiter: Waiter) => PlannedSymbol | null;
}

/** Operations that share a path of names. */
export interface ResourceSymbols {
  /** `['workflows', 'executions']`, as words; empty for operations without a resource. */
  readonly path: readonly string[];
  /** What the path is called in the client, one name a step. */
  readonly members: readonly PlannedSymbol[];
  readonly operations: readonly Operation[];
  /** The interface of its operations, bound to a client. */
  readonly type: PlannedSymbol;
  /** Makes such an object from a transport. */
  readonly bind: PlannedSymbol;
}

export interface ClientSlot {
  readonly createClient: PlannedSymbol;
  readonly createTransport: PlannedSymbol;
  readonly client: PlannedSymbol;
  readonly options: PlannedSymbol;
}

export interface RuntimeSlot {
  /** A name of the runtime; asking for it is what brings its module into the package. */
  readonly name: (name: string) => PlannedSymbol;
  /** What the entry hands on to callers, whatever operations there are. */
  readonly publicNames: readonly PlannedSymbol[];
}

export interface EntrySlot {
  readonly path: string;
}

export interface PackageSlot {
  readonly manifest: string;
}
