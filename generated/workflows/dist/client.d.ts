import { type WorkflowsExecutionsResource } from "./resources/workflows/executions.js";
import { type Closable } from "./runtime/abort.js";
import { type Credential } from "./runtime/security.js";
import { type Transport, type TransportOptions } from "./runtime/transport.js";
/** A client of the ARTU Compliance API. */
export declare function createClient(options: ClientOptions): Client;
/**
* Sends the calls of a client.
* Operations that are imported one by one take it as their first argument.
*/
export declare function createTransport(options: ClientOptions): Transport;
/**
* The options that the environment holds: `ARTU_API_KEY`, `ARTU_ENVIRONMENT`,
* `ARTU_WORKFLOWS_BASE_URL`; and `ARTU_WORKFLOWS_LOG`, the level of a log.
* Read when it is called, and empty in a browser.
*/
export declare function optionsFromEnvironment(): ClientOptions;
/** Options of a client: address, credentials and defaults of calls. */
export interface ClientOptions extends TransportOptions {
	/** API key authentication. Obtain your API key from the dashboard. */
	apiKey: Credential | undefined;
	/** Target environment for the request. Must be "test" or "live". */
	environment: "test" | "live" | undefined;
	/** Default: `https://api.artu.ai`. */
	baseUrl?: string | undefined;
}
/**
* ARTU Compliance API
*
* API for compliance management. Documentation: https://docs.artu.ai
*/
export interface Client extends Closable {
	readonly workflows: {
		readonly executions: WorkflowsExecutionsResource;
	};
}
