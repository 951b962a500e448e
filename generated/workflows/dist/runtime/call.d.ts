import { type ApiPromise, type ApiResponse } from "./api-promise.js";
import type { Operation, ServedOperation } from "./operation.js";
import { type RequestOptions } from "./settings.js";
import { type Transport } from "./transport.js";
/** An operation as a function. Importing one operation does not bundle the others. */
export interface Call<
	Parameters,
	Result,
	Errors = object,
	Success = ApiResponse<Result>
> {
	(transport: Transport, ...args: CallArguments<Parameters>): ApiPromise<Result, Success>;
	/** Returns the definition of the operation. */
	readonly operation: () => Operation<Parameters, Result, Errors>;
}
/**
* Parameters of an operation without parameters: `{}` or `undefined`.
*
* Options are always the second argument, so that a parameter added later does not change existing calls.
*/
export type NoParameters = Readonly<Record<string, never>>;
/** Arguments of a call. The parameters are optional if each of them is, for one media type of the body at least. */
export type CallArguments<Parameters> = keyof Parameters extends never ? [parameters?: NoParameters | undefined, options?: RequestOptions | undefined] : true extends IsOptional<Parameters> ? [parameters?: Parameters | undefined, options?: RequestOptions | undefined] : [parameters: Parameters, options?: RequestOptions | undefined];
/** For each member of a union. A parameter may have the name of a member of every object. */
type IsOptional<Parameters> = Parameters extends unknown ? Partial<Parameters> extends Parameters ? true : false : never;
/**
* Makes a function from the definition of an operation.
*
* The definition is evaluated at the first call. A bundler can then drop unused operations, and a package
* with a thousand operations loads fast.
*/
export declare function call<
	Parameters,
	Result,
	Errors = object,
	Success = ApiResponse<Result>
>(describe: () => Operation<NoInfer<Parameters>, NoInfer<Result>, NoInfer<Errors>>): Call<Parameters, Result, Errors, Success>;
/** Calls an operation. */
export declare function send<
	Parameters,
	Result,
	Success = ApiResponse<Result>
>(transport: Transport, operation: Operation<Parameters, Result>, parameters: Parameters, options?: RequestOptions): ApiPromise<Result, Success>;
/** Returns the base URL of an operation: the caller's, then the server of the operation, then that of the document. */
export declare function baseUrlOf(transport: Transport, { server }: ServedOperation): URL;
export {};
