/** The decoders of an operation's responses, and the types that come out of them. */
import {
  call,
  code,
  type Code,
  type Content,
  docsOf,
  generic,
  key,
  literal,
  object,
  objectType,
  type Operation,
  type PropertyMember,
  type RenderContext,
  type Response,
  runtimeType,
  runtimeValue,
  type Statement,
  type,
  union,
  value,
} from '../../generator/index.ts';
import { acceptChoices, acceptedType, errors, successes, writtenType } from './contents.ts';
import type { OperationSymbols } from './operation-symbols.ts';
import { formDecoder, isForm, streamDecoder, streamType } from './part-decoders.ts';
import { jsonReader } from './representations.ts';

/** Returns the type that a call resolves to. */
export function resultType(operation: Operation, context: RenderContext): Code {
  return resultOf(successes(operation), context);
}

function resultOf(responses: readonly Response[], context: RenderContext): Code {
  const types = responses.flatMap(({ content }) =>
    content.length === 0 ? [code`undefined`] : content.map((each) => typeOfContent(each, context)),
  );
  return types.length === 0 ? code`undefined` : union(types);
}

/** The responses of a call whose success statuses have different values; `null`: one type says it all. */
export function responsesType(responses: readonly Response[], context: RenderContext): Code | null {
  const types = responses.map(({ status, content }) => [status, valueOf(content, context)] as const);
  const [first] = types;
  if (first === undefined || types.every(([, each]) => isSame(each, first[1]))) return null;
  const members = types.map(([status, each]) => code`${statusKey(status)}: ${each}`);
  return code`${runtimeType('ResponseByStatus', context)}<${objectType(members)}>`;
}

function valueOf(content: readonly Content[], context: RenderContext): Code {
  return content.length === 0 ? code`undefined` : union(content.map((each) => typeOfContent(each, context)));
}

function isSame(one: Code, other: Code): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function statusKey(status: string): Code {
  return /^\d+$/.test(status) ? literal(Number(status)) : key(status);
}

/** `ApiPromise<Job>`, or with the responses by status. */
export function promiseType(operation: Operation, context: RenderContext): Code {
  return promiseOf(successes(operation), context);
}

function promiseOf(given: readonly Response[], context: RenderContext): Code {
  const responses = responsesType(given, context);
  return generic(runtimeType('ApiPromise', context), [resultOf(given, context), responses]);
}

/** `ListPromises, 'application/json'`; `null`: a call has no choice. */
export function promisesOf(operation: Operation, { promises }: OperationSymbols): Code | null {
  const choices = acceptChoices(operation);
  return promises === null || choices === null ? null : code`${type(promises)}, ${literal(choices.usual)}`;
}

/** Type of the result of a call, by the media type of the response. */
export function promiseStatements(
  operation: Operation,
  { promises, call }: OperationSymbols,
  context: RenderContext,
): readonly Statement[] {
  const choices = acceptChoices(operation);
  if (promises === null || choices === null) return [];
  const usual: readonly PropertyMember[] =
    choices.usual === 'default'
      ? [{ kind: 'property', name: 'default', type: promiseType(operation, context) }]
      : [];
  return [
    {
      kind: 'interface',
      name: promises,
      exported: true,
      docs: { text: `What {@link ${context.nameOf(call)}} returns, by the option \`accept\`.` },
      members: [
        ...usual,
        ...choices.choices.map(({ mediaType, responses }): PropertyMember => ({
          kind: 'property',
          name: mediaType,
          type: promiseOf(responses, context),
        })),
      ],
    },
  ];
}

/** `() => ({ 'text/csv': { 200: text('text/csv') } })`: the decoders of media types that a call has to choose. */
export function otherDecoders(operation: Operation, symbols: OperationSymbols, context: RenderContext): Code {
  const { choices = [], usual = '' } = acceptChoices(operation) ?? {};
  const members = choices
    .filter(({ mediaType }) => mediaType !== usual)
    .map(({ mediaType, responses }) => code`${key(mediaType)}: ${decoders(responses, symbols, context)}`);
  return code`() => (${object(members, 'lines')})`;
}

