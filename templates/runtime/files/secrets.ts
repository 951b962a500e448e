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

/** Returns the words of a header with a credential: the token of `Bearer …`, the values of cookies. */
export function secretsIn(value: string): readonly string[] {
  return value.split(/[\s,;"]+|(?<==)/);
}
