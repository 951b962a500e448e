/** Replaces secrets in a text. Short words stay. */
export declare function hideSecrets(text: string, secrets: readonly string[]): string;
/** Returns the words of a header with a credential: the token of `Bearer …`, the values of cookies. */
export declare function secretsIn(value: string): readonly string[];
