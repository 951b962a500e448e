/**
 * Contracts of the slots: the members that the template of each slot offers to other templates.
 *
 * A template that fills a slot returns its contract from `declare`. A missing member is a type error,
 * and the diagnostic CW4002 for authors without a compiler.
 */
import type { Api, Content, IncomingRequest, Model, Operation, Parameter, Waiter } from '../api/api.ts';
import type { Docs, Place } from '../api/place.ts';
import type { Schema } from '../api/schema.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Code, Dependency } from './code.ts';
import type { PlannedFile, PlannedSymbol } from './plan.ts';
import type { RuntimeName } from './runtime-names.ts';
import type { Statement } from './structures.ts';

/**
 * Which value a type describes.
 *
 * `request`: as callers pass it. `response`: as callers get it. `wire`: as the server sends it, before
 * defaults are filled in and values converted.
 */
export type Direction = 'request' | 'response' | 'wire';

/** The contract of each slot, by its name. */
export interface SlotContracts {
  readonly model: ModelSlot;
  readonly validator: ValidatorSlot;
  readonly operation: OperationSlot;
  readonly incoming: IncomingSlot;
  readonly client: ClientSlot;
  readonly runtime: RuntimeSlot;
  readonly entry: EntrySlot;
  readonly package: PackageSlot;
}

export type SlotName = keyof SlotContracts;

export interface ModelSlot {
  /** Type of a model's values. Directions may share one symbol. */
  readonly type: (model: Model, direction: Direction) => PlannedSymbol;
  /** Type of the values of any schema: of a parameter, or of a list of models in a response. */
  readonly typeOf: (schema: Schema, direction: Direction, context: RenderContext) => Code;
  /** Constant that lists the known members of an enum. Absent or `null`: validators list the members again. */
  readonly values?: (model: Model) => PlannedSymbol | null;
}

export interface ValidatorSlot {
  /** Constant that validates values of a model. Its type extends `Parser` of the runtime. */
  readonly validator: (model: Model) => PlannedSymbol;
  /** Code that validates the schemas of one operation that are not models. It goes into the file of the operation. */
  readonly inline: (schemas: InlineSchemas, context: RenderContext) => InlineValidators;
  /**
   * Function that changes a copy of a value to what a request contains, in place or by returning another one: it
   * removes read-only properties and converts integers. Absent or `null`: the value is sent as it is.
   */
  readonly encode?: (schema: Schema, context: RenderContext) => Code | null;
}

/** Schemas of one operation that need code in its file. */
export interface InlineSchemas {
  /** Properties of the argument of the call; empty where it takes none. */
  readonly parameters: readonly CallProperty[];
  /** For each media type that a call can choose, the body and headers of its parts, which `parameters` then lacks. */
  readonly bodies?: readonly (readonly CallProperty[])[];
  /** Contents of responses that are not models, such as a list of models. */
  readonly responses: readonly InlineResponse[];
  /** Name in the file of the operation for a constant that the code may share, such as compiled patterns. */
  readonly shared: PlannedSymbol;
}

export interface InlineResponse {
  /** Name that the validator must be declared by. Its type extends `Parser` of the runtime. */
  readonly validator: PlannedSymbol;
  /** Words for the response: `list response`. */
  readonly name: string;
  readonly schema: Schema;
}

export interface InlineValidators {
  /** Declares the validator of each response, and `shared` where the code uses it. */
  readonly statements: readonly Statement[];
  /** Function `(value, out) => void` for `parameterCheck` of the runtime; `null`: the argument is not validated. */
  readonly parameters: Code | null;
  /** The same for each of `bodies`. */
  readonly bodies?: readonly (Code | null)[];
}

export interface OperationSlot {
  readonly resources: readonly ResourceSymbols[];
  /**
   * Function of one operation: `call(transport, parameters, options)`.
   *
   * `parameters` are optional if each of their properties is. An operation that takes none has them as well,
   * of the type `NoParameters`: its first parameter then changes no call.
   */
  readonly call: (operation: Operation) => PlannedSymbol;
  /** Name of the operation as a method of its resource; the method takes the same without the transport. */
  readonly method: (operation: Operation) => PlannedSymbol;
  /** Type of `parameters`; `null`: the operation takes none, and its calls accept `{}` or `undefined`. */
  readonly parameters: (operation: Operation) => PlannedSymbol | null;
  /** Properties of `parameters`: one for each parameter, then the body. */
  readonly properties: (operation: Operation, context: RenderContext) => readonly CallProperty[];
  /** Type of the value that a call resolves to. */
  readonly result: (operation: Operation, context: RenderContext) => Code;
  /** Interface with the type of each described error body, by status. Absent or `null`: none is described. */
  readonly errors?: (operation: Operation) => PlannedSymbol | null;
  /** Method that iterates over the items of all pages. Absent or `null`: the operation is not paginated. */
  readonly allItems?: (operation: Operation) => PlannedSymbol | null;
  /** The same as a function of its own. Absent or `null`: the operation is not paginated. */
  readonly pages?: (operation: Operation) => PagesContract | null;
  /** The part of an event that the schema of a stream describes. Absent: its data. */
  readonly eventShape?: (content: Content, context: RenderContext) => EventShape;
  /** Method that runs a waiter. Absent or `null`: the package has no method for it. */
  readonly waiter?: (operation: Operation, waiter: Waiter) => PlannedSymbol | null;
  /** The same as a function of its own: `(transport, parameters, options)`, without the window among the parameters. */
  readonly waiterCall?: (operation: Operation, waiter: Waiter) => PlannedSymbol | null;
}

