/** Locations of parameters, and the styles that each of them allows (OpenAPI 3.1, section 4.8.12). */
import type { ParameterLocation, ParameterStyle } from '../../api/api.ts';

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
export type DeclaredLocation = Exclude<ParameterLocation, 'part'>;

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
