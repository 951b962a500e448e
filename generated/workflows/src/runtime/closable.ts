/** Turns what ends something into the two ways of calling it: `close()` and `await using`. */

/** Where the compiler knows the symbol; a package must also compile where its `lib` does not. */
type AsyncDispose = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? Key
  : never;

/** Something that can be ended, also by `await using` where platform and compiler know it. */
export type Closable = { readonly close: () => Promise<void> } & {
  readonly [Key in AsyncDispose]: () => Promise<void>;
};

/** The symbol is looked up when it is needed: platforms without it may be given one by a polyfill. */
export function closable(close: () => Promise<void>): Closable {
  const key: unknown = Reflect.get(Symbol, 'asyncDispose');
  const ways: object = { close, ...(typeof key === 'symbol' && { [key]: close }) };
  // A key that is known only at run time has no type; without it, there is no such property to ask for.
  return ways as Closable;
}
