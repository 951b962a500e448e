import { describe, expect, it } from 'vitest';
import { folderWith, nothingDiffers, nothingGenerated, nothingRead, runMain } from './run-main.ts';

const config = {
  apis: {
    orders: { spec: 'orders.json', out: 'generated/orders' },
    payments: { spec: 'payments.json', out: 'generated/payments' },
  },
};
const files = { 'clientwright.config.json': JSON.stringify(config) };

describe('a configuration of several APIs', () => {
  it('is worked through to the end, and fails if one fails', async () => {
    const answer = await runMain(['generate'], {
      cwd: await folderWith(files),
      pipeline: {
        generate: async ({ out }) => ({ ...nothingGenerated, ok: out !== 'generated/orders', unchanged: 2 }),
      },
    });
    expect(answer.code).toBe(1);
    expect(answer.stdout).toMatch(
      /^generated\/orders: nothing written.*\ngenerated\/payments: 0 files written, 2/,
    );
  });

  it('is reported as one document of JSON', async () => {
    const answer = await runMain(['check', '--format', 'json'], {
      cwd: await folderWith(files),
      pipeline: { check: async () => nothingDiffers },
    });
    expect(answer.code).toBe(0);
    expect(JSON.parse(answer.stdout)).toMatchObject({
      ok: true,
      apis: [
        { api: 'orders', spec: 'orders.json', out: 'generated/orders' },
        { api: 'payments', spec: 'payments.json', out: 'generated/payments' },
      ],
    });
  });

  it('is dumped by name', async () => {
    const answer = await runMain(['generate', '--dump', 'api'], {
      cwd: await folderWith(files),
      pipeline: { readApi: async () => nothingRead },
    });
    expect(JSON.parse(answer.stdout)).toEqual({ orders: null, payments: null });
  });

  it('loads the stages once, and only when the configuration is sound', async () => {
    const cwd = await folderWith(files);
    const wrong = await runMain(['generate', '--api', 'order'], { cwd });
    expect(wrong).toMatchObject({ code: 2, loaded: false });
    expect(wrong.stderr).toContain('Did you mean "orders"?');
  });
});
