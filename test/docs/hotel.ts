/** What the documentation shows of a package whose document describes errors, which that of ARTU does not. */
import type { ApiPromise } from '../../templates/runtime/files/api-promise.ts';
import type { Call } from '../../templates/runtime/files/call.ts';

export { isErrorOf } from '../../templates/runtime/files/error-of.ts';

interface Guest {
  readonly kind: 'cat' | 'parrot';
  readonly name: string;
}

interface CreateParameters {
  readonly body: Guest;
}

interface CreateErrors {
  readonly '409': { readonly existing: number };
  readonly default: { readonly title: string };
}

export declare const create: Call<CreateParameters, Guest, CreateErrors>;

export declare function createClient(): {
  readonly guests: { create(parameters: CreateParameters): ApiPromise<Guest> };
};
