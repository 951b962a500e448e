/** Reads the schema of a parameter or header, which `schema` or `content` has, and the styles that each location allows. */
import type { ParameterLocation, ParameterStyle } from '../../api/api.ts';
import { noDocs } from '../../api/place.ts';
import type { JsonValue } from '../../api/json.ts';
import type { Schema } from '../../api/schema.ts';
import { readDefault } from '../schema/annotations.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import { placeOf, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, type Source } from '../source.ts';

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

const locationsByStyle: Readonly<Record<ParameterStyle, readonly ParameterLocation[]>> = {
  simple: ['path', 'header', 'part'],
  label: ['path'],
  matrix: ['path'],
  form: ['query', 'cookie'],
  spaceDelimited: ['query'],
  pipeDelimited: ['query'],
  deepObject: ['query'],
  cookie: ['cookie'],
};

/** In the order in which messages list them. */
export const locations: readonly string[] = ['path', 'query', 'querystring', 'header', 'cookie'];

/** A parameter of a document cannot be in a part: an Encoding Object declares its headers. */
type DeclaredLocation = Exclude<ParameterLocation, 'part'>;

/** Version 2.0 also has `body` and `formData`, which become request bodies. */
export function isLocation(text: string): text is DeclaredLocation {
  return locations.includes(text);
}

/** Returns true if a parameter in this location may have the style. */
export function allowsStyle(location: ParameterLocation, style: string): style is ParameterStyle {
  return isStyle(style) && locationsByStyle[style].includes(location);
}

function isStyle(text: string): text is ParameterStyle {
  return Object.hasOwn(locationsByStyle, text);
}
