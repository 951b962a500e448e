/** Reads and writes properties whose names every object inherits, such as `constructor` and `__proto__`. */

type OwnProperty<T, Name> = T extends null | undefined
  ? undefined
  : Name extends keyof T
    ? T[Name]
    : unknown;

/** Returns the object's own property, never the inherited one. */
export function own<T, Name extends string>(value: T, name: Name): OwnProperty<T, Name> {
  const isOwn = value !== null && value !== undefined && Object.hasOwn(value, name);
  // The compiler does not evaluate a conditional type of a type parameter.
  return (isOwn ? Reflect.get(value, name) : undefined) as OwnProperty<T, Name>;
}

/** Sets an own property: an assignment to `__proto__` would change the prototype. */
export function setOwn<T extends object, Name extends string>(
  value: T,
  name: Name,
  content: OwnProperty<T, Name>,
): void {
  Object.defineProperty(value, name, {
    value: content,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
