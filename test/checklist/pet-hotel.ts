/** As much of the generated package of the pet hotel as cases call; the fixture's own test holds its exact types. */

export interface PetHotel {
  readonly createClient: (options: object) => PetHotelClient;
}

/** A call of the package: its value, or its response. */
export interface PendingCall extends Promise<unknown> {
  readonly raw: () => Promise<Response>;
  readonly withResponse: () => Promise<{ data: unknown; status: number; attempts: number }>;
}

type Call = (parameters?: object, options?: object) => PendingCall;

export interface PetHotelClient {
  readonly guests: Readonly<Record<'list' | 'create' | 'retrieve' | 'delete' | 'signIn', Call>>;
  readonly files: Readonly<Record<'downloadPhoto' | 'uploadPhoto', Call>>;
  readonly notes: Readonly<Record<'export' | 'replace', Call>>;
  readonly stays: Readonly<Record<'book', Call>>;
  readonly events: Readonly<Record<'last', Call>>;
}
