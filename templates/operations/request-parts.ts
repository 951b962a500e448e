/** The function that turns the argument of a call into the parts of a request. */
import {
  code,
  join,
  key,
  literal,
  member,
  unrefined,
  type Code,
  type Content,
  type Operation,
  type Parameter,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { runtime, withoutNull } from '../validators/check-context.ts';
import { callProperties, sentContent, type CallProperty } from './call-properties.ts';

/** `(parameters) => ({ path: { id: parameters.id } })` */
export function requestParts(operation: Operation, context: RenderContext): Code {
  const properties = callProperties(operation);
  const at = (location: Parameter['location']): readonly WithParameter[] =>
    properties.flatMap((property) =>
      property.parameter?.location === location ? [{ ...property, parameter: property.parameter }] : [],
    );
  const parts = [
    keyed(
      'path',
      at('path').map((property) => entry(property, pathValue(property, context))),
    ),
    listed(
      'query',
      at('query').map((property) => queryPart(property, context)),
    ),
    keyed(
      'headers',
      at('header').map((property) => entry(property, headerValue(property, context))),
    ),
    listed(
      'cookies',
      at('cookie').map((property) => headerValue(property, context)),
    ),
    ...bodyPart(operation, context),
  ];
  return code`(parameters) => ({ ${join(
    parts.filter((part) => part.parts.length > 0),
    code`, `,
  )} })`;
}

type WithParameter = CallProperty & { readonly parameter: Parameter };

function keyed(name: string, entries: readonly Code[]): Code {
  return entries.length === 0 ? code`` : code`${key(name)}: { ${join(entries, code`, `)} }`;
}

function listed(name: string, items: readonly Code[]): Code {
  return items.length === 0 ? code`` : code`${key(name)}: [${join(items, code`, `)}]`;
}

function entry({ parameter }: WithParameter, content: Code): Code {
  return code`${key(parameter.name)}: ${content}`;
}

function given({ name }: CallProperty): Code {
  return member(code`parameters`, name);
}

function pathValue(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const item = given(property);
  const style = parameter.style === 'label' || parameter.style === 'matrix' ? parameter.style : 'list';
  if (style === 'list' && !isComposed(parameter.schema, context)) return item;
  const explode = parameter.explode ? code`, true` : code``;
  return code`${runtime(style, context)}(${literal(parameter.name)}, ${item}${explode})`;
}

function queryPart(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const name = literal(parameter.name);
  if (parameter.mediaType !== null)
    return code`${runtime('jsonQuery', context)}(${name}, ${given(property)})`;
  const style = queryStyle(parameter);
  if (style === 'form' && !parameter.allowReserved && !isComposed(parameter.schema, context))
    return code`${runtime('pair', context)}(${name}, ${given(property)})`;
  const options = [
    ...(parameter.explode === (parameter.style === 'form') || parameter.style === 'deepObject'
      ? []
      : [code`explode: ${literal(parameter.explode)}`]),
    ...(parameter.allowReserved ? [code`allowReserved: true`] : []),
  ];
  const more = options.length === 0 ? code`` : code`, { ${join(options, code`, `)} }`;
  return code`${runtime(style, context)}(${name}, ${given(property)}${more})`;
}

function queryStyle({ style }: Parameter): string {
  return style === 'spaceDelimited' || style === 'pipeDelimited' || style === 'deepObject' ? style : 'form';
}

/** Headers and cookies carry text; `simple` joins what has several values by commas (RFC 6570). */
function headerValue(property: WithParameter, context: RenderContext): Code {
  const { parameter } = property;
  const explode = parameter.explode ? code`, true` : code``;
  const written = parameter.location === 'cookie' ? 'cookie' : 'headerText';
  return code`${runtime(written, context)}(${literal(parameter.name)}, ${given(property)}${explode})`;
}

function isComposed(schema: Schema, context: RenderContext): boolean {
  const plain = unrefined(withoutNull(unrefined(schema)).schema);
  switch (plain.kind) {
    case 'model':
      return isComposed(context.model(plain.model).schema, context);
    case 'union':
    case 'intersection':
      return plain.members.some((part) => isComposed(part, context));
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return false;
    default:
      return true;
  }
}

function bodyPart(operation: Operation, context: RenderContext): readonly Code[] {
  const content = sentContent(operation);
  if (content === null || operation.requestBody === null) return [];
  const body = bodyCall(content, context);
  if (operation.requestBody.required || content.format === 'json') return [code`body: ${body}`];
  return [code`body: parameters.body === undefined ? undefined : ${body}`];
}

function bodyCall(content: Content, context: RenderContext): Code {
  const mediaType = content.mediaType.split(';')[0]?.trim() ?? content.mediaType;
  const named = (usual: string): Code => (mediaType === usual ? code`` : code`, ${literal(mediaType)}`);
  switch (content.format) {
    case 'json':
      return code`${runtime('jsonBody', context)}(parameters.body${named('application/json')})`;
    case 'form':
      return code`${runtime('formBody', context)}(parameters.body${formEncoding(content, context)})`;
    case 'multipart':
      return code`${runtime('multipartBody', context)}(parameters.body${partEncoding(content)})`;
    case 'text':
    case 'lines':
    case 'events':
      return code`${runtime('textBody', context)}(parameters.body${named('text/plain')})`;
    case 'binary':
      return code`${runtime('binaryBody', context)}(parameters.body${named('application/octet-stream')})`;
  }
}

function formEncoding(content: Content, context: RenderContext): Code {
  const styled = content.encoding.flatMap(({ property, style }) =>
    style === 'deepObject' || style === 'spaceDelimited' || style === 'pipeDelimited'
      ? [code`${key(property)}: ${runtime(style, context)}`]
      : [],
  );
  return styled.length === 0 ? code`` : code`, { ${join(styled, code`, `)} }`;
}

function partEncoding(content: Content): Code {
  const typed = content.encoding.flatMap(({ property, mediaType }) =>
    mediaType === null || mediaType.includes(',') || mediaType.includes('*')
      ? []
      : [code`${key(property)}: ${literal(mediaType)}`],
  );
  return typed.length === 0 ? code`` : code`, { ${join(typed, code`, `)} }`;
}
