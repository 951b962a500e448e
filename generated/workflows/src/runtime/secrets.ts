/** Hides credentials in texts that a server may have sent. */

/** A secret of eight characters, or of four with a digit and another character. A shorter one could be any word. */
const isTelling = /[^]{8}|^(?=[^]*\d)(?=[^]*\D)[^]{4}/;

/** Replaces secrets in a text. Short words stay. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (shown, secret) => (isTelling.test(secret) ? shown.replaceAll(secret, '[hidden]') : shown),
    text,
  );
}

/**
 * Returns the error of a platform without credentials; the error itself, if it repeats none.
 *
 * Deno and Bun write the URL, with a key in its query, into the message or a property.
 */
export function withoutSecrets(error: unknown, hide: (text: string) => string, depth = 5): unknown {
  if (!(error instanceof Error) || depth === 0) return error;
  const shown = Object.getOwnPropertyDescriptors<object>(error);
  const fields = new Map<string, unknown>(
    Object.keys(shown).map((name) => [name, Reflect.get(error, name)]),
  );
  const safe = [...fields].map(
    ([name, value]) =>
      [
        name,
        typeof value === 'string' ? hide(value) : withoutSecrets(value, hide, depth - 1),
      ] as const,
  );
  if (safe.every(([name, value]) => value === fields.get(name))) return error;
  const copy: unknown = Object.create(Object.getPrototypeOf(error));
  for (const [name, value] of safe)
    Object.defineProperty(copy, name, { value, enumerable: shown[name]?.enumerable ?? false });
  return copy;
}

/** Returns the words of a header with a credential: the token of `Bearer …`, the values of cookies. */
export function secretsIn(value: string): readonly string[] {
  return value.split(/[\s,;"]+|(?<==)/);
}
