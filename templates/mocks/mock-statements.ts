/** The handler of an operation: the types of its replies, and a call of the runtime that makes it. */
import {
  array,
  code,
  external,
  key,
  list,
  literal,
  object,
  reaches,
  runtimeType,
  runtimeValue,
  sentMethod,
  type,
  union,
  value,
  type Code,
  type Content,
  type Dependency,
  type Operation,
  type PlannedSymbol,
  type PropertyMember,
  type RenderContext,
  type Response,
  type Statement,
} from '../../generator/index.ts';
import { mockedUrl, type MockNames, type MockSymbols } from './mock-symbols.ts';
import type { Sample } from './sample.ts';
import { sampleExpression, type StatementContext } from './sample-statements.ts';
import { answeredContent } from './sample-symbols.ts';

export interface MockContext extends StatementContext {
  /** Function that makes the handlers. */
  readonly factory: PlannedSymbol;
  readonly overlapping: ReadonlyMap<string, readonly string[]>;
}

const library: Dependency = { from: 'msw', range: '^2.0.0 || ^3.0.0', kind: 'peer' };

/** `mock = makeMock(HttpHandler, ['https://shop.example'])` */
export function factoryStatement(name: PlannedSymbol, context: RenderContext): Statement {
  const servers = literal(context.api.servers.map(({ url }) => url));
  return {
    kind: 'const',
    name,
    exported: true,
    internal: true,
    docs: { text: 'Makes a handler for the servers that the client calls.' },
    type: runtimeType('MakeMock', context),
    value: code`/* @__PURE__ */ ${runtimeValue('makeMock', context)}(${external('HttpHandler', library)}, ${servers})`,
  };
}

/** `handlers(options)`: all of them, with their samples. */
export function allMocksStatement({ all, mocks }: MockNames, context: RenderContext): Statement {
  const calls = mocks.map(({ handler }) => code`${value(handler)}(undefined, options)`);
  return {
    kind: 'function',
    name: all,
    exported: true,
    docs: { text: 'Returns a handler for each operation. They answer with samples.' },
    parameters: [{ name: code`options`, type: runtimeType('MockOptions', context), optional: true }],
    returns: code`${external('HttpHandler', library, 'type')}[]`,
    body: [code`return ${array(calls)};`],
  };
}

export function mockStatements(
  { operation, handler, replies }: MockSymbols,
  around: MockContext,
): readonly Statement[] {
  const { context } = around;
  const types = [type(replies), pathNames(operation), bodyType(operation, context)];
  const given = types.slice(0, types[2] === null ? (types[1] === null ? 1 : 2) : 3);
  const named = list(given.map((each) => each ?? code`never`));
  const call = context.nameOf(context.slots.operation.call(operation));
  return [
    {
      kind: 'interface',
      name: replies,
      exported: true,
      docs: { text: `Bodies of the responses to {@link ${call}}, by status.` },
      members: answered(operation).map((response) => replyMember(response, context)),
    },
    {
      kind: 'const',
      name: handler,
      exported: true,
      docs: { text: `Handler of {@link ${call}}.` },
      type: code`${runtimeType('Mock', context)}<${named}>`,
      value: code`/* @__PURE__ */ ${value(around.factory)}(${definition(operation, around)})`,
    },
  ];
}

/** Responses that a fetch resolves to: informational ones come before it. */
function answered({ responses }: Operation): readonly Response[] {
  return responses.filter(({ status }) => !status.startsWith('1'));
}

function replyMember(response: Response, context: RenderContext): PropertyMember {
  const content = answeredContent(response);
  return {
    kind: 'property',
    name: response.status,
    type: content === null ? code`undefined` : typeOfBody(content, context),
  };
}

/** The value that the server sends; items for a stream; what `Response` takes for other bodies. */
function typeOfBody(content: Content, context: RenderContext): Code {
  const plain = context.slots.model.typeOf(content.schema, 'wire', context);
  switch (content.format) {
    case 'json':
      return plain;
    case 'text':
      return code`string`;
    case 'lines':
      return itemsOf(plain);
    case 'events': {
      const shape = context.slots.operation.eventShape?.(content, context) ?? 'data';
      return itemsOf(shape === 'raw' ? runtimeType('ServerSentEvent', context) : plain);
    }
    case 'form':
    case 'multipart':
    case 'binary':
      return code`BodyInit`;
  }
}

/** A text is the stream as it is sent. */
function itemsOf(item: Code): Code {
  return code`Iterable<${item}> | AsyncIterable<${item}> | string`;
}

/** `'id' | 'format'`; `null`: the path has no parameters. */
function pathNames({ parameters }: Operation): Code | null {
  const names = parameters.filter(({ location }) => location === 'path').map(({ name }) => literal(name));
  return names.length === 0 ? null : union(names);
}

