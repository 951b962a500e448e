import { describe, expect, test } from 'vitest';
import {
  code,
  defineTemplate,
  external,
  identifier,
  testTemplate,
  value,
  type AnyTemplate,
  type Plan,
  type PlannedFile,
} from '../../generator/clientwright.ts';

const spec = JSON.stringify({ openapi: '3.1.1', info: { title: 'Empty', version: '1' }, paths: {} });

interface Found {
  readonly code: string;
  readonly message: string;
  readonly help: string | null;
}

async function faultsOf(template: AnyTemplate): Promise<readonly Found[]> {
  const { files, diagnostics } = await testTemplate(template, spec);
  expect(files.size).toBe(0);
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** A template as an author without a compiler writes it. */
function declaring(declare: (plan: Plan) => unknown): AnyTemplate {
  return { name: 'broken', slot: null, declare: (_api: unknown, plan: Plan) => declare(plan) } as AnyTemplate;
}

/** The same, with one file whose content is anything. */
function rendering(render: (file: PlannedFile, plan: Plan) => unknown): AnyTemplate {
  return declaring((plan) => {
    const file = plan.file({ identity: 'broken', path: 'src/broken.ts' });
    return { files: [{ file, render: () => render(file, plan) }] };
  });
}

const circle: Record<string, unknown> = {};
circle['self'] = circle;

function deep(levels: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

const refuse = (): never => {
  throw new TypeError('untouchable');
};

/** A value that throws wherever it is touched. */
const untouchable = new Proxy({}, { get: refuse, getPrototypeOf: refuse, has: refuse });
const unreadableError = Object.defineProperty(new Error('x'), 'message', { get: refuse });

function constant(plan: Plan, file: PlannedFile): ReturnType<Plan['symbol']> {
  return plan.symbol({ identity: 'broken:one', file, name: 'one', meaning: 'value' });
}

describe('a mistake in declare is reported', () => {
  test.each<[string, () => unknown, string]>([
    [
      'asynchronous',
      () => Promise.resolve({ files: [] }),
      'declare returned a promise; it must be synchronous',
    ],
    [
      'rejected',
      () => Promise.reject(new Error('no luck')),
      'declare returned a promise; it must be synchronous',
    ],
    ['nothing', () => undefined, 'declare returned undefined; it must return { files }'],
    ['no files', () => ({}), 'declare returned undefined as files; they must be an array'],
    [
      'a file without render',
      () => ({ files: [{}] }),
      'declare returned files of which number 1 is not { file, render }',
    ],
  ])('%s', async (_mistake, declare, reason) => {
    expect(await faultsOf(declaring(declare))).toMatchObject([
      { code: 'CW4007', message: `The template "broken": ${reason}.` },
    ]);
  });

  test.each<[string, unknown, string]>([
    ['runtimeExports', 'x', 'a string as runtimeExports; they must be an array'],
    ['package', 3, 'a number as package; it must be an object'],
    ['package', { bin: 7 }, 'a number as package.bin; it must be an array of objects'],
    ['package', { dependencies: [null] }, 'an array as package.dependencies; it must be an array of objects'],
    ['package', { exports: null }, 'null as package.exports; it must be an object'],
  ])('a wrong %s', async (name, wrong, reason) => {
    expect(await faultsOf(declaring(() => ({ files: [], [name]: wrong })))).toMatchObject([
      { code: 'CW4007', message: `The template "broken": declare returned ${reason}.` },
    ]);
  });

  test('an export that the runtime does not have', async () => {
    expect(await faultsOf(declaring(() => ({ files: [], runtimeExports: ['nothing'] })))).toMatchObject([
      {
        code: 'CW4007',
        message: expect.stringContaining('has runtimeExports that cannot be: The runtime has no "nothing".'),
      },
    ]);
  });

  test.each(['a\0b', 'a b', '../a', 'a'.repeat(300)])('the path %j', async (path) => {
    const template = declaring((plan) => {
      const file = plan.file({ identity: 'broken', path });
      return { files: [{ file, render: () => ({ kind: 'text', text: '' }) }] };
    });
    expect(await faultsOf(template)).toMatchObject([{ code: 'CW5002' }]);
  });

  test.each([
    ['null', null, 'threw null'],
    ['a proxy', untouchable, 'threw a value that cannot be read'],
    ['an error without a message', unreadableError, 'threw a value that cannot be read'],
  ])('a throw of %s', async (_, thrown, reason) => {
    // A signal throws its reason, whatever it is.
    const template = declaring(() => AbortSignal.abort(thrown).throwIfAborted());
    expect(await faultsOf(template)).toMatchObject([
      { code: 'CW4001', message: `The template "broken" failed to declare: ${reason}` },
    ]);
  });

  test('a getter is asked once', async () => {
    let asked = 0;
    const returned = {
      get files() {
        asked += 1;
        return [];
      },
    };
    const { diagnostics } = await testTemplate(
      declaring(() => returned),
      spec,
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(asked).toBe(1);
  });

  test('a throw, with file, line and stack of the author', async () => {
    const [fault] = await faultsOf(
      declaring(() => {
        throw new Error('no luck');
      }),
    );
    expect(fault?.code).toBe('CW4001');
    expect(fault?.message).toMatch(
      /^The template "broken" failed to declare: no luck \(faults\.test\.ts:\d+:\d+\)$/,
    );
    expect(fault?.help).toMatch(/\n\s+at .*faults\.test\.ts:\d+:\d+/);
    expect(fault?.help).not.toMatch(/generator\/plan|node:internal/);
  });
});

describe('a mistake in render is reported', () => {
  test.each<[string, unknown, string]>([
    ['a promise', Promise.resolve({}), 'render returned a promise; it must be synchronous'],
    ['nothing', undefined, 'render returned undefined; it must return the content of the file'],
    ['an unknown kind', { kind: 'html' }, 'render returned content of the unknown kind "html"'],
    ['no text', { kind: 'text' }, 'render returned undefined as text'],
    ['no statements', { kind: 'code' }, 'render returned undefined as statements'],
    ['no statement', { kind: 'code', statements: [null] }, 'statement 1 is null'],
    [
      'a statement of an unknown kind',
      { kind: 'code', statements: [{ kind: 'class' }] },
      'statement 1 has the unknown kind "class"',
    ],
    [
      'a name in place of a symbol',
      { kind: 'code', statements: [{ kind: 'const', name: 'one' }] },
      'statement 1 (const) has a string as name; it must be a planned symbol',
    ],
  ])('%s', async (_mistake, content, reason) => {
    expect(await faultsOf(rendering(() => content))).toMatchObject([
      { code: 'CW4007', message: `The template "broken", src/broken.ts: ${reason}.` },
    ]);
  });

  test.each([
    ['a circle', circle, 'Converting circular structure to JSON'],
    ['a bigint', { a: 1n }, 'Do not know how to serialize a BigInt'],
    ['depth', deep(100_000), 'Maximum call stack size exceeded'],
    ['a throw', { toJSON: refuse }, 'untouchable'],
  ])('JSON that cannot be written: %s', async (_, value, reason) => {
    expect(await faultsOf(rendering(() => ({ kind: 'json', value })))).toMatchObject([
      { code: 'CW4001', message: expect.stringContaining(`failed to render src/broken.ts: ${reason}`) },
    ]);
  });

  test('text in place of code', async () => {
    const template = declaring((plan) => {
      const file = plan.file({ identity: 'broken', path: 'src/broken.ts' });
      const name = constant(plan, file);
      const statements = [{ kind: 'const', name, exported: true, type: null, value: '1' }];
      return { files: [{ file, render: () => ({ kind: 'code', statements }) }] };
    });
    expect(await faultsOf(template)).toMatchObject([
      {
        code: 'CW4007',
        message: expect.stringContaining('statement 1 (const) has a string as value; it must be code'),
      },
    ]);
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'text in a hole',
      () => code`a(${untyped('b')})`,
      /The value after 'a\(' in code`…` is a string and not code/,
    ],
    ['nothing in a hole', () => code`a(${untyped(undefined)})`, /is undefined and not code/],
    [
      'an undefined symbol',
      () => value(untyped(undefined)),
      /A planned symbol is needed to name it, not undefined/,
    ],
    ['an undefined identifier', () => identifier(untyped(undefined)), /Not an identifier/],
    [
      'a package without a range',
      () => external('z', untyped({ from: 'zod' })),
      /needs the version range of the package 'zod'/,
    ],
    [
      'a package by its name alone',
      () => external('z', untyped('zod')),
      /needs \{ from, range \} of its package/,
    ],
    ['a missing argument', () => external('z', untyped(undefined)), /needs \{ from, range \} of its package/],
  ])('%s, with the line of the author', async (_mistake, make, reason) => {
    const [fault] = await faultsOf(rendering(make));
    expect(fault?.code).toBe('CW4001');
    expect(fault?.message).toMatch(reason);
    expect(fault?.message).toMatch(/\(faults\.test\.ts:\d+:\d+\)$/);
  });

  test('a symbol that no template declares', async () => {
    const template = declaring((plan) => {
      const file = plan.file({ identity: 'broken', path: 'src/broken.ts' });
      const name = constant(plan, file);
      const unknown = value({ kind: 'symbol', identity: 'nobody' });
      const statements = [{ kind: 'const', name, exported: true, type: null, value: unknown }];
      return { files: [{ file, render: () => ({ kind: 'code', statements }) }] };
    });
    expect(await faultsOf(template)).toMatchObject([
      { code: 'CW4008', message: 'src/broken.ts uses the symbol "nobody", which no template declares.' },
    ]);
  });

  test('a symbol whose file no template renders', async () => {
    const template = declaring((plan) => {
      const missing = plan.file({ identity: 'missing', path: 'src/missing.ts' });
      const file = plan.file({ identity: 'broken', path: 'src/broken.ts' });
      const name = constant(plan, file);
      const elsewhere = plan.symbol({
        identity: 'elsewhere',
        file: missing,
        name: 'elsewhere',
        meaning: 'value',
      });
      const statements = [{ kind: 'const', name, exported: true, type: null, value: value(elsewhere) }];
      return { files: [{ file, render: () => ({ kind: 'code', statements }) }] };
    });
    const message = 'src/broken.ts uses the symbol "elsewhere" of src/missing.ts, which no template renders.';
    expect(await faultsOf(template)).toMatchObject([{ code: 'CW4008', message }]);
  });
});

test('a template that keeps to its types has no faults', async () => {
  const good = defineTemplate({ name: 'good', slot: null, declare: () => ({ files: [] }) });
  expect((await testTemplate(good, spec)).diagnostics).toEqual([]);
});

/** A value of the wrong type, as untyped code passes it. */
function untyped<T>(wrong: unknown): T {
  return wrong as T;
}
