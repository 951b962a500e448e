import {
  type WorkflowsExecutionsResource,
  bindWorkflowsExecutions,
} from './resources/workflows/executions.js';
import { type Credential, apiKeyHeader, bearer } from './runtime/security.js';
import { type Transport, type TransportOptions, makeTransport } from './runtime/transport.js';

/** A client of the ARTU Compliance API. */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return {
    workflows: {
      executions: bindWorkflowsExecutions(transport),
    },
  };
}

/**
 * What carries the calls of a client; operations that are imported one by one take it as their
 * first argument.
 */
export function createTransport(options: ClientOptions): Transport {
  return makeTransport(
    {
      baseUrl: 'https://api.artu.ai',
      userAgent: '@artu/workflows/1.0.0',
      securitySchemes: {
        bearerAuth: bearer('apiKey', options.apiKey),
        environmentHeader: apiKeyHeader('environment', 'X-Environment', options.environment),
      },
      security: [['bearerAuth', 'environmentHeader']],
    },
    options,
  );
}

/** How to reach the API, and as whom. */
export interface ClientOptions extends TransportOptions {
  /** API key authentication. Obtain your API key from the dashboard. */
  apiKey: Credential | undefined;
  /** Target environment for the request. Must be "test" or "live". */
  environment: 'test' | 'live' | undefined;
  /** Default: `https://api.artu.ai`. */
  baseUrl?: string | undefined;
}

/**
 * ARTU Compliance API
 *
 * API for compliance management. Documentation: https://docs.artu.ai
 */
export interface Client {
  readonly workflows: {
    readonly executions: WorkflowsExecutionsResource;
  };
}