/**
 * The part of an event that a schema describes.
 *
 * `raw`: nothing that can be validated. `data`: its data; else whole events, whose data is `json`, `text` or `either`.
 */
export type EventShape = 'raw' | 'data' | 'json' | 'text' | 'either';

/** Access to the pages of an operation. */
export interface PagesContract {
  /** Function `(transport, parameters, options)` that returns `AllItems` of the runtime. */
  readonly call: PlannedSymbol;
  /** Type of an item. */
  readonly item: (context: RenderContext) => Code;
}

/** One property of the argument of a call. */
export interface CallProperty {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly docs: Docs;
  readonly place: Place;
  /** `null`: the property is the body. */
  readonly parameter: Parameter | null;
}

/** Operations that share a path of names. */
export interface ResourceSymbols {
  /** `['workflows', 'executions']`, as words; empty for operations without a resource. */
  readonly path: readonly string[];
  /** Names of the path in the client, one for each step. */
  readonly members: readonly PlannedSymbol[];
  readonly operations: readonly Operation[];
  /** Interface of the resource: its operations, bound to a client. */
  readonly type: PlannedSymbol;
  /** Function that returns such an object for a transport. */
  readonly bind: PlannedSymbol;
}

export interface IncomingSlot {
  /** Constant that validates the body of a webhook or callback; `null`: the package has none. */
  readonly validator: (request: IncomingRequest) => PlannedSymbol | null;
  /** Type of a function that handles the request. */
  readonly handler: (request: IncomingRequest) => PlannedSymbol;
}

export interface ClientSlot {
  readonly createClient: PlannedSymbol;
  readonly createTransport: PlannedSymbol;
  /** Type that `createClient` returns. */
  readonly client: PlannedSymbol;
  /** Type of the options of `createClient`. */
  readonly options: PlannedSymbol;
  /** Function that reads the options of a client from environment variables. Absent: the package has none. */
  readonly optionsFromEnvironment?: PlannedSymbol;
  /** Names of the variables that it reads. Absent: none. */
  readonly environmentVariables?: (context: RenderContext) => readonly string[];
  /** Options that an example of `createClient` passes. Absent: none. */
  readonly exampleOptions?: (context: RenderContext) => ExampleOptions;
}

export interface ExampleOptions {
  /** Names of the options. */
  readonly names: readonly string[];
  /** Other sets of options that work in their place. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface RuntimeSlot {
  /** Symbol of an export of the runtime. A module becomes part of the package when a file uses its symbol. */
  readonly name: (name: RuntimeName) => PlannedSymbol;
  /** Names that the entry exports in every package. */
  readonly publicNames: readonly PlannedSymbol[];
}

export interface EntrySlot {
  /** Path of the module that the package exports as `.`. */
  readonly path: string;
}

export interface PackageSlot {
  /** Path of the `package.json`; `null`: the files are part of an application, which has its own. */
  readonly manifest: string | null;
}

/** Entries of the `package.json` that a template adds without filling the slot `package`. */
export interface PackageAdditions {
  /** File of each subpath: `{ './routes': file }`. */
  readonly exports?: Readonly<Record<string, PlannedFile>>;
  /** Files that are exported by their paths: `src/queries/pets.ts` as `./queries/pets`, an `index.ts` as its folder. */
  readonly exportFiles?: readonly PlannedFile[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** Commands: npm links each file, which is a program, under the name. */
  readonly bin?: readonly PackageCommand[];
  /** Packages that copied modules import. Those of `external()` are added without being listed here. */
  readonly dependencies?: readonly Dependency[];
}

export interface PackageCommand {
  readonly file: PlannedFile;
  /** Name of the command. Absent: the name of the package without its scope, and `suffix`. */
  readonly name?: string | undefined;
  /** `-mcp` */
  readonly suffix?: string;
}

/** Argument of `render`: the API, the symbols of other templates, and the name of the package. */
export interface RenderContext {
  readonly api: Api;
  readonly slots: SlotContracts;
  readonly package: PackageIdentity;
  /** Entries of the `package.json` that templates add; the slot `package` writes `exports` and `scripts`. */
  readonly additions: Required<PackageAdditions>;
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
  readonly importExtension: ImportExtension;
  /** `true`: the run writes `dist/`. `false`: a compiler does, or nobody. */
  readonly isBuilt: boolean;
}

/** Extension of relative imports. `ts`: callers import the sources, without a build. `none`: a bundler resolves them. */
export type ImportExtension = 'js' | 'ts' | 'none';
