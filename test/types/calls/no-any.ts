/** Nothing that the package exports is `any`, or has it inside, as deep as its types go. */
import * as artu from '../../../generated/workflows/src/index.js';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Depth = readonly 0[];

/** The paths at which there is an `any`; `never` where there is none. */
type PathsToAny<T, Path extends string = '', Left extends Depth = Levels> =
  IsAny<T> extends true
    ? Path
    : Left extends readonly [0, ...infer Less extends Depth]
      ? T extends Primitive | PlatformType
        ? never
        : T extends readonly (infer Item)[]
          ? PathsToAny<Item, `${Path}[]`, Less>
          : T extends PromiseLike<infer Value>
            ? PathsToAny<Value, `await ${Path}`, Less>
            : T extends (...parameters: infer Parameters) => infer Result
              ? PathsToAny<Parameters, `${Path}()`, Less> | PathsToAny<Result, `${Path}() =>`, Less>
              : { [Key in keyof T & string]-?: PathsToAny<T[Key], `${Path}.${Key}`, Less> }[keyof T & string]
      : never;

type Primitive = string | number | boolean | bigint | symbol | null | undefined;

/** The platform's own types have an `any` here and there. */
type PlatformType = Headers | Response | AbortSignal | URL | Date | Blob | RequestInit | BodyInit;

type Levels = readonly [0, 0, 0, 0, 0, 0, 0, 0];

declare function none<Paths extends never>(): Paths;
declare const error: unknown;

none<PathsToAny<artu.Client>>();
none<PathsToAny<artu.ClientOptions>>();
none<PathsToAny<artu.RequestOptions>>();
none<PathsToAny<artu.WaiterOptions<artu.WorkflowExecution>>>();
none<PathsToAny<artu.WaiterOutcome<1, 2, 3>>>();
none<PathsToAny<artu.ApiResponse<1>>>();
none<PathsToAny<artu.WorkflowExecution>>();
none<PathsToAny<typeof artu.WorkflowExecution>>();
none<PathsToAny<typeof artu.createClient>>();
none<PathsToAny<Parameters<typeof artu.createTransport>>>();
none<PathsToAny<Omit<artu.Transport, 'windows' | 'warned' | 'underWay' | 'securitySchemes'>>>();
none<PathsToAny<Omit<artu.ApiStatusError, 'stack'>>>();

// The search finds what it looks for.
// @ts-expect-error -- here is one
none<PathsToAny<{ a: { b: ReturnType<typeof JSON.parse>[] } }>>();

// An error that was told apart by its class.
export function inspect(): void {
  if (error instanceof artu.ApiStatusError) {
    none<PathsToAny<typeof error>>();
  } else if (error instanceof artu.WaiterFailureError) {
    none<PathsToAny<typeof error>>();
  } else if (error instanceof artu.WaiterTimeoutError) {
    none<PathsToAny<typeof error>>();
  }
}
