/** The corners of the workflows document, where validators of other tools are seen to fail. */
import { describe, expect, it } from 'vitest';
import { WorkflowExecution } from '../../generated/workflows/src/models/workflow-execution.ts';
import { makeBodies } from '../bench/validators/bodies.ts';

/** What stands at the end of a path of the small body, as JSON: only JSON can say `__proto__` and 1e400. */
interface Corner {
  readonly what: string;
  readonly at: string;
  readonly json: string;
  /** Paths of the issues; `ok` where there are none. */
  readonly found: string | readonly string[];
  /** Where requests and `{ exact: true }` say something else. */
  readonly exactly?: string | readonly string[];
}

const trace = 'workflowTrace/nodeTraces/0';
const edge = 'workflowTrace/workflowSnapshot/edges/0';

const corners: readonly Corner[] = [
  { what: 'the body as it is', at: 'id', json: '"5f0c2a1e-9b4d-4c3a-8e7f-000000000001"', found: 'ok' },
  {
    what: 'a uuid of no known version or variant',
    at: 'id',
    json: '"5f0c2a1e-9b4d-0c3a-0e7f-00000000abcd"',
    found: 'ok',
  },
  { what: 'a uuid in capitals', at: 'id', json: '"5F0C2A1E-9B4D-4C3A-8E7F-00000000ABCD"', found: 'ok' },
  {
    what: 'a uuid with a line break after it',
    at: 'id',
    json: '"5f0c2a1e-9b4d-4c3a-8e7f-000000000001\\n"',
    found: ['id'],
  },
  { what: 'null where null is declared', at: 'entityType', json: 'null', found: 'ok' },
  { what: 'null for a list that has a default', at: 'producedFiles', json: 'null', found: ['producedFiles'] },
  { what: 'a member that came later', at: 'status', json: '"paused"', found: 'ok', exactly: ['status'] },
  {
    what: 'a member that objects inherit',
    at: 'status',
    json: '"toString"',
    found: 'ok',
    exactly: ['status'],
  },
  { what: 'a member of another type', at: 'status', json: '1', found: ['status'] },
  { what: 'a number beyond all', at: `${trace}/durationMs`, json: '1e400', found: [`${trace}/durationMs`] },
  { what: 'an integer beyond all', at: 'durationMs', json: '1e400', found: ['durationMs'] },
  {
    what: 'an integer that reading changed',
    at: 'durationMs',
    json: '9007199254740993',
    found: ['durationMs'],
  },
  { what: 'an integer written as 5.0', at: 'durationMs', json: '5.0', found: 'ok' },
  { what: 'a fraction where an integer is declared', at: 'durationMs', json: '5.5', found: ['durationMs'] },
  {
    what: 'a size below its minimum',
    at: 'producedFiles/0/size',
    json: '-1',
    found: 'ok',
    exactly: ['producedFiles/0/size'],
  },
  {
    what: 'a text below its length',
    at: `${edge}/source`,
    json: '""',
    found: 'ok',
    exactly: [`${edge}/source`],
  },
  { what: 'a text of one code point in two units', at: `${edge}/source`, json: '"😀"', found: 'ok' },
  {
    what: 'a list where a map is declared',
    at: `${trace}/rowCounts`,
    json: '[]',
    found: [`${trace}/rowCounts`],
  },
  {
    what: 'a wrong value in a map',
    at: `${trace}/rowCounts`,
    json: '{"a":1,"b":"1"}',
    found: [`${trace}/rowCounts/b`],
  },
  {
    what: 'a key with a line break in a map',
    at: `${trace}/rowCounts`,
    json: '{"a\\nb":"1"}',
    found: [`${trace}/rowCounts/a\nb`],
  },
  {
    what: 'a wrong value under __proto__',
    at: `${trace}/rowCounts`,
    json: '{"__proto__":"1"}',
    found: [`${trace}/rowCounts/__proto__`],
  },
  {
    what: 'null among values that may be anything',
    at: `${trace}/outputs`,
    json: '{"a":{"sql":"","params":[null,{}]}}',
    found: 'ok',
  },
  {
    what: 'null among objects',
    at: 'workflowTrace/nodeTraces',
    json: '[null]',
    found: ['workflowTrace/nodeTraces/0'],
  },
  {
    what: 'keys that are not declared, where they may be anything',
    at: 'warnings/0',
    json: '{"kind":"slow","more":[1]}',
    found: 'ok',
  },
  {
    what: 'nesting without end, where anything goes',
    at: 'inputs',
    json: `{"a":${nested(100_000)}}`,
    found: 'ok',
  },
];

describe('the corners of a response', () => {
  it.each(corners)('$what', ({ at, json, found, exactly = found }) => {
    expect(issuePaths(read(at, json), false)).toEqual(found);
    expect(issuePaths(read(at, json), true)).toEqual(exactly);
  });

  it('keeps every key, also those that nobody declared', () => {
    const value = read('warnings/0', '{"kind":"slow","more":[1],"__proto__":{"kept":true}}');
    const before = JSON.stringify(value);
    expect(JSON.stringify(WorkflowExecution.parse(value))).toBe(before);
  });

  it('fills in defaults, a new list for each value', () => {
    const [one, other] = [withoutDefaults(), withoutDefaults()].map((value) =>
      WorkflowExecution.parse(value),
    );
    expect(one?.producedRecords).toEqual([]);
    expect(one?.producedRecords).not.toBe(other?.producedRecords);
    expect(one?.producedRecords).not.toBe(one?.warnings);
  });

  it('answers for a value that is nested without end where nothing of the kind is declared', () => {
    expect(issuePaths(JSON.parse(nested(100_000)), false)).toEqual(['']);
  });

  it('finds a hundred wrong leaves as a hundred issues, each described and none quoted', () => {
    const result = WorkflowExecution.safeParse(JSON.parse(makeBodies().hundred.text));
    const issues = result.ok ? [] : result.issues;
    expect(issues.map(({ path }) => path.join('/'))).toEqual(
      Array.from({ length: 100 }, (_, index) => `workflowTrace/nodeTraces/${index}/durationMs`),
    );
    expect(new Set(issues.map(({ message }) => message))).toEqual(
      new Set(['expected number, received string']),
    );
  });
});

function issuePaths(value: unknown, exact: boolean): string | readonly string[] {
  const result = WorkflowExecution.safeParse(value, { exact });
  return result.ok ? 'ok' : result.issues.map(({ path }) => path.join('/'));
}

/** The small body with one value in it changed. */
function read(at: string, json: string): unknown {
  const keys = at.split('/');
  const marker = '"to be replaced"';
  const body: Record<string, unknown> = JSON.parse(makeBodies().S.text);
  const holder = keys.slice(0, -1).reduce<Record<string, unknown>>(step, body);
  holder[keys.at(-1) ?? ''] = JSON.parse(marker);
  return JSON.parse(JSON.stringify(body).replace(marker, () => json));
}

function step(value: Record<string, unknown>, key: string): Record<string, unknown> {
  const inner = value[key];
  if (!isKeyed(inner)) throw new Error(`the body has nothing at ${key}`);
  return inner;
}

/** Lists as well: their items are read by index. */
function isKeyed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function withoutDefaults(): unknown {
  const body: Record<string, unknown> = JSON.parse(makeBodies().S.text);
  delete body['producedRecords'];
  delete body['warnings'];
  return body;
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}
