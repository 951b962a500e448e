/** Code that encodes a multipart body: a form, related parts, or a list of parts. */
import {
  call,
  code,
  key,
  literal,
  object,
  options,
  ownMember,
  property,
  runtimeValue,
  type Code,
  type Content,
  type Entry,
  type Operation,
  type RenderContext,
} from '../../generator/index.ts';
import { partHeaderProperties } from './arguments.ts';
import { partEncoding, positionTypes } from './field-encoding.ts';
import { sentType } from './contents.ts';
import { needsExactText, plainSchema, writerOf } from './representations.ts';

interface MultipartRequest {
  readonly operation: Operation;
  readonly content: Content;
  /** The value of the body, with its points in time as text. */
  readonly body: Code;
  readonly context: RenderContext;
}

/** `multipartBody(parameters.body, { meta: 'application/json' }, { mediaType: 'multipart/related' })` */
export function multipartCall(request: MultipartRequest): Code {
  const { content, body, context } = request;
  if (isList(content, context)) return listCall(request);
  const encoding = partEncoding(content, context);
  const isExact = needsExactText(content.schema, context);
  const write = isExact ? writerOf(content.schema, context) : null;
  const encode = runtimeValue(isExact ? 'exactMultipart' : 'multipartBody', context);
  return call(encode, [body, encoding, options([property('write', write), ...optionMembers(request)])]);
}

/** Parts of a form have names; those of other multipart bodies may be a list (OpenAPI 3.2, section 4.14.4.2). */
function isList(content: Content, context: RenderContext): boolean {
  const { kind } = plainSchema(content.schema, context);
  return (kind === 'array' || kind === 'tuple') && sentType(content) !== form;
}

const form = 'multipart/form-data';

function listCall(request: MultipartRequest): Code {
  const { content, body, context } = request;
  const members = [...positionTypes(content, context), ...optionMembers(request)];
  const items = needsExactText(content.schema, context)
    ? code`${body}.map((item) => ${runtimeValue('exactText', context)}(item))`
    : body;
  return call(runtimeValue('multipartList', context), [items, object(members)]);
}

function optionMembers(request: MultipartRequest): readonly Entry[] {
  const mediaType = sentType(request.content);
  const headers = headersOf(request);
  return [
    mediaType === form ? null : code`mediaType: ${literal(mediaType)}`,
    headers.length === 0 ? null : property('headers', object(headers)),
  ];
}

/** `picture: { 'X-Sum': headerText('X-Sum', parameters.xSum) }` */
function headersOf({ operation, content, context }: MultipartRequest): readonly Code[] {
  const properties = partHeaderProperties(operation, content, context);
  const headers = properties.map(({ name, parameter, part }) => {
    const given = ownMember(code`parameters`, name, context);
    const text =
      parameter.mediaType === null
        ? call(runtimeValue('headerText', context), [
            literal(parameter.name),
            given,
            parameter.explode ? code`true` : null,
          ])
        : call(runtimeValue('jsonText', context), [given]);
    return { part, member: code`${key(parameter.name)}: ${text}` };
  });
  return [...Map.groupBy(headers, ({ part }) => part)].map(
    ([part, members]) => code`${key(part)}: ${object(members.map(({ member }) => member))}`,
  );
}
