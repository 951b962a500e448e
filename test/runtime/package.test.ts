import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { allCompilersTried } from '../support/compile.ts';
import { bundled } from '../support/bundle.ts';
import { bundleRuntime } from '../support/runtime-bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const oneCall = `
  import { anyJson } from 'runtime/decode.ts';
  import { apiKeyHeader, bearer } from 'runtime/security.ts';
  import { call } from 'runtime/call.ts';
  import { makeTransport } from 'runtime/transport.ts';
  export const connect = (options) => makeTransport({
    baseUrl: 'https://api.artu.ai',
    userAgent: '@artu/workflows/1.0.0',
    securitySchemes: { bearerAuth: bearer('apiKey', options.apiKey), environmentHeader: apiKeyHeader('environment', 'X-Environment', options.environment) },
    security: [['bearerAuth', 'environmentHeader']],
  }, options);
  export const retrieve = /* @__PURE__ */ call(() => ({
    id: 'workflows.executions.retrieve', method: 'GET', path: '/workflows/executions/{id}',
    request: ({ id }) => ({ path: { id } }), responses: { 200: anyJson() },
  }));
`;

const check = `
  import { object, string } from 'runtime/checks.ts';
  import { leaveValue } from 'runtime/checks.ts';
  import { validator } from 'runtime/validation.ts';
  export function checkTicket(out, key, value) {
    if (!object(out, key, value)) return;
    string(out, 'id', value.id);
    string(out, 'label', value.label);
    leaveValue(out, key);
  }
`;

const withWaiter = `${oneCall} export { waitUntil } from 'runtime/waiter.ts';`;

describe('the runtime in a package', () => {
  it.each(allCompilersTried)('compiles without an error with %s', async (compiler) => {
    const args = [`node_modules/${compiler}/bin/tsc`, '-p', 'templates/runtime/files'];
    const compiled = promisify(execFile)(process.execPath, args, { cwd: root });
    await expect(compiled).resolves.toMatchObject({ stdout: '', stderr: '' });
  });

  it.each([
    ['one call', oneCall, 7_180],
    ['one call and a waiter', withWaiter, 9_600],
    ['the check of a small type', check, 450],
    ['its validator', `${check} export const Ticket = /* @__PURE__ */ validator(checkTicket);`, 860],
    ['nothing', "import 'runtime/call.ts'; import 'runtime/waiter.ts'; import 'runtime/parameters.ts';", 400],
  ])('costs little in a bundle: %s', async (_, program, limit) => {
    expect(gzipSync(await bundleRuntime(program), { level: 9 }).length).toBeLessThan(limit);
  });

  it('has nothing of the operations that a bundle does not call', async () => {
    const executions = `'${root}generated/workflows/src/resources/workflows/executions.ts'`;
    const operationsIn = async (name: string): Promise<readonly boolean[]> => {
      const text = await bundleRuntime(`export { ${name} } from ${executions};`);
      return ['executions.retrieve', 'executions.wait', 'ExecutionCompleted'].map((id) => text.includes(id));
    };
    expect(await operationsIn('retrieve')).toEqual([true, false, false]);
    expect(await operationsIn('wait')).toEqual([false, true, false]);
    expect(await operationsIn('waitUntilCompleted')).toEqual([true, true, true]);
  });

  it.each([
    ['one call', `export { retrieve } from './resources/workflows/executions.js';`],
    ['one waiter', `export { waitUntilCompleted } from './resources/workflows/executions.js';`],
    ['the client', `export { createClient } from './index.js';`],
  ])('costs no more from dist/ than from the sources: %s', async (_, program) => {
    const bytes = async (folder: string): Promise<number> => {
      const text = await bundled({ program, folder: join(root, 'generated/workflows', folder) });
      return gzipSync(text, { level: 9 }).length;
    };
    expect(await bytes('dist')).toBeLessThanOrEqual(1.005 * (await bytes('src')));
  });

  it('runs where code cannot be made of text', async () => {
    expect(await bundleRuntime(withWaiter)).not.toMatch(/\beval\b|\bFunction\(/);
  });
});
