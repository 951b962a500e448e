/** Edits that add something under a name that is close to a taken one: what is exported stays what it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import type { Files } from '../support/generated-package.ts';
import { documents, packageOf, withChange, type ReviewedDocument } from './documents.ts';

interface Addition {
  readonly what: string;
  readonly edits: readonly { readonly at: readonly string[]; readonly value: JsonValue }[];
}

const other: JsonObject = {
  type: 'object',
  required: ['other', 'id'],
  properties: { other: { type: 'boolean' }, id: { type: 'integer' } },
};

/** A call that answers with a shape of its own; its path comes before all others. */
const call = (operationId: string, schema: JsonValue = other): JsonObject => ({
  get: {
    operationId,
    tags: ['A'],
    responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } },
  },
});

const newOperation = (operationId: string): Addition => ({
  what: `an operation ${operationId}`,
  edits: [{ at: ['paths', '/a-first'], value: call(operationId) }],
});

const newComponent = (name: string): Addition => ({
  what: `a component ${name}`,
  edits: [
    { at: ['components', 'schemas'], value: { [name]: other } },
    { at: ['paths', '/a-first'], value: call('a.first', { $ref: `#/components/schemas/${name}` }) },
  ],
});

const additions: readonly (readonly [string, Addition])[] = [
  ...[
    'workflows_executions_retrieve',
    'workflows.executions_retrieve',
    'Workflows.Executions.Retrieve',
    'workflowsExecutions.retrieve',
    'workflows.executions',
    'workflows.executions.retrieve.wait',
    'workflows.executions.waitUntilCompleted',
  ].map((name) => ['ARTU', newOperation(name)] as const),
  ...[
    'WorkflowsExecutionsRetrieveResponse',
    'workflowExecution',
    'workflow_execution',
    'WorkflowExecution',
    'WorkflowExecutionStatus',
    'RetrieveParameters',
    'WorkflowsExecutionsResource',
    'Client',
    'ApiError',
  ].map((name) => ['ARTU', newComponent(name)] as const),
  ...['orders_list', 'orders.list', 'orders.List', 'orders.list.create', 'order.list', 'orders'].map(
    (name) => ['a shop', newOperation(name)] as const,
  ),
  ...['order', 'ORDER', 'Orders', 'ListOrdersResponse', 'OrderShipTo', 'CreateOrderBody', 'Payment2'].map(
    (name) => ['a shop', newComponent(name)] as const,
  ),
];

const committed = new Map<string, Files>();
beforeAll(async () => {
  for (const reviewed of documents) committed.set(reviewed.name, await packageOf(reviewed));
});

const cases = additions.map(([name, addition]) => ({ name, ...addition }));

describe('with the committed ledger', () => {
  it.each(cases)(
    'beside $name, $what renames nothing and points nothing elsewhere',
    async ({ name, edits }) => {
      const before = committed.get(name) ?? new Map();
      const after = await packageOf(withAddition(name, edits), before);
      expect(calls(after)).toEqual(expect.arrayContaining([...calls(before)]));
      expect(declarations(after)).toEqual(expect.arrayContaining([...declarations(before)]));
    },
  );
});

describe('from the document alone', () => {
  it.each(cases)('beside $name, $what makes no call send another request', async ({ name, edits }) => {
    const before = committed.get(name) ?? new Map();
    const after = await packageOf(withAddition(name, edits));
    const requests = requestsByCall(after);
    const changed = [...requestsByCall(before)].filter(
      ([call, request]) => requests.has(call) && requests.get(call) !== request,
    );
    expect(changed).toEqual([]);
  });
});

function withAddition(name: string, edits: Addition['edits']): Omit<ReviewedDocument, 'name'> {
  const { document, ...rest } = documentNamed(name);
  return {
    ...rest,
    document: edits.reduce(
      (now, { at, value }) => withChange(now, at, (old) => merged(old, value)),
      document,
    ),
  };
}

function documentNamed(name: string): ReviewedDocument {
  const found = documents.find((reviewed) => reviewed.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function merged(old: JsonValue | undefined, value: JsonValue): JsonValue {
  const isObject = typeof old === 'object' && typeof value === 'object' && old !== null && value !== null;
  return isObject ? { ...value, ...old } : value;
}

/** Which call sends which request: the README has a line for each. */
function calls(files: Files): readonly string[] {
  return (files.get('README.md') ?? '').split('\n').filter((line) => line.startsWith('- `client.'));
}

/** `client.orders.list()` to `GET /orders` */
function requestsByCall(files: Files): ReadonlyMap<string, string> {
  return new Map(calls(files).map((line) => [line.split('`')[1] ?? '', line.split('`')[3] ?? '']));
}

/** What is exported and from where, line for line; the client itself may hold more. */
function declarations(files: Files): readonly string[] {
  const sections = (files.get('API.md') ?? '').split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const [file = '', ...lines] = section
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('```'));
    if (file === 'src/client.ts') return [];
    let owner = '';
    return lines.map((line) => {
      owner = /^export (?:declare )?\w+ (\w+)/.exec(line)?.[1] ?? owner;
      return `${file} ${owner}: ${line}`;
    });
  });
}
