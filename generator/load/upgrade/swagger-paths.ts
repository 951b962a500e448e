/** Upgrades the paths and responses of Swagger 2.0: bodies leave the lists of parameters, content is keyed by media type. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import { referenceIn } from '../references.ts';
import { bodyOf, isBodyPart } from './swagger-body.ts';
import type { ListedParameter } from './swagger-body.ts';
import { upgradeHeader, upgradeParameter } from './swagger-parameter.ts';
import { mapMembers, mediaTypes, moveInto, serversOf, without } from './swagger-upgrade.ts';
import type { Move, SwaggerUpgrade } from './swagger-upgrade.ts';

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

export function upgradePaths(swagger: SwaggerUpgrade): JsonObject {
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

export function upgradeResponse(
  swagger: SwaggerUpgrade,
  response: JsonObject,
  move: ResponseMove,
): JsonObject {
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
