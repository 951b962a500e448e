/** What the documentation shows of a package whose document describes errors, streams and pages, which that of ARTU does not. */
import type { ApiPromise } from '../../templates/runtime/files/api-promise.ts';
import type { Call } from '../../templates/runtime/files/call.ts';
import type { EventStream } from '../../templates/runtime/files/event-stream.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import type { AllItems } from '../../templates/runtime/files/pages.ts';

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

interface HotelEvent {
  readonly type: 'arrived' | 'left';
  readonly at: string;
}

interface VisitPage {
  readonly visits: readonly Visit[];
}

interface Visit {
  readonly nights: number;
}

export declare function createClient(): {
  readonly guests: { create(parameters: CreateParameters): ApiPromise<Guest> };
  readonly events: {
    watch(
      parameters: { readonly room: number },
      options?: RequestOptions,
    ): ApiPromise<EventStream<HotelEvent>>;
  };
  readonly visits: {
    listAll(parameters?: { readonly size: number }, options?: RequestOptions): AllItems<Visit, VisitPage>;
  };
};
