/** Upgrades a Swagger 2.0 document to OpenAPI 3.1, except the inside of its schemas, and records where each part was. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import type { WrittenDocument } from '../document.ts';
import type { Origin, Origins } from '../origins.ts';
import { isBodyPart } from './swagger-body.ts';
import { upgradeParameter } from './swagger-parameter.ts';
import { upgradePaths, upgradeResponse } from './swagger-paths.ts';
import { mapMembers, mediaTypes, retarget, serversOf, without } from './swagger-upgrade.ts';
import type { SwaggerUpgrade } from './swagger-upgrade.ts';

const movedKeys = new Set([
  'swagger',
  'host',
  'basePath',
  'schemes',
  'consumes',
  'produces',
  'paths',
  'definitions',
  'parameters',
  'responses',
  'securityDefinitions',
]);

/** Reports members that OpenAPI 3.1 cannot express. */
export function upgradeSwagger(
  { root, placeOf }: WrittenDocument,
  diagnostics: DiagnosticCollector,
): { readonly root: JsonObject; readonly origins: Origins } {
  const origins = new Map<string, Origin>();
  const spread = new Map<string, Origin>();
  const swagger: SwaggerUpgrade = { root, origins, spread, placeOf, diagnostics };
  const servers = serversOf(root, root['schemes']);
  const upgraded: JsonObject = {
    ...without(root, movedKeys),
    ...(servers.length === 0 ? {} : { servers }),
    paths: upgradePaths(swagger),
    components: componentsOf(swagger),
  };
  return { root: retarget(upgraded, origins), origins: new Map([...origins, ...spread]) };
}

function componentsOf(swagger: SwaggerUpgrade): JsonObject {
  const { root, origins } = swagger;
  for (const [to, from] of sections) origins.set(`/components/${to}`, `/${from}`);
  const produces = mediaTypes(root['produces'], undefined);
  return {
    schemas: isJsonObject(root['definitions']) ? root['definitions'] : {},
    parameters: parametersOf(swagger),
    responses: mapMembers(
      root['responses'],
      { from: '/responses', to: '/components/responses' },
      (response, move) => upgradeResponse(swagger, response, { ...move, produces }),
    ),
    securitySchemes: mapMembers(
      root['securityDefinitions'],
      { from: '/securityDefinitions', to: '/components/securitySchemes' },
      upgradeSecurity,
    ),
  };
}

const sections = [
  ['schemas', 'definitions'],
  ['parameters', 'parameters'],
  ['responses', 'responses'],
  ['securitySchemes', 'securityDefinitions'],
] as const;

/** Shared bodies and form fields are written into the operations that use them. */
function parametersOf(swagger: SwaggerUpgrade): JsonObject {
  const upgraded = mapMembers(
    swagger.root['parameters'],
    { from: '/parameters', to: '/components/parameters' },
    (parameter, move) =>
      isBodyPart(swagger.root, { parameter, from: move.from })
        ? {}
        : upgradeParameter(swagger, parameter, move),
  );
  const kept = Object.entries<JsonValue>(upgraded).filter(
    ([, parameter]) => isJsonObject(parameter) && Object.keys(parameter).length > 0,
  );
  return Object.fromEntries(kept);
}

function upgradeSecurity(definition: JsonObject): JsonObject {
  const { type } = definition;
  if (type === 'basic') return { ...definition, type: 'http', scheme: 'basic' };
  return type === 'oauth2' ? upgradeOauth(definition) : definition;
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
