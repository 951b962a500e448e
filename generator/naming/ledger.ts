/** The ledger of names: what callers already write, kept from one run to the next, and the changes that people make to it. */
import type { Api, Model } from '../api/api.ts';
import { sortedBy } from '../api/json.ts';
import { type Place, pointerStep } from '../api/place.ts';

export interface Ledger {
  /** Identity of a symbol to its name. */
  readonly names: ReadonlyMap<string, string>;
  /** `GET /pets` to the id that the document gave to the operation there. */
  readonly operations: ReadonlyMap<string, string>;
  /** Place of an inline schema to the identity of the model that it became. */
  readonly models: ReadonlyMap<string, string>;
  /** Identity of such a model to a hash of its values. Absent in the first version of ledgers. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Identity of a model to the direction that its plain name means, where that is `request`. */
  readonly directions: ReadonlyMap<string, string>;
  /**
   * `jobs.export 200` or `jobs.create request` to the media types that a call asks for or sends by default, where
   * they are not `application/json`. `null`: the ledger is older than these entries.
   */
  readonly mediaTypes: ReadonlyMap<string, string> | null;
  /** Identity of a model that was, to that of the model that callers get under its name. */
  readonly aliases: ReadonlyMap<string, string>;
}

export const emptyLedger: Ledger = {
  names: new Map(),
  operations: new Map(),
  models: new Map(),
  shapes: new Map(),
  directions: new Map(),
  mediaTypes: null,
  aliases: new Map(),
};

export interface LedgerName {
  readonly identity: string;
  /** With the types around it: `Order.Status`. */
  readonly name: string;
  /** The name of the type that it is an alias of; `null`: it is none. */
  readonly aliasOf: string | null;
}

const typePrefix = 'model.type:';
const filePrefix = 'file:';

/** Paths of files are not names that callers write. */
export function isWrittenName(identity: string): boolean {
  return !identity.startsWith(filePrefix);
}

/** Sorted by name: those that callers write. */
export function namesOf(ledger: Ledger): readonly LedgerName[] {
  const own = [...ledger.names.keys()].filter(isWrittenName);
  const names = own.map((identity): LedgerName => {
    const id = identity.startsWith(typePrefix) ? identity.slice(typePrefix.length) : null;
    const target = id === null ? undefined : ledger.aliases.get(id);
    const aliasOf = target === undefined ? null : qualifiedName(ledger, typePrefix + target);
    return { identity, name: qualifiedName(ledger, identity), aliasOf };
  });
  return sortedBy(names, ({ name, identity }) => `${name}\u0000${identity}`);
}

/** A nested type has the identity of the type around it, and one step more. */
function qualifiedName(ledger: Ledger, identity: string): string {
  const name = ledger.names.get(identity) ?? identity;
  if (!identity.startsWith(typePrefix)) return name;
  const outer = identity.slice(0, Math.max(0, identity.lastIndexOf('/')));
  return ledger.names.has(outer) ? `${qualifiedName(ledger, outer)}.${name}` : name;
}

type Found =
  { readonly ok: true; readonly found: LedgerName } | { readonly ok: false; readonly problem: string };

/** How many identities a message lists. */
const MOST_LISTED = 5;

/** `text`: a name as callers write it, or an identity. */
export function findName(ledger: Ledger, text: string): Found {
  const names = namesOf(ledger);
  const exact = names.filter(({ identity, name }) => identity === text || name === text);
  const matches = exact.length > 0 ? exact : names.filter(({ name }) => name.split('.').at(-1) === text);
  const [found, ...others] = matches;
  if (found === undefined) return { ok: false, problem: `The ledger has no name ${JSON.stringify(text)}.` };
  if (others.length === 0) return { ok: true, found };
  const listed = matches.slice(0, MOST_LISTED).map(({ identity }) => JSON.stringify(identity));
  const problem = `The ledger has ${matches.length} names ${JSON.stringify(text)}: use an identity, such as ${listed.join(', ')}.`;
  return { ok: false, problem };
}

