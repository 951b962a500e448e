/** Commands of a command line, each for one operation. */
import type { Transport } from './transport.js';
import type { WaiterProgress } from './waiter-definition.js';

/** A command: the words that name it, its flags, and the operation that it calls. */
export interface CliCommand extends CliDefinition {
  readonly run: Run<CallOptions>;
  /** Waits, and reports its progress. */
  readonly waits: boolean;
}

/** Description of a command. */
export interface CliDefinition {
  /** Words of the command: `['workflows', 'executions', 'retrieve']`. */
  readonly path: readonly string[];
  readonly summary: string;
  /** By name, without its dashes. */
  readonly flags: Readonly<Record<string, CliFlag>>;
  /** Format of the body; absent: the operation takes none. */
  readonly body?: 'json' | 'text' | 'bytes';
  /** Converts the JSON of the body to the type that the call takes. */
  readonly convertBody?: (json: unknown) => unknown;
  /** Iterates over the items of all pages; absent: the operation has no pages. */
  readonly all?: (
    transport: Transport,
    parameters: never,
    options: CallOptions,
  ) => AsyncIterable<unknown>;
  /** Longest wait in milliseconds if the flag `--max-wait-ms` is absent. */
  readonly maxWaitMs?: number;
  /** Keys from a result to the state, which a wait shows as progress. */
  readonly state?: readonly string[];
}

/** A flag that sets a parameter of the call, or a property of its body. */
export type CliFlag = CliValue & ({ readonly parameter: string } | { readonly property: string });

/** The value of a flag. */
export interface CliValue {
  /** Default: `string`. `json`: any JSON. `file`: path of a file that is sent. */
  readonly type?: 'string' | 'number' | 'boolean' | 'json' | 'file';
  /** The flag may be repeated. */
  readonly list?: boolean;
  readonly required?: boolean;
  /** Known values. Others are sent too. */
  readonly choices?: readonly string[];
  /** Converts the value to the type that the call takes. */
  readonly convert?: (value: unknown) => unknown;
  readonly description?: string;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
  readonly onProgress: (progress: WaiterProgress<unknown>) => void;
}

// The parameters of an operation are validated when it is called.
type Run<Options> = (
  transport: Transport,
  parameters: never,
  options: Options,
) => PromiseLike<unknown>;

/** Makes the command that calls an operation. */
export function cliCommand(
  run: Run<{ readonly signal: AbortSignal }>,
  definition: CliDefinition,
): CliCommand {
  return {
    ...definition,
    waits: false,
    run: (transport, parameters, { signal }) => run(transport, parameters, { signal }),
  };
}

/** Makes the command that waits for a state. */
export function cliWait(run: Run<CallOptions>, definition: CliDefinition): CliCommand {
  return { ...definition, waits: true, run };
}
