/** Which styles a parameter may be written in, and which one is meant where none is named (OpenAPI 3.1, 4.8.12). */
import type { ParameterLocation, ParameterStyle } from '../../api/api.ts';

const stylesByLocation: Readonly<Record<ParameterLocation, readonly [ParameterStyle, ...ParameterStyle[]]>> =
  {
    path: ['simple', 'label', 'matrix'],
    query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
    header: ['simple'],
    cookie: ['form'],
  };

export function isStyle(text: string): text is ParameterStyle {
  return Object.values(stylesByLocation).some((styles) => styles.some((style) => style === text));
}

export function isLocation(text: string): text is ParameterLocation {
  return Object.hasOwn(stylesByLocation, text);
}

export function defaultStyle(location: ParameterLocation): ParameterStyle {
  return stylesByLocation[location][0];
}

export function allowsStyle(location: ParameterLocation, style: string): style is ParameterStyle {
  return stylesByLocation[location].some((one) => one === style);
}