/** `{ 200: json(WorkflowExecution) }` */
export function successDecoders(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): Code {
  const good = successes(operation);
  if (good.length === 0) return code`{ default: ${runtimeValue('empty', context)}() }`;
  return decoders(good, symbols, context);
}

/** The same for errors; `null`: none is described. */
export function errorDecoders(
  operation: Operation,
  symbols: OperationSymbols,
  context: RenderContext,
): Code | null {
  const described = errors(operation).filter(({ content }) => content.length > 0);
  return described.length === 0 ? null : decoders(described, symbols, context);
}

function decoders(responses: readonly Response[], symbols: OperationSymbols, context: RenderContext): Code {
  const members = responses.map((response) => {
    return code`${statusKey(response.status)}: ${decoderOf(response, symbols, context)}`;
  });
  return object(members);
}

function decoderOf({ status, content }: Response, symbols: OperationSymbols, context: RenderContext): Code {
  const [only] = content;
  if (only === undefined) return code`${runtimeValue('empty', context)}()`;
  if (content.length === 1) return contentDecoder({ status, content: only }, symbols, context);
  const members = content.map(
    (each) => code`${key(writtenType(each))}: ${contentDecoder({ status, content: each }, symbols, context)}`,
  );
  return call(runtimeValue('byMediaType', context), [object(members)]);
}

interface StatusContent {
  readonly status: string;
  readonly content: Content;
}

function contentDecoder(
  { status, content }: StatusContent,
  symbols: OperationSymbols,
  context: RenderContext,
): Code {
  const range = acceptedType(content);
  switch (content.format) {
    case 'json': {
      const validator = validatorOf({ status, content }, symbols, context);
      const mediaType = range === 'application/json' ? null : literal(range);
      if (validator === null) return call(runtimeValue('anyJson', context), [mediaType]);
      return call(runtimeValue(jsonReader(content.schema, context), context), [validator, mediaType]);
    }
    case 'text':
    case 'form':
      return call(runtimeValue('text', context), [literal(range)]);
    case 'lines':
    case 'events':
      return streamDecoder(content, validatorOf({ status, content }, symbols, context), context);
    case 'multipart': {
      const validator = validatorOf({ status, content }, symbols, context);
      const isObject = validator !== null && isForm(content, context);
      return isObject ? formDecoder(content, validator, context) : binaryDecoder(range, context);
    }
    case 'binary':
      return binaryDecoder(range, context);
  }
}

function binaryDecoder(range: string, context: RenderContext): Code {
  return call(runtimeValue('binary', context), [literal(range)]);
}

function validatorOf(
  { status, content }: StatusContent,
  symbols: OperationSymbols,
  context: RenderContext,
): Code | null {
  const { schema, mediaType } = content;
  if (schema.kind === 'unknown') return null;
  if (schema.kind === 'model') return value(context.slots.validator.validator(context.model(schema.model)));
  const own = symbols.responses.find(
    (response) => response.status === status && response.content.mediaType === mediaType,
  );
  return own === undefined ? null : value(own.symbol);
}

/** Returns the caller's type of a response's content. */
export function typeOfContent(content: Content, context: RenderContext): Code {
  switch (content.format) {
    case 'json':
      return responseType(content, context);
    case 'text':
    case 'form':
      return code`string`;
    case 'lines':
    case 'events':
      return streamType(content, responseType(content, context), context);
    case 'multipart':
      return isForm(content, context) ? responseType(content, context) : code`File`;
    case 'binary':
      return code`File`;
  }
}

/** The type of JSON: of a response, or of each item of one. */
function responseType({ schema }: Content, context: RenderContext): Code {
  return context.slots.model.typeOf(schema, 'response', context);
}

/** `'404': Problem`, with the words of the document; a body of which it says nothing is `unknown`. */
export function errorMembers(operation: Operation, context: RenderContext): readonly PropertyMember[] {
  return errors(operation).map(({ status, content, docs }) => {
    const types: readonly Code[] = content.map((each) => typeOfContent(each, context));
    return {
      kind: 'property',
      name: status,
      type: types.length === 0 ? code`unknown` : union(types),
      docs: docsOf(docs),
    };
  });
}
