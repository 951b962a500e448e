/** Turns the description of an operation into the function that calls it. */
import type { ApiPromise } from './api-promise.js';
import type { Operation } from './operation.js';
import type { RequestOptions } from './settings.js';
import { send } from './send.js';
import type { Transport } from './transport.js';

/** An operation as a function of its own; a bundle that imports one has nothing of the others. */
export interface Call<Parameters, Result, Errors = object> {
  (transport: Transport, ...given: Given<Parameters>): ApiPromise<Result>;
  /** What it calls, as data. */
  readonly operation: () => Operation<Parameters, Result, Errors>;
}

/** `Call<object, …>` takes no parameters; those that are all optional may be left out as a whole. */
type Given<Parameters> = keyof Parameters extends never
  ? [options?: RequestOptions | undefined]
  : Partial<Parameters> extends Parameters
    ? [parameters?: Parameters | undefined, options?: RequestOptions | undefined]
    : [parameters: Parameters, options?: RequestOptions | undefined];

/**
 * Makes the description at the first call: a bundler can then leave out all that nobody calls, and
 * a package with a thousand operations is there at once.
 */
export function call<Parameters, Result, Errors = object>(
  describe: () => Operation<NoInfer<Parameters>, NoInfer<Result>, NoInfer<Errors>>,
): Call<Parameters, Result, Errors> {
  let described: Operation<Parameters, Result, Errors> | undefined;
  const operation = (): Operation<Parameters, Result, Errors> => (described ??= describe());
  const invoke = (transport: Transport, ...given: readonly unknown[]): ApiPromise<Result> => {
    const takesParameters = operation().request !== undefined;
    // `Given` is what callers are held to; here its forms only have to be told apart.
    const [parameters, options] = takesParameters ? given : [undefined, ...given];
    return send(
      transport,
      operation(),
      (parameters ?? {}) as Parameters,
      options as RequestOptions,
    );
  };
  return Object.assign(invoke, { operation });
}
