/** The built-in template of the slot `incoming`: validators and types of handlers for webhooks and callbacks. */
import {
  defineTemplate,
  type Api,
  type FileTemplate,
  type IncomingRequest,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type Template,
} from '../../generator/index.ts';
import type { FieldSymbols } from './field-statements.ts';
import { incomingStatements, contentIn, type IncomingSymbols } from './incoming-statements.ts';
import { fieldLocations, fieldsOf } from './received-fields.ts';

/** `src/webhooks.ts` and `src/callbacks.ts`, where the document has them. The entry exports each as a namespace. */
export function incoming(): Template<'incoming'> {
  return defineTemplate({
    name: 'incoming',
    slot: 'incoming',
    declare(api, plan) {
      const modules = [
        declareModule(requestsOf(api, 'webhook'), 'webhooks', plan),
        declareModule(requestsOf(api, 'callback'), 'callbacks', plan),
      ].filter((module) => module !== null);
      const symbols = new Map(modules.flatMap(({ requests }) => [...requests]));
      return {
        slot: {
          validator: (request) => {
            const { validator, form } = found(symbols, request);
            return validator ?? form?.validator ?? null;
          },
          handler: (request) => found(symbols, request).handler,
        },
        files: modules.map(fileOf),
      };
    },
  });
}

interface IncomingModule {
  readonly file: PlannedFile;
  readonly requests: ReadonlyMap<string, IncomingSymbols>;
}

function requestsOf(api: Api, kind: IncomingRequest['kind']): readonly IncomingRequest[] {
  return api.incoming.filter((request) => request.kind === kind);
}

/** `null`: the document has no such requests. */
function declareModule(
  requests: readonly IncomingRequest[],
  name: 'webhooks' | 'callbacks',
  plan: Plan,
): IncomingModule | null {
  if (requests.length === 0) return null;
  const file = plan.file({ identity: name, path: `src/${name}.ts` });
  plan.symbol({ identity: name, file, name, meaning: 'value', isPublic: true, isModule: true });
  return { file, requests: new Map(requests.map((each) => [each.id, declareRequest(each, file, plan)])) };
}

function declareRequest(request: IncomingRequest, file: PlannedFile, plan: Plan): IncomingSymbols {
  const { kind, id, name, alternatives, key, place } = request;
  const hasJson = contentIn(request, 'json') !== null;
  const content = contentIn(request, 'form');
  const declare = (role: string, word: string, meaning: 'type' | 'value'): PlannedSymbol =>
    plan.symbol({
      identity: `${kind}.${role}:${id}`,
      of: { what: kind, name: key, place },
      file,
      name: `${name} ${word}`,
      alternatives: [
        ...alternatives.map((longer) => `${longer} ${word}`),
        // A form that had the name before JSON was added keeps it.
        ...(role === 'validator' && content !== null ? [`${name} json`] : []),
      ],
      meaning,
      isKept: true,
    });
  const unexported = (role: string, word: string): PlannedSymbol =>
    plan.symbol({
      identity: `${kind}.${role}:${id}`,
      file,
      name: `${name} ${word}`,
      meaning: 'value',
      claim: -1,
    });
  return {
    validator: hasJson ? declare('validator', '', 'value') : null,
    form: content && {
      content,
      validator: declare('form-validator', hasJson ? 'form' : '', 'value'),
      values: unexported('form-values', 'form values'),
    },
    shared: unexported('patterns', 'patterns'),
    request: declare('request', 'request', 'type'),
    response: declare('response', 'response', 'type'),
    fields: fieldLocations.flatMap((location): readonly FieldSymbols[] => {
      const fields = fieldsOf(request, location);
      if (fields === null) return [];
      const { member } = fields;
      const values = unexported(`${location}-values`, `${location} values`);
      return [
        {
          fields,
          values,
          type: declare(member, member, 'type'),
          validator: declare(`${member}-validator`, member, 'value'),
        },
      ];
    }),
    handler: declare('handler', 'handler', 'type'),
  };
}

function fileOf({ file, requests }: IncomingModule): FileTemplate {
  return {
    file,
    render: (context) => ({
      kind: 'code',
      statements: inOrder(requests, context).flatMap(({ request, symbols }) =>
        incomingStatements(request, symbols, context),
      ),
    }),
  };
}

interface DeclaredRequest {
  readonly request: IncomingRequest;
  readonly symbols: IncomingSymbols;
}

function inOrder(requests: IncomingModule['requests'], { api }: RenderContext): readonly DeclaredRequest[] {
  return api.incoming.flatMap((request) => {
    const symbols = requests.get(request.id);
    return symbols === undefined ? [] : [{ request, symbols }];
  });
}

function found(symbols: ReadonlyMap<string, IncomingSymbols>, { id }: IncomingRequest): IncomingSymbols {
  const declared = symbols.get(id);
  if (declared === undefined) throw new Error(`The incoming request ${id} was not declared.`);
  return declared;
}