/** With another name for the identity. Other names stay, also one that is equal. */
export function withName(ledger: Ledger, identity: string, name: string): Ledger {
  return { ...ledger, names: new Map(ledger.names).set(identity, name) };
}

/** Without the name: an alias is gone, and anything else derives a name again. */
export function withoutName(ledger: Ledger, identity: string): Ledger {
  const [names, aliases] = [new Map(ledger.names), new Map(ledger.aliases)];
  const id = identity.startsWith(typePrefix) ? identity.slice(typePrefix.length) : null;
  names.delete(identity);
  if (id === null || !aliases.delete(id)) return { ...ledger, names };
  for (const inner of aliases.keys()) if (inner.startsWith(`${id}/`)) aliases.delete(inner);
  return { ...ledger, names: new Map([...names].filter(([one]) => !isOfModel(one, id))), aliases };
}

/** A name of the model, or of one that is nested in it. */
function isOfModel(identity: string, id: string): boolean {
  const own = identity.slice(identity.indexOf(':') + 1);
  return identity.startsWith('model.') && (own === id || own.startsWith(`${id}/`));
}

/** Without all aliases. */
export function withoutAliases(ledger: Ledger): Ledger {
  return [...ledger.aliases.keys()].reduce((rest, id) => withoutName(rest, typePrefix + id), ledger);
}

/** Key of a place: its pointer, where a parameter counts by its name and not by its position. */
export type PlaceKeys = (place: Place) => string;

/** Returns the function that makes the keys of one document. */
export function placeKeysOf(api: Pick<Api, 'operations' | 'place'>): PlaceKeys {
  const parameters = new Map<string, string>();
  for (const { place, name, location } of api.operations.flatMap((operation) => operation.parameters)) {
    const list = /^(.*\/parameters)\/\d+$/.exec(place.pointer)?.[1];
    if (list === undefined) continue;
    parameters.set(`${place.file} ${place.pointer}`, list + pointerStep(`${location}:${name}`));
  }
  return ({ file, pointer }) => {
    const parameter = /^.*\/parameters\/\d+(?=\/)/.exec(pointer)?.[0];
    const named = parameter === undefined ? undefined : parameters.get(`${file} ${parameter}`);
    const stable = named === undefined ? pointer : named + pointer.slice(parameter?.length);
    // The name of the main file may change; other files are told apart by their path from it.
    return file === api.place.file ? stable : `${withoutFolder(file, api.place.file)}#${stable}`;
  };
}

/** The name without the folder that it shares with the main file, as that may be read from anywhere. */
function withoutFolder(file: string, main: string): string {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

/**
 * The key without what moves: the positions of members, if one is added before them, and the method of a parameter, which
 * may become one of the path.
 */
export function withoutPositions(key: string): string {
  return key
    .replaceAll(/\/(anyOf|oneOf|allOf)\/\d+/g, '/$1/*')
    .replaceAll(
      /\/(?:get|put|post|delete|options|head|patch|trace|query|additionalOperations\/[^/]+)(\/parameters\/[a-z]+:)/g,
      '$1',
    );
}

/** Keys of all places where the model is written, each once. */
export function placesOfModel({ place, otherPlaces }: Model, keyOf: PlaceKeys): readonly string[] {
  return [...new Set([place, ...otherPlaces].map(keyOf))];
}

/** The places of all models, as keys of one map: where several models are written, the key of each has a number. */
export function numberedPlaces(
  entries: readonly (readonly [place: string, id: string])[],
): readonly (readonly [string, string])[] {
  const byPlace = Map.groupBy(entries, ([place]) => place);
  return [...byPlace.values()].flatMap((each) =>
    each
      .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
      .map(([place, id], index) => [index === 0 ? place : `${place}~2${index}`, id] as const),
  );
}

/** The inverse of `numberedPlaces` for a key. In a pointer, only 0 or 1 follows `~` (RFC 6901, section 3). */
export function withoutNumber(key: string): string {
  return key.replace(/~2\d+$/, '');
}
