/** The generated packages that cases call: ARTU's with its types, of the others as much as cases call. */
import type * as Artu from '../../generated/workflows/src/index.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import type * as Executions from '../../generated/workflows/src/resources/workflows/executions.ts';

export interface Packages {
  /** The package of ARTU, and its resource of executions. */
  readonly artu: typeof Artu;
  readonly executions: typeof Executions;
  /** The same package once more, as an application has it that got two copies. */
  readonly artuCopy: typeof Artu;
  /** Bodies, errors, streams, uploads; the fixture's own test holds its types. */
  readonly petHotel: Package<PetHotel>;
  /** See harbour.yaml. */
  readonly harbour: Package<Harbour>;
}

/** A package whose client is made of a transport, so that its clock can be another one. */
export interface Package<Client> {
  readonly index: Pick<typeof Artu, 'createTransport'> & Readonly<Record<string, unknown>>;
  readonly bind: (transport: Artu.Transport) => Client;
}

/** A call: its value, or what came with it. */
export interface PendingCall extends Promise<unknown> {
  readonly raw: () => Promise<Response>;
  readonly withResponse: () => Promise<Artu.ApiResponse<unknown>>;
}

/** Cases are also wrong on purpose, which types would not let them be. */
type Call = (parameters?: object, options?: RequestOptions) => PendingCall;
type Calls<Name extends string> = Readonly<Record<Name, Call>>;

export interface PetHotel {
  readonly guests: Calls<'list' | 'create' | 'retrieve' | 'delete' | 'signIn'>;
  readonly files: Calls<'downloadPhoto' | 'uploadPhoto'>;
  readonly notes: Calls<'export' | 'replace'>;
  readonly stays: Calls<'book'>;
  readonly events: Calls<'last'>;
}

export interface Harbour {
  readonly berths: Calls<'search' | 'moor' | 'retrieve' | 'load'>;
  readonly fleet: Calls<'retrieve'>;
  readonly quay: Calls<'retrieve'>;
  readonly tonnage: Calls<'retrieve'>;
  readonly log: Calls<'follow'>;
  readonly manifest: Calls<'read'>;
  readonly ships: Calls<'list'> & {
    readonly listAll: (parameters?: object, options?: RequestOptions) => AsyncIterable<unknown>;
  };
}
