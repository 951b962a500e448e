/** Upgrades a Swagger 2.0 document to OpenAPI 3.1, except the inside of its schemas, and records where each part was. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { Origin, Origins, WrittenDocument } from '../document.ts';
import { referenceIn } from '../references.ts';
import { bodyOf, isBodyPart, type ListedParameter, upgradeHeader, upgradeParameter } from './swagger-body.ts';
import {
  mapMembers,
  mediaTypes,
  type Move,
  moveInto,
  retarget,
  serversOf,
  type SwaggerUpgrade,
  without,
} from './swagger-upgrade.ts';

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

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

function upgradePaths(swagger: SwaggerUpgrade): JsonObject {
  const move = { from: '/paths', to: '/paths' };
  return mapMembers(swagger.root['paths'], move, (item, at, path) =>
    path.startsWith('x-') ? item : upgradePathItem(swagger, item, at),
  );
}

function upgradePathItem(swagger: SwaggerUpgrade, item: JsonObject, move: Move): JsonObject {
  const shared = listed(item['parameters'], `${move.from}/parameters`);
  const sharedParts = shared.filter((parameter) => isBodyPart(swagger.root, parameter));
  const upgraded = mapMembers(item, move, (operation, at, key) =>
    methods.has(key) ? upgradeOperation(swagger, operation, { ...at, sharedParts }) : operation,
  );
  if (shared.length === 0) return upgraded;
  return { ...upgraded, parameters: upgradeList(swagger, shared, `${move.to}/parameters`) };
}

interface OperationMove extends Move {
  /** Body and form parameters of the path item, which no path item of 3.1 can hold. */
  readonly sharedParts: readonly ListedParameter[];
}

const movedOperationKeys = new Set(['consumes', 'produces', 'schemes', 'parameters', 'responses']);

function upgradeOperation(swagger: SwaggerUpgrade, operation: JsonObject, move: OperationMove): JsonObject {
  const { root } = swagger;
  const parameters = listed(operation['parameters'], `${move.from}/parameters`);
  const produces = mediaTypes(operation['produces'], root['produces']);
  const responses = mapMembers(operation['responses'], moveInto(move, 'responses'), (response, at, status) =>
    status.startsWith('x-') ? response : upgradeResponse(swagger, response, { ...at, produces }),
  );
  const body = operationBody(swagger, operation, { ...move, parameters });
  const servers = operation['schemes'] === undefined ? [] : serversOf(root, operation['schemes']);
  return {
    ...without(operation, movedOperationKeys),
    ...(parameters.length === 0
      ? {}
      : { parameters: upgradeList(swagger, parameters, `${move.to}/parameters`) }),
    ...(body === null ? {} : { requestBody: body }),
    ...(operation['responses'] === undefined ? {} : { responses }),
    ...(servers.length === 0 ? {} : { servers }),
  };
}

interface BodyMove extends OperationMove {
  readonly parameters: readonly ListedParameter[];
}

function operationBody(swagger: SwaggerUpgrade, operation: JsonObject, move: BodyMove): JsonObject | null {
  const own = move.parameters.filter((parameter) => isBodyPart(swagger.root, parameter));
  const parts = own.length === 0 ? move.sharedParts : own;
  const consumes = mediaTypes(operation['consumes'], swagger.root['consumes']);
  return bodyOf(swagger, { parts, consumes, to: `${move.to}/requestBody` });
}

function listed(list: JsonValue | undefined, from: string): readonly ListedParameter[] {
  if (!isJsonArray(list)) return [];
  return list.flatMap((parameter, index) =>
    isJsonObject(parameter) ? [{ parameter, from: `${from}/${index}` }] : [],
  );
}

function upgradeList(swagger: SwaggerUpgrade, parameters: readonly ListedParameter[], to: string): JsonValue {
  return parameters
    .filter((parameter) => !isBodyPart(swagger.root, parameter))
    .map(({ parameter, from }, index) => {
      swagger.origins.set(`${to}/${index}`, from);
      return upgradeParameter(swagger, parameter, { from, to: `${to}/${index}` });
    });
}

const movedResponseKeys = new Set(['schema', 'examples', 'headers']);

interface ResponseMove extends Move {
  readonly produces: readonly string[];
}

function upgradeResponse(swagger: SwaggerUpgrade, response: JsonObject, move: ResponseMove): JsonObject {
  if (referenceIn(response) !== null) return response;
  const content = contentOf(swagger, response, move);
  const headers = mapMembers(response['headers'], moveInto(move, 'headers'), (header, at) =>
    upgradeHeader(swagger, header, at),
  );
  return {
    ...without(response, movedResponseKeys),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
  };
}

/** Without a schema there is no content, whatever the operation produces (Swagger 2.0, Response Object, `schema`). */
function contentOf(
  swagger: SwaggerUpgrade,
  response: JsonObject,
  { from, to, produces }: ResponseMove,
): [string, JsonValue][] {
  const { schema } = response;
  const examples = isJsonObject(response['examples']) ? response['examples'] : {};
  const types =
    schema === undefined
      ? Object.keys(examples).filter((key) => key.includes('/'))
      : typesOf(schema, produces);
  return types.map((type) => {
    swagger.origins.set(`${to}/content${pointerStep(type)}/schema`, `${from}/schema`);
    const example = Object.hasOwn(examples, type) ? examples[type] : undefined;
    return [
      type,
      { ...(schema === undefined ? {} : { schema }), ...(example === undefined ? {} : { example }) },
    ];
  });
}

function typesOf(schema: JsonValue, produces: readonly string[]): readonly string[] {
  if (produces.length > 0) return produces;
  return isJsonObject(schema) && schema['type'] === 'file'
    ? ['application/octet-stream']
    : ['application/json'];
}
