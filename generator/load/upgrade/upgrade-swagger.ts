/** A Swagger 2.0 document → OpenAPI 3.1, but for the inside of its schemas; each moved part with the pointer it had. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import type { WrittenDocument } from '../document.ts';
import type { Origin, Origins } from '../origins.ts';
import { isBodyPart } from './swagger-body.ts';
import { upgradeParameter } from './swagger-parameter.ts';
import { upgradePaths } from './swagger-paths.ts';
import { retarget } from './swagger-references.ts';
import { upgradeResponse } from './swagger-response.ts';
import { upgradeSecurity } from './swagger-security.ts';
import { serversOf } from './swagger-servers.ts';
import { mapMembers, mediaTypes, without } from './swagger-upgrade.ts';
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

/** What 3.1 cannot say is reported. */
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
