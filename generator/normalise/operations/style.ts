/** Which styles a parameter may be written in, and which one is meant where none is named (OpenAPI 3.1, 4.8.12). */
import type { ParameterLocation, ParameterStyle } from '../../api/api.ts';

const stylesByLocation: Readonly<Record<ParameterLocation, readonly [ParameterStyle, ...ParameterStyle[]]>> =
  {
    path: ['simple', 'label', 'matrix'],
    query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
    header: ['simple'],
    cookie: ['form'],
  };

/** In the order in which they are listed for a person. */
export const locations: readonly string[] = Object.keys(stylesByLocation);

/** The bodies of version 2.0 are no locations: they are request bodies here. */
export function isLocation(text: string): text is ParameterLocation {
  return Object.hasOwn(stylesByLocation, text);
}

/** Returns the style of a parameter without `style`. */
export function defaultStyle(location: ParameterLocation): ParameterStyle {
  return stylesByLocation[location][0];
}

/** Returns true if a parameter in this location may be written so. */
export function allowsStyle(location: ParameterLocation, style: string): style is ParameterStyle {
  return stylesByLocation[location].some((one) => one === style);
}
