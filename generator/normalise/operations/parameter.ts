/** Turns one OpenAPI parameter into a `Parameter`. */
import type { Parameter, ParameterLocation, ParameterStyle } from '../../api/api.ts';
import { noDocs } from '../../api/docs.ts';
import { defaultStyle, explodesByDefault } from '../../api/requests.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { mergeDocs, readDocs } from '../docs.ts';
import { followReferences, quote } from '../reference.ts';
import { placeOf, report, type Scope } from '../scope.ts';
import { childOf, entriesOf, memberOf, type Source, textAt } from '../source.ts';
import { readEncodings } from './encodings.ts';
import { allowsStyle, isLocation, locations, readParameterSchema } from './parameter-schema.ts';

/** Returns `null`, and reports, if the parameter cannot be sent: a dangling reference, no name, no location. */
export function readParameter(scope: Scope, written: Source): Parameter | null {
  const source = followReferences(scope, written);
  if (source === null) return null;
  const name = textAt(source, 'name');
  const location = textAt(source, 'in');
  if (name === null || name === '' || location === null) {
    report(scope, source, { code: 'CW2002', message: 'A parameter needs a name and a location.' });
    return null;
  }
  if (!isLocation(location)) {
    const message = `Unknown location ${quote(location)} of a parameter. ${didYouMean(location, locations)}`;
    report(scope, childOf(source, 'in'), { code: 'CW2002', message });
    return null;
  }
  const parameter = { name, location, ...readValue(scope, source), ...readWriting(scope, source, location) };
  return location === 'querystring' ? asQueryString(scope, source, parameter) : parameter;
}

/** Only `content` describes a whole query (OpenAPI 3.2, section 4.12.2.3). A form is what a query usually is. */
function asQueryString(scope: Scope, source: Source, parameter: Parameter): Parameter {
  if (parameter.mediaType === null) {
    const message = 'A parameter in querystring needs `content`: it is written as a form.';
    report(scope, source, { code: 'CW2002', message });
    return { ...parameter, mediaType: formType };
  }
  const [[, mediaType] = []] = entriesOf(childOf(source, 'content'));
  const { encoding } = mediaType === undefined ? { encoding: [] } : readEncodings(scope, mediaType, 'form');
  return encoding.length === 0 ? parameter : { ...parameter, encoding };
}

const formType = 'application/x-www-form-urlencoded';

type Value = Pick<Parameter, 'required' | 'schema' | 'default' | 'mediaType' | 'docs' | 'place'>;

function readValue(scope: Scope, source: Source): Value {
  const { schema, fallback, mediaType } = readParameterSchema(scope, source);
  return {
    required: textAt(source, 'in') === 'path' || memberOf(source.value, 'required') === true,
    schema,
    default: fallback,
    mediaType,
    docs: mergeDocs(readDocs(source), schema.kind === 'model' ? noDocs : schema.docs),
    place: placeOf(scope, source),
  };
}

type Writing = Pick<Parameter, 'style' | 'explode' | 'allowReserved'>;

function readWriting(scope: Scope, source: Source, location: ParameterLocation): Writing {
  const style = readStyle(scope, source, location);
  const explode = memberOf(source.value, 'explode');
  return {
    style,
    explode: style === 'deepObject' || (typeof explode === 'boolean' ? explode : explodesByDefault(style)),
    allowReserved: memberOf(source.value, 'allowReserved') === true,
  };
}

function readStyle(scope: Scope, source: Source, location: ParameterLocation): ParameterStyle {
  const style = textAt(source, 'style');
  if (style === null) return defaultStyle(location);
  if (allowsStyle(location, style)) return style;
  const message = `A parameter in ${location} cannot have the style ${quote(style)}; ${defaultStyle(location)} is used.`;
  report(scope, childOf(source, 'style'), { code: 'CW2002', message });
  return defaultStyle(location);
}
