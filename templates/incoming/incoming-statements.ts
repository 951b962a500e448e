/** Statements of one webhook or callback: the validator of its body, and the types of its handler. */
import {
  code,
  docsOf,
  key,
  literal,
  objectType,
  sentMethod,
  type,
  union,
  value,
  type Code,
  type Content,
  type DocComment,
  type IncomingRequest,
  type Member,
  type Parameter,
  type PlannedSymbol,
  type RenderContext,
  type Response,
  type Statement,
} from '../../generator/index.ts';

export interface IncomingSymbols {
  /** Constant that validates the body; `null`: the document describes no JSON or form. */
  readonly validator: PlannedSymbol | null;
  /** Patterns of the validator. */
  readonly shared: PlannedSymbol;
  readonly request: PlannedSymbol;
  readonly response: PlannedSymbol;
  readonly handler: PlannedSymbol;
}

/** The content whose value is validated: JSON, or the fields of a form. `null`: there is none. */
export function readContent({ requestBody }: IncomingRequest): Content | null {
  const contents = requestBody?.content ?? [];
  const inFormat = (wanted: Content['format']): Content | undefined =>
    contents.find(({ format }) => format === wanted);
  return inFormat('json') ?? inFormat('form') ?? null;
}

export function incomingStatements(
  request: IncomingRequest,
  symbols: IncomingSymbols,
  context: RenderContext,
): readonly Statement[] {
  reportUnreadContents(request, context);
  return [
    ...validatorStatements(request, symbols, context),
    {
      kind: 'interface',
      name: symbols.request,
      exported: true,
      docs: { text: `What a handler of ${titleOf(request)} receives.` },
      members: requestMembers(request, context),
    },
    {
      kind: 'type',
      name: symbols.response,
      exported: true,
      docs: { text: `What a handler of ${titleOf(request)} answers.` },
      type: responseType(request, context),
    },
    handlerStatement(request, symbols),
  ];
}

function reportUnreadContents(request: IncomingRequest, context: RenderContext): void {
  const read = readContent(request);
  for (const content of request.requestBody?.content ?? []) {
    if (content === read || (read === null && content.format === 'text')) continue;
    const message = `${request.id} does not use the media type ${content.mediaType}.`;
    context.report({ code: 'CW4005', message, place: content.place });
  }
}

/** The name as the document writes it, in the code span of a comment. */
function titleOf(request: IncomingRequest): string {
  const { kind, operation } = request;
  const owner = operation === null ? '' : ` of ${span(operation)}`;
  return `the ${kind} ${span(request.key)}${owner}`;
}

function span(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function docsOfRequest(request: IncomingRequest): DocComment | null {
  const { url, method, docs } = request;
  const line = url === null ? '' : `: ${span(`${sentMethod(method)} ${url}`)}`;
  return docsOf(docs, [`Validates the body of ${titleOf(request)}${line}.`]);
}

function validatorStatements(
  request: IncomingRequest,
  { validator, shared }: IncomingSymbols,
  context: RenderContext,
): readonly Statement[] {
  const content = readContent(request);
  if (content === null || validator === null) return [];
  const { schema } = content;
  const docs = docsOfRequest(request);
  if (schema.kind === 'model') {
    const target = value(context.slots.validator.validator(context.model(schema.model)));
    return [
      { kind: 'const', name: validator, exported: true, docs, type: code`typeof ${target}`, value: target },
    ];
  }
  const responses = [{ validator, name: `${request.name} body`, schema }];
  const inline = context.slots.validator.inline({ parameters: [], responses, shared }, context);
  return inline.statements.map((statement) =>
    statement.kind === 'const' && statement.name.identity === validator.identity
      ? { ...statement, exported: true, docs }
      : statement,
  );
}

function requestMembers(request: IncomingRequest, context: RenderContext): readonly Member[] {
  const headers = parametersIn(request, 'header');
  const query = parametersIn(request, 'query');
  return [
    ...bodyMember(request, context),
    ...textMember('headers', headers, 'Headers as text, by their names in lower case.'),
    ...textMember('query', query, 'Parameters of the URL as text.'),
  ];
}

function parametersIn({ parameters }: IncomingRequest, location: 'header' | 'query'): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.location === location);
}

function bodyMember(request: IncomingRequest, context: RenderContext): readonly Member[] {
  const { requestBody } = request;
  if (requestBody === null) return [];
  const content = readContent(request);
  const isText = requestBody.content.every(({ format }) => format === 'text');
  const plain = isText ? code`string` : code`unknown`;
  const received = content === null ? plain : context.slots.model.typeOf(content.schema, 'response', context);
  return [{ kind: 'property', name: 'body', readonly: true, type: received, docs: docsOf(requestBody.docs) }];
}

/** Nothing has parsed a header or a query yet: each value is text. */
function textMember(
  name: 'headers' | 'query',
  parameters: readonly Parameter[],
  text: string,
): readonly Member[] {
  if (parameters.length === 0) return [];
  const members = parameters.map((parameter) => {
    const written = name === 'headers' ? parameter.name.toLowerCase() : parameter.name;
    return parameter.required
      ? code`readonly ${key(written)}: string`
      : code`readonly ${key(written)}?: string | undefined`;
  });
  return [{ kind: 'property', name, readonly: true, type: objectType(members), docs: { text } }];
}

/** One alternative for each status. A range and `default` stand for any status. */
function responseType({ responses }: IncomingRequest, context: RenderContext): Code {
  if (responses.length === 0) return code`{ readonly status: number; readonly body?: unknown }`;
  return union(responses.map((response) => alternativeOf(response, context)));
}

function alternativeOf({ status, content }: Response, context: RenderContext): Code {
  const written = /^\d+$/.test(status) ? literal(Number(status)) : code`number`;
  if (content.length === 0) return code`{ readonly status: ${written} }`;
  const body = union(content.map((each) => bodyType(each, context)));
  return code`{ readonly status: ${written}; readonly body: ${body} }`;
}

function bodyType({ format, schema }: Content, context: RenderContext): Code {
  if (format === 'json' || format === 'form') return context.slots.model.typeOf(schema, 'request', context);
  return format === 'text' ? code`string` : code`unknown`;
}

function handlerStatement(
  request: IncomingRequest,
  { request: given, response, handler }: IncomingSymbols,
): Statement {
  return {
    kind: 'type',
    name: handler,
    exported: true,
    facts: [`${sentMethod(request.method)} ${request.url ?? request.key}`],
    docs: { text: `Handles ${titleOf(request)}. The caller verifies signatures and parses the body.` },
    type: code`(request: ${type(given)}) => ${type(response)} | Promise<${type(response)}>`,
  };
}
