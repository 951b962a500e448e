/** Kinds of change of webhooks and callbacks. */
import type { JsonObject } from '../../../generator/api/json.ts';
import {
  answer,
  integer,
  json,
  object,
  operation,
  reference,
  text,
  type Kind,
  type Version,
} from './kind.ts';

const done: JsonObject = { description: 'Done.' };
const note = object({ id: text, note: text }, ['id', 'note']);
const id = object({ id: text }, ['id']);

function hook(row: number, parts: JsonObject): Version {
  return { webhooks: { [`k${row}`]: { post: { responses: { 204: done }, ...parts } } } };
}

function body(schema: JsonObject): JsonObject {
  return { requestBody: { required: true, content: json(schema) } };
}

const urlencoded = 'application/x-www-form-urlencoded';

function formBody(schema: JsonObject): JsonObject {
  return { requestBody: { content: { [urlencoded]: { schema } } } };
}

function bodies(schema: JsonObject): JsonObject {
  return { requestBody: { content: { ...json(schema), [urlencoded]: { schema } } } };
}

function delivery(required: boolean): JsonObject {
  return { parameters: [{ name: 'X-Delivery', in: 'header', required, schema: text }] };
}

function callbackTo(url: string): Version {
  const callbacks = { done: { [url]: { post: { responses: { 204: done } } } } };
  return { paths: { '/k213': { post: operation(213, { callbacks }) } } };
}

/** A handler with these statements. */
function handler(row: number, statements: string): string {
  return `const handle: api.webhooks.K${row}Handler = async (request) => { ${statements} }; return handle;`;
}

/** A request as a test makes it. */
function given(row: number, request: string): string {
  return `const given: api.webhooks.K${row}Request = ${request}; return given;`;
}

const readsNote = 'const note: string = request.body.note; return { status: 204 };';
const readsHeader = `const id: string = request.headers['x-delivery']; return { status: 204 };`;
const answers = 'void request; return { status: 204 };';

interface Webhook {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Statements of the handler. */
  readonly handles: string;
  readonly tests?: string;
  readonly clientsBreak: boolean;
}

function webhook(row: number, title: string, { before, after, handles, ...rest }: Webhook): Kind {
  return {
    row,
    title,
    before: hook(row, before),
    after: hook(row, after),
    caller: handler(row, handles),
    ...rest,
  };
}

export const incomingKinds: readonly Kind[] = [
  {
    row: 94,
    title: 'property removed from the payload of a webhook',
    before: { ...hook(94, body(reference('K94'))), schemas: { K94: note } },
    after: { ...hook(94, body(reference('K94'))), schemas: { K94: id } },
    caller: handler(94, readsNote),
    values: { direction: 'response', old: [{ id: 'a', note: 'b' }], new: [{ id: 'a' }] },
  },
  {
    row: 201,
    title: 'webhook added',
    before: {},
    after: hook(201, body(id)),
    caller: 'return client;',
    clientsBreak: false,
  },
  {
    row: 202,
    title: 'webhook removed',
    before: hook(202, body(id)),
    after: {},
    caller: handler(202, answers),
    clientsBreak: false,
  },
  webhook(203, 'property of an inline payload became optional', {
    before: body(note),
    after: body(object({ id: text, note: text }, ['id'])),
    handles: readsNote,
    clientsBreak: true,
  }),
  webhook(204, 'payload of a webhook added', {
    before: {},
    after: body(id),
    handles: answers,
    tests: given(204, '{}'),
    clientsBreak: false,
  }),
  webhook(205, 'payload of a webhook removed', {
    before: body(note),
    after: {},
    handles: readsNote,
    clientsBreak: true,
  }),
  webhook(206, 'header of a webhook added', {
    before: body(note),
    after: { ...body(note), ...delivery(true) },
    handles: answers,
    tests: given(206, `{ body: { id: 'a', note: 'b' } }`),
    clientsBreak: false,
  }),
  webhook(207, 'header of a webhook removed', {
    before: delivery(true),
    after: {},
    handles: readsHeader,
    clientsBreak: true,
  }),
  webhook(208, 'header of a webhook became optional', {
    before: delivery(true),
    after: delivery(false),
    handles: readsHeader,
    clientsBreak: true,
  }),
  webhook(209, 'header of a webhook became required', {
    before: delivery(false),
    after: delivery(true),
    handles: `void request.headers['x-delivery']; return { status: 204 };`,
    tests: given(209, '{ headers: {} }'),
    clientsBreak: false,
  }),
  webhook(210, 'answer to a webhook added', {
    before: {},
    after: { responses: { 204: done, 410: done } },
    handles: answers,
    tests: 'return (answer: api.webhooks.K210Response): 204 => answer.status;',
    clientsBreak: false,
  }),
  webhook(211, 'answer to a webhook removed', {
    before: { responses: { 204: done, 410: done } },
    after: {},
    handles: 'void request; return { status: 410 };',
    clientsBreak: true,
  }),
  webhook(212, 'answer to a webhook has a body now', {
    before: { responses: { 200: done } },
    after: { responses: { 200: answer(id) } },
    handles: 'void request; return { status: 200 };',
    clientsBreak: true,
  }),
  {
    row: 213,
    title: 'URL of a callback changed',
    before: callbackTo('{$request.query.url}'),
    after: callbackTo('{$request.query.address}'),
    caller: 'const handle: api.callbacks.K213RunDoneHandler = () => ({ status: 204 }); return handle;',
    clientsBreak: false,
  },
  webhook(214, 'header of a webhook has another type', {
    before: delivery(true),
    after: {
      parameters: [{ name: 'X-Delivery', in: 'header', required: true, schema: { type: 'integer' } }],
    },
    handles: readsHeader,
    clientsBreak: true,
  }),
  webhook(215, 'header of a webhook became optional, with a default', {
    before: delivery(true),
    after: { parameters: [{ name: 'X-Delivery', in: 'header', schema: { ...text, default: 'none' } }] },
    handles: readsHeader,
    clientsBreak: true,
  }),
  {
    row: 216,
    title: 'form of a webhook beside its JSON',
    before: { ...hook(216, body(reference('K216'))), schemas: { K216: note } },
    after: { ...hook(216, bodies(reference('K216'))), schemas: { K216: note } },
    caller: handler(216, readsNote),
    clientsBreak: true,
  },
  {
    row: 217,
    title: 'form of a webhook removed, and JSON left',
    before: { ...hook(217, bodies(reference('K217'))), schemas: { K217: note } },
    after: { ...hook(217, body(reference('K217'))), schemas: { K217: note } },
    caller: 'return (form: typeof api.webhooks.k217Form) => form.parse(new URLSearchParams());',
    clientsBreak: false,
  },
  webhook(218, 'field of a form has another type', {
    before: formBody(note),
    after: formBody(object({ id: text, note: integer }, ['id', 'note'])),
    handles: readsNote,
    clientsBreak: true,
  }),
  webhook(219, 'form of a webhook beside its JSON, with other values', {
    before: body(note),
    after: { requestBody: { content: { ...json(note), [urlencoded]: { schema: id } } } },
    handles: readsNote,
    clientsBreak: true,
  }),
];
