/** A Swagger 2.0 response, whose media types stand elsewhere → one that has its content by media type. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import { referenceIn } from '../references.ts';
import { upgradeHeader } from './swagger-parameter.ts';
import { mapMembers, moveInto, without } from './swagger-upgrade.ts';
import type { Move, SwaggerUpgrade } from './swagger-upgrade.ts';

const movedKeys = new Set(['schema', 'examples', 'headers']);

export interface ResponseMove extends Move {
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
    ...without(response, movedKeys),
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
