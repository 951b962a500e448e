/** Reads the schema of a parameter or header, the styles that each location allows, and how the fields of a form or the parts of a multipart body are encoded. */
import type {
  Content,
  ContentFormat,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  PartEncoding,
} from '../../api/api.ts';
import type { JsonValue } from '../../api/json.ts';
import { noDocs } from '../../api/place.ts';
import { defaultStyle } from '../../api/requests.ts';
import type { Schema } from '../../api/schema.ts';
import { mergeDocs, readDocs } from '../docs.ts';
import { isFieldName } from '../field-names.ts';
import { readDefault } from '../schema/annotations.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import { followReferences, placeOf, quote, report, type Scope } from '../scope.ts';
import { childOf, entriesOf, hasKey, itemsOf, memberOf, type Source, textAt } from '../source.ts';

type Encodings = Pick<Content, 'encoding' | 'positions' | 'partHeaders'>;

/** Encodings by name, and of lists by position (OpenAPI 3.2, section 4.14.4). */
export function readEncodings(scope: Scope, mediaType: Source, format: ContentFormat): Encodings {
  const named = entriesOf(childOf(mediaType, 'encoding'));
  const encoding = named.flatMap(([property, value]) => {
    const read = readEncoding(scope, value);
    return isGiven(read) ? [{ property, ...read }] : [];
  });
  if (format !== 'multipart') return { encoding };
  const prefix = childOf(mediaType, 'prefixEncoding');
  const item = childOf(mediaType, 'itemEncoding');
  const first = itemsOf(prefix).map((value) => readEncoding(scope, value));
  const others = item.value === undefined ? null : readEncoding(scope, item);
  const parts: readonly (readonly [string, Source])[] = [
    ...named,
    ...itemsOf(prefix).map((value, index) => [String(index), value] as const),
    ['*', item],
  ];
  const isOptional = optionalParts(scope, childOf(mediaType, 'schema'));
  const partHeaders = parts.flatMap(([part, value]) =>
    readPartHeaders(scope, part, value).map((header) =>
      isOptional(part) ? { ...header, required: false } : header,
    ),
  );
  return {
    encoding,
    ...(first.length === 0 && others === null ? {} : { positions: { first, others } }),
    ...(partHeaders.length === 0 ? {} : { partHeaders }),
  };
}

function isGiven(encoding: PartEncoding): boolean {
  return Object.values(encoding).some((each) => each !== null);
}

function readEncoding(scope: Scope, source: Source): PartEncoding {
  reportNested(scope, source);
  return { mediaType: textAt(source, 'contentType'), ...readStyle(scope, source) };
}

/** A part that has parts of its own: the client writes it as its media type, if it is JSON, text or a file. */
function reportNested(scope: Scope, source: Source): void {
  for (const key of ['encoding', 'prefixEncoding', 'itemEncoding']) {
    const nested = childOf(source, key);
    if (nested.value === undefined) continue;
    const message = `The client does not encode parts inside a part: \`${key}\` is ignored.`;
    report(scope, nested, { code: 'CW2042', message });
  }
}

/** A property of a form is written like a parameter of the query (OpenAPI 3.1, section 4.8.15). */
function readStyle(scope: Scope, source: Source): Omit<PartEncoding, 'mediaType'> {
  const style = textAt(source, 'style');
  const isKnown = style !== null && allowsStyle('query', style);
  if (style !== null && !isKnown) {
    const message = `Unknown style ${quote(style)} of a form property: it is written as ${defaultStyle('query')}.`;
    report(scope, childOf(source, 'style'), { code: 'CW2002', message });
  }
  return {
    style: isKnown ? style : null,
    explode: booleanAt(source, 'explode'),
    allowReserved: booleanAt(source, 'allowReserved'),
  };
}

function booleanAt(source: Source, key: string): boolean | null {
  const value = memberOf(source.value, key);
  return typeof value === 'boolean' ? value : null;
}

/** A property that may be left out. Of a composed schema, all are taken for required. */
function optionalParts(scope: Scope, written: Source): (part: string) => boolean {
  const schema = textAt(written, '$ref') === null ? written : followReferences(scope, written);
  if (schema === null || !hasKey(schema, 'properties')) return () => false;
  const required = itemsOf(childOf(schema, 'required')).map(({ value }) => value);
  return (part) => hasKey(childOf(schema, 'properties'), part) && !required.includes(part);
}

/** `Content-Type` among them is ignored: `contentType` describes it (OpenAPI 3.1, section 4.8.15.1). */
function readPartHeaders(scope: Scope, part: string, encoding: Source): readonly Parameter[] {
  return entriesOf(childOf(encoding, 'headers')).flatMap(([name, written]): readonly Parameter[] => {
    const source = followReferences(scope, written);
    if (source === null || name.toLowerCase() === 'content-type') return [];
    if (!isFieldName(scope, source, name)) return [];
    const { schema, fallback, mediaType } = readParameterSchema(scope, source);
    return [
      {
        name,
        location: 'part',
        part,
        required: memberOf(source.value, 'required') === true,
        schema,
        default: fallback,
        style: 'simple',
        explode: memberOf(source.value, 'explode') === true,
        allowReserved: false,
        mediaType,
        docs: mergeDocs(readDocs(source), schema.kind === 'model' ? noDocs : schema.docs),
        place: placeOf(scope, source),
      },
    ];
  });
}

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
