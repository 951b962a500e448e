/** Turns the parameters of a wait into ones that JSON can write, for the text from which another process goes on. */

/** The same, but that JSON writes the digits of a `bigint` as text; nothing else sees a difference. */
export function storable<Parameters>(parameters: Parameters): Parameters {
  const toJSON = (): unknown =>
    JSON.parse(
      JSON.stringify(parameters, (_, item: unknown) =>
        typeof item === 'bigint' ? String(item) : item,
      ),
    );
  // Not enumerable: whatever makes a copy for a request leaves it behind.
  return Object.defineProperty({ ...parameters }, 'toJSON', { value: toJSON });
}
