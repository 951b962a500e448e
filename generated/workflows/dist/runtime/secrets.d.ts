/** Replaces secrets in a text. Short words stay. */
export declare function hideSecrets(text: string, secrets: readonly string[]): string;
/**
* Returns the error of a platform without credentials; the error itself, if it repeats none.
*
* Deno and Bun write the URL, with a key in its query, into the message or a property.
*/
export declare function withoutSecrets(error: unknown, hide: (text: string) => string, depth?: number): unknown;
/** Returns the words of a header with a credential: the token of `Bearer …`, the values of cookies. */
export declare function secretsIn(value: string): readonly string[];
