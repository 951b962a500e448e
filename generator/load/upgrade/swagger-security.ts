/** A Swagger 2.0 security definition → a security scheme of OpenAPI 3.1. */
import type { JsonObject } from '../../api/json.ts';
import { without } from './swagger-upgrade.ts';

export function upgradeSecurity(definition: JsonObject): JsonObject {
  switch (definition['type']) {
    case 'basic':
      return { ...definition, type: 'http', scheme: 'basic' };
    case 'oauth2':
      return upgradeOauth(definition);
    default:
      return definition;
  }
}

const flowKeys = new Set(['flow', 'authorizationUrl', 'tokenUrl', 'scopes']);

function upgradeOauth(definition: JsonObject): JsonObject {
  const { flow, authorizationUrl, tokenUrl, scopes } = definition;
  const name = typeof flow === 'string' ? (flowNames.get(flow) ?? flow) : 'implicit';
  const upgraded = {
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...without(definition, flowKeys), flows: { [name]: upgraded } };
}

const flowNames: ReadonlyMap<string, string> = new Map([
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);
