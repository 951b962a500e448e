/** The style of a parameter whose document states none (OpenAPI 3.1, section 4.8.12). */
import type { ParameterLocation, ParameterStyle } from './api.ts';

const defaultStyles: Readonly<Record<ParameterLocation, ParameterStyle>> = {
  path: 'simple',
  query: 'form',
  querystring: 'form',
  header: 'simple',
  cookie: 'form',
  part: 'simple',
};

/** Returns the style of a parameter without `style`. */
export function defaultStyle(location: ParameterLocation): ParameterStyle {
  return defaultStyles[location];
}

/** Returns `explode` of a parameter without `explode`. */
export function explodesByDefault(style: ParameterStyle): boolean {
  return style === 'form' || style === 'cookie';
}
