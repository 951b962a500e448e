import {
  type WorkflowsExecutionsResource,
  bindWorkflowsExecutions,
} from './resources/workflows/executions.js';
import { type Closable, makeClosable } from './runtime/abort.js';
import { environmentChoice, environmentValue } from './runtime/environment.js';
import { logLevels, logging } from './runtime/middleware.js';
import { type Credential, apiKeyHeader, bearer } from './runtime/security.js';
import { type Transport, type TransportOptions, makeTransport } from './runtime/transport.js';

/** A client of the ARTU Compliance API. */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return {
    ...makeClosable(transport.close),
    workflows: {
      executions: bindWorkflowsExecutions(transport),
    },
  };
}

/**
 * Sends the calls of a client.
 * Operations that are imported one by one take it as their first argument.
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

/**
 * The options that the environment holds: `ARTU_API_KEY`, `ARTU_ENVIRONMENT`,
 * `ARTU_WORKFLOWS_BASE_URL`; and `ARTU_WORKFLOWS_LOG`, the level of a log.
 * Read when it is called, and empty in a browser.
 */
export function optionsFromEnvironment(): ClientOptions {
  const level = environmentChoice('ARTU_WORKFLOWS_LOG', logLevels);
  return {
    apiKey: environmentValue('ARTU_API_KEY'),
    environment: environmentChoice('ARTU_ENVIRONMENT', ['test', 'live']),
    baseUrl: environmentValue('ARTU_WORKFLOWS_BASE_URL'),
    middleware: level === undefined ? [] : [logging({ level })],
  };
}

/** Options of a client: address, credentials and defaults of calls. */
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
export interface Client extends Closable {
  readonly workflows: {
    readonly executions: WorkflowsExecutionsResource;
  };
}
