import type { Middleware } from "./middleware.js";
/**
* A secret, or a function that returns one.
*
* The function is called for every attempt, with the last secret that the server has rejected with a 401.
*/
export type Credential = string | ((rejected?: string) => string | Promise<string>);
/** The part of a request that the caller may have put a credential in. */
export interface GivenRequest {
	readonly url: URL;
	readonly headers: Headers;
	/** Lower-case names of headers that the caller set or removed. */
	readonly explicit: ReadonlySet<string>;
}
/** One security scheme of the API with the client's credential. */
export interface SecurityScheme {
	/** Name of the client option with the credential. Messages show it, and never the credential. */
	readonly option: string;
	readonly hasCredential: boolean;
	/** The credentials that were sent lately, in every form in which a server may repeat them. */
	readonly secrets: string[];
	/** True if a function supplies the credential, so that a second call may return another one. */
	readonly renewable: boolean;
	/** Returns true if the request has a value of the caller at the place of the credential, which it replaces. */
	readonly isGiven: (request: GivenRequest) => boolean;
	/** Adds the credential to an attempt, and remembers it if the server rejects it. */
	readonly send: Middleware;
}
/** Sends `Authorization: Bearer …`, also for OAuth 2 and OpenID Connect. */
export declare function bearer(option: string, credential: Credential | undefined): SecurityScheme;
export interface BasicCredential {
	readonly username: string;
	readonly password: string;
}
/** Sends `Authorization: Basic …` in UTF-8 (RFC 7617). */
export declare function basic(option: string, login: BasicCredential | undefined): SecurityScheme;
/** Sends an API key in a header. */
export declare function apiKeyHeader(option: string, name: string, credential: Credential | undefined): SecurityScheme;
/** Sends an API key in the query, where every proxy can log it. */
export declare function apiKeyQuery(option: string, name: string, credential: Credential | undefined): SecurityScheme;
/** Sends an API key in a cookie. */
export declare function apiKeyCookie(option: string, name: string, credential: Credential | undefined): SecurityScheme;
/** Shares one promise between calls until it settles. */
export declare function shareWhilePending<T>(work: () => Promise<T>): () => Promise<T>;
/** Lists of scheme names. One list is enough, and all schemes of a list are sent together. An empty list sends nothing. */
export type SecurityAlternatives = readonly (readonly string[])[];
/**
* Returns the schemes of the first alternative whose credentials are all set. Sends no credentials only if the
* API allows it and no other alternative is complete. Keeps what the caller set or removed.
*
* @throws {ApiRequestError} naming the missing options, before anything is sent.
*/
export declare function chooseSchemes(schemes: ReadonlyMap<string, SecurityScheme>, alternatives: SecurityAlternatives, request: GivenRequest): readonly SecurityScheme[];