/** Type of the body that the client sends; `null`: it sends none. */
function bodyType({ requestBody }: Operation, context: RenderContext): Code | null {
  if (requestBody === null) return null;
  const content = requestBody.content.find(({ format }) => format === 'json') ?? requestBody.content[0];
  const orNone = requestBody.required ? null : code` | undefined`;
  return content === undefined ? null : code`${typeOfSent(content, context)}${orNone}`;
}

function typeOfSent({ format, schema }: Content, context: RenderContext): Code {
  switch (format) {
    case 'json':
      // There is no type for the JSON of a request.
      if (context.api.types !== undefined && reaches(schema, ['text', 'bigint', 'date', 'instant'], context))
        return code`unknown`;
      return context.slots.model.typeOf(schema, 'request', context);
    case 'form':
    case 'multipart':
      return code`FormData`;
    case 'text':
      return code`string`;
    case 'lines':
    case 'events':
    case 'binary':
      return code`Blob`;
  }
}

/** `{ method: 'GET', url: '/products/{id}', servers, reply: () => ({ status: 200, body: sampleProduct() }) }` */
function definition(operation: Operation, around: MockContext): Code {
  const except = around.overlapping.get(operation.id) ?? [];
  const types = mediaTypes(operation);
  const stream = answered(operation)
    .map(answeredContent)
    .find((content) => content?.format === 'events');
  const shape = stream && around.context.slots.operation.eventShape?.(stream, around.context);
  const isWhole = shape !== undefined && shape !== null && shape !== 'data';
  const reply = defaultReply(operation, around);
  const members = [
    code`method: ${literal(sentMethod(operation.method))}`,
    code`url: ${literal(mockedUrl(operation))}`,
    ...(operation.servers.length === 0
      ? []
      : [code`servers: ${literal(operation.servers.map(({ url }) => url))}`]),
    except.length === 0 ? null : code`except: ${literal([...except])}`,
    types.length === 0 ? null : code`types: ${object(types)}`,
    isWhole ? code`events: ${literal(shape === 'json' ? 'json' : 'text')}` : null,
    stream?.sentinel == null ? null : code`end: ${literal(stream.sentinel)}`,
    reply === null ? null : code`reply: () => (${reply})`,
  ];
  return object(members);
}

function mediaTypes(operation: Operation): readonly Code[] {
  return answered(operation).flatMap((response) => {
    const content = answeredContent(response);
    if (content === null || content.mediaType === 'application/json') return [];
    return [code`${key(response.status)}: ${literal(sentType(content))}`];
  });
}

/** Never a range: a response has one type. */
function sentType({ mediaType, format }: Content): string {
  if (!mediaType.includes('*')) return mediaType;
  if (format === 'json') return 'application/json';
  return format === 'text' ? 'text/plain' : 'application/octet-stream';
}

/** The first success, else the first response; `null`: it has no sample. */
function defaultReply(operation: Operation, around: MockContext): Code | null {
  const responses = answered(operation);
  const response =
    responses.find(({ status }) => status.startsWith('2')) ?? responses.find(isDefault) ?? responses[0];
  if (response === undefined) return null;
  const status = literal(statusOf(response));
  const content = answeredContent(response);
  if (content === null) return code`{ status: ${status} }`;
  const body = defaultBody(operation, { response, content }, around);
  return body === null ? null : code`{ status: ${status}, body: ${body} }`;
}

function isDefault({ status }: Pick<Response, 'status'>): boolean {
  return status === 'default';
}

/** `2XX` is answered with 200, `default` too. */
function statusOf({ status }: Response): number {
  return isDefault({ status }) ? 200 : Number(status.replace(/XX$/i, '00'));
}

interface AnsweredContent {
  readonly response: Response;
  readonly content: Content;
}

/** The sample of a body; `null`: it has none, and the caller has to pass a reply. */
function defaultBody(
  operation: Operation,
  { response, content }: AnsweredContent,
  around: MockContext,
): Code | null {
  const { format } = content;
  if (format === 'binary') return code`new Blob(['sample'])`;
  if (format === 'form' || format === 'multipart') return null;
  const { eventShape } = around.context.slots.operation;
  if (format === 'events' && eventShape?.(content, around.context) === 'raw')
    return code`[{ data: 'sample' }]`;
  const own = around.symbols.responses.find(
    (each) => each.operation.id === operation.id && each.response.status === response.status,
  );
  const sample = own?.sample ?? composedBody(operation, content, around);
  if (sample === null) return null;
  const body =
    own === undefined ? sampleExpression(sample, 'wire', around) : code`${value(own.wire ?? own.plain)}()`;
  if (format === 'events' || format === 'lines') return code`[${body}]`;
  return format === 'text' && typeof sample.json !== 'string' ? code`String(${body})` : body;
}

function composedBody(operation: Operation, content: Content, { samples }: MockContext): Sample | null {
  const name = operation.path.at(-1) ?? operation.id;
  return samples.compose(content.schema, { name, direction: 'response' });
}
