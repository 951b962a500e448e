/** Statements of one webhook or callback: the validator of its body, and the types of its handler. */
import {
  code,
  docsOf,
  literal,
  sentMethod,
  type,
  union,
  value,
  type Code,
  type Content,
  type DocComment,
  type IncomingRequest,
  type InlineResponse,
  type Member,
  type PlannedSymbol,
  type RenderContext,
  type Response,
  type Statement,
} from '../../generator/index.ts';
import {
  fieldStatements,
  type FieldSymbols,
  formStatement,
  type FormSymbols,
  valuesOfFields,
  valuesOfForm,
} from './field-statements.ts';

export interface IncomingSymbols {
  /** Constant that validates JSON; `null`: the document describes none. */
  readonly validator: PlannedSymbol | null;
  /** Validator of a form; `null`: the document describes none. */
  readonly form: FormSymbols | null;
  /** Patterns of the validator. */
  readonly shared: PlannedSymbol;
  /** Headers, query parameters and cookies, where the document describes any. */
  readonly fields: readonly FieldSymbols[];
  readonly request: PlannedSymbol;
  readonly response: PlannedSymbol;
  readonly handler: PlannedSymbol;
}

/** The content of a format; `null`: the document describes none. */
export function contentIn({ requestBody }: IncomingRequest, wanted: Content['format']): Content | null {
  return requestBody?.content.find(({ format }) => format === wanted) ?? null;
}

/** The contents whose values are validated: JSON, and the fields of a form. */
function readContents(request: IncomingRequest): readonly Content[] {
  return [contentIn(request, 'json'), contentIn(request, 'form')].filter((each) => each !== null);
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
      members: requestMembers(request, symbols, context),
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
  const read = readContents(request);
  for (const content of request.requestBody?.content ?? []) {
    if (read.includes(content) || (read.length === 0 && content.format === 'text')) continue;
    const message = `${request.id} does not use the media type ${content.mediaType}.`;
    context.report({ code: 'CW4005', message, place: content.place });
  }
  for (const { location, mediaType, place } of request.parameters) {
    if (location !== 'querystring') continue;
    const message = `${request.id} does not read the whole query as ${mediaType}.`;
    context.report({ code: 'CW4005', message, place });
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

/** The validators of the body and of the fields. They may share patterns. */
function validatorStatements(
  request: IncomingRequest,
  symbols: IncomingSymbols,
  context: RenderContext,
): readonly Statement[] {
  const body = inlineBody(request, symbols);
  const { shared, validator, form } = symbols;
  const fields = symbols.fields.map((each) => valuesOfFields(each, request));
  const responses = [...body, ...(form === null ? [] : valuesOfForm(form, request)), ...fields];
  const inline =
    responses.length === 0
      ? []
      : context.slots.validator.inline({ parameters: [], responses, shared }, context).statements;
  const docs = docsOfRequest(request);
  return [
    ...modelValidator(request, symbols, context),
    ...inline.map((statement) =>
      statement.kind === 'const' && statement.name.identity === validator?.identity
        ? { ...statement, exported: true, docs }
        : statement,
    ),
    ...(form === null ? [] : [formStatement(form, docs, context)]),
    ...symbols.fields.flatMap((each) => fieldStatements(each, titleOf(request), context)),
  ];
}

/** A body that is a model has the validator of the model. */
function modelValidator(
  request: IncomingRequest,
  { validator }: IncomingSymbols,
  context: RenderContext,
): readonly Statement[] {
  const schema = contentIn(request, 'json')?.schema;
  if (schema?.kind !== 'model' || validator === null) return [];
  const target = value(context.slots.validator.validator(context.model(schema.model)));
  const docs = docsOfRequest(request);
  return [
    { kind: 'const', name: validator, exported: true, docs, type: code`typeof ${target}`, value: target },
  ];
}

function inlineBody(request: IncomingRequest, { validator }: IncomingSymbols): readonly InlineResponse[] {
  const schema = contentIn(request, 'json')?.schema;
  if (schema === undefined || schema.kind === 'model' || validator === null) return [];
  return [{ validator, name: `${request.name} body`, schema }];
}

function requestMembers(
  request: IncomingRequest,
  { fields }: IncomingSymbols,
  context: RenderContext,
): readonly Member[] {
  return [
    ...bodyMember(request, context),
    ...fields.map(({ fields: { member }, type: declared }): Member => ({
      kind: 'property',
      name: member,
      readonly: true,
      type: type(declared),
    })),
  ];
}

function bodyMember(request: IncomingRequest, context: RenderContext): readonly Member[] {
  const { requestBody } = request;
  if (requestBody === null) return [];
  const contents = readContents(request);
  const isText = requestBody.content.every(({ format }) => format === 'text');
  const plain = isText ? code`string` : code`unknown`;
  const types = contents.map(({ schema }) => context.slots.model.typeOf(schema, 'response', context));
  const received = contents.length === 0 ? plain : union(types);
  return [{ kind: 'property', name: 'body', readonly: true, type: received, docs: docsOf(requestBody.docs) }];
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
