/** Reads the schema of a parameter or header, which `schema` or `content` has. */
import { noDocs } from '../../api/docs.ts';
import type { JsonValue } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { readDefault } from '../schema/annotations.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import { placeOf } from '../scope.ts';
import type { Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey } from '../source.ts';
import type { Source } from '../source.ts';

interface ParameterSchema {
  readonly schema: Schema;
  readonly fallback: JsonValue | undefined;
  readonly mediaType: string | null;
}

/** The schema of a parameter or header; with `content` it is written as the first media type by name. */
export function readParameterSchema(scope: Scope, source: Source): ParameterSchema {
  const [content] = hasKey(source, 'schema') ? [] : entriesOf(childOf(source, 'content'));
  const place = content === undefined ? childOf(source, 'schema') : childOf(content[1], 'schema');
  const mediaType = content === undefined ? null : content[0];
  if (place.value !== undefined) {
    return { schema: buildSchema(scope, place), fallback: readDefault(scope, place), mediaType };
  }
  const text: Schema = {
    kind: 'string',
    format: null,
    limits: {},
    docs: noDocs,
    place: placeOf(scope, source),
  };
  const unknown: Schema = unknownAt(placeOf(scope, source));
  return { schema: mediaType === null ? text : unknown, fallback: undefined, mediaType };
}
