/** Edits that add something: how much a reviewer reads for each, and that nothing else moves. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { changedLines, type ChangedLines } from '../support/changed-lines.ts';
import type { Files } from '../support/generated-package.ts';
import { documents, packageOf, withChange, type ReviewedDocument } from './documents.ts';

interface Edit {
  readonly at: readonly string[];
  readonly value: (before: JsonValue | undefined) => JsonValue;
}

const committed = new Map<string, Files>();
beforeAll(async () => {
  for (const reviewed of documents) committed.set(reviewed.name, await packageOf(reviewed));
});

const named = (name: string): ReviewedDocument => {
  const found = documents.find((document) => document.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

async function changes(name: string, edits: readonly Edit[]): Promise<ChangedLines> {
  const { document, ...rest } = named(name);
  const before = committed.get(name) ?? new Map();
  const edited = edits.reduce((now, { at, value }) => withChange(now, at, value), document);
  return changedLines(before, await packageOf({ document: edited, ...rest }, before));
}

const artuAnswer = (path: string): readonly string[] => [
  'paths',
  path,
  'get',
  'responses',
  '200',
  'content',
  'application/json',
  'schema',
];
const artuAnswers = ['/workflows/executions/{id}', '/workflows/executions/{id}/wait'].map(artuAnswer);
const member = (value: string) => (before: JsonValue | undefined) =>
  Array.isArray(before) ? [...before, value] : [value];

/**
 * Its method, its parameters, the constant that describes and checks it, and its entries in API.md
 * and the README, with the empty lines between them.
 */
const mostLines = 25;

describe('a new operation on a known model', () => {
  it.each([
    {
      name: 'ARTU',
      at: ['paths', '/workflows/executions/{id}/cancel'],
      value: { post: artuCancel() },
    },
    {
      name: 'a shop',
      at: ['paths', '/orders/{id}/cancel'],
      value: {
        post: {
          tags: ['Orders'],
          operationId: 'orders.cancel',
          summary: 'Cancel an order',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'Cancelled.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
            },
          },
        },
      },
    },
  ])('adds few lines to $name and takes none away', async ({ name, at, value }) => {
    const { added, removed } = await changes(name, [{ at, value: () => value }]);
    expect(removed).toEqual([]);
    expect(added.length, added.join('\n')).toBeLessThanOrEqual(mostLines);
    expect(added.some((line) => line.includes('cancel('))).toBe(true);
  });
});

describe('a new optional property', () => {
  it('of a shared model is a line of its type, one of its check, and one of API.md', async () => {
    const at = ['components', 'schemas', 'Product', 'properties', 'brand'];
    expect(await changes('a shop', [{ at, value: () => ({ type: 'string' }) }])).toEqual({
      added: [
        'API.md: brand?: string;',
        'src/models/product.ts: brand?: string;',
        "src/models/product.ts: if (value.brand !== undefined) string(out, 'brand', value.brand);",
      ],
      removed: [],
    });
  });

  it('of a model that the document writes twice is as much', async () => {
    const edits = artuAnswers.map((answer) => ({
      at: [...answer, 'properties', 'parentId'],
      value: () => ({ type: 'string' }),
    }));
    expect(await changes('ARTU', edits)).toEqual({
      added: [
        'API.md: parentId?: string;',
        'src/models/workflow-execution.ts: parentId?: string;',
        "src/models/workflow-execution.ts: if (value.parentId !== undefined) string(out, 'parentId', value.parentId);",
      ],
      removed: [],
    });
  });
});

describe('a new enum value', () => {
  it('is one line and one of API.md', async () => {
    const at = ['components', 'schemas', 'OrderStatus', 'enum'];
    const { added, removed } = await changes('a shop', [{ at, value: member('returned') }]);
    const files = ['API.md', 'src/models/order-status.ts'];
    expect(added.map((line) => line.split(':')[0])).toEqual(files);
    // A list that fits into a line is that line: the formatter puts it back together.
    expect(removed.map((line) => line.split(':')[0])).toEqual(files);
  });

  it('is one line that is added, and none that is changed, in a long list', async () => {
    const node = ['properties', 'workflowTrace', 'anyOf'];
    const edits = artuAnswers.map((answer) => ({
      at: [...answer, ...node],
      value: (before: JsonValue | undefined) => withNodeType(before),
    }));
    expect(await changes('ARTU', edits)).toEqual({
      added: ["API.md: 'action.wait',", "src/models/workflow-execution.ts: 'action.wait',"],
      removed: [],
    });
  });
});

describe('a new description', () => {
  it.each([
    ['of a model', ['components', 'schemas', 'Line', 'description']],
    ['of a property', ['components', 'schemas', 'Line', 'properties', 'count', 'description']],
    ['of an operation', ['paths', '/orders', 'get', 'description']],
    ['of a parameter', ['paths', '/products/{sku}', 'get', 'parameters']],
  ])('%s changes comments alone', async (_, at) => {
    const describe = (before: JsonValue | undefined): JsonValue =>
      Array.isArray(before)
        ? before.map((item: JsonObject) => ({ ...item, description: 'What it is.' }))
        : 'What it is.';
    const { added, removed } = await changes('a shop', [{ at, value: describe }]);
    expect(added.length).toBeGreaterThan(0);
    const code = [...added, ...removed].filter((line) => !/^src\/[\w./-]+\.ts: (\/\*\*|\*)/.test(line));
    expect(code).toEqual([]);
  });
});

function artuCancel(): JsonObject {
  const { document } = named('ARTU');
  const retrieve = valueAt(document, ['paths', '/workflows/executions/{id}', 'get']);
  return { ...retrieve, operationId: 'workflows.executions.cancel', summary: 'Cancel an execution' };
}

function valueAt(document: JsonObject, path: readonly string[]): JsonObject {
  let found: JsonObject = {};
  withChange(document, path, (value) => {
    if (value !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value))
      found = value as JsonObject;
    return value ?? null;
  });
  return found;
}

/** Adds a member to the one enum in there that is longer than thirty. */
function withNodeType(value: JsonValue | undefined): JsonValue {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, child: unknown) =>
      key === 'enum' && Array.isArray(child) && child.length > 30 ? [...child, 'action.wait'] : child,
    ),
  );
}
