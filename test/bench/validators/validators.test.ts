import { describe, expect, it } from 'vitest';
import { WorkflowExecution } from '../../../generated/workflows/src/models/workflow-execution.ts';
import { makeBodies } from './bodies.ts';
import { drawChart } from './chart.ts';
import { judgeGoals } from './goals.ts';
import type { Findings } from './goals.ts';
import { printFindings } from './page.ts';
import { typiaSource } from './typia-source.ts';

describe('the bodies of the bench', () => {
  const bodies = makeBodies();

  it('have the sizes that they are called after', () => {
    expect(bodies.S.text.length / 1e3).toBeCloseTo(2, 0);
    expect(bodies.M.text.length / 1e3).toBeGreaterThan(40);
    expect(bodies.M.text.length / 1e3).toBeLessThan(50);
    expect(bodies.L.text.length / 1e6).toBeCloseTo(1, 0);
  });

  it('are right, or wrong in as many places as they say', () => {
    for (const { text, wrong } of [bodies.S, bodies.M, bodies.late, bodies.hundred]) {
      const result = WorkflowExecution.safeParse(JSON.parse(text));
      const paths = result.ok ? [] : result.issues.map(({ path }) => path.join('/'));
      expect(paths).toHaveLength(wrong);
      if (wrong === 1) expect(paths).toEqual(['workflowTrace/nodeTraces/99/durationMs']);
    }
  });
});

describe('the type that typia gets', () => {
  it('says what the schema says, with tags for what a type cannot', () => {
    const source = typiaSource({
      type: 'object',
      required: ['id', 'size'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        size: { type: 'integer', minimum: 0 },
        kind: { type: 'string', enum: ['a', 'b'] },
        names: { anyOf: [{ type: 'array', items: { type: 'string', minLength: 1 } }, { type: 'null' }] },
        more: { type: 'object', additionalProperties: {} },
      },
    });
    expect(source).toContain(`id: string & tags.Format<'uuid'>;`);
    expect(source).toContain(`size: number & tags.Type<'int64'> & tags.Minimum<0>;`);
    expect(source).toContain(`kind?: "a" | "b";`);
    expect(source).toContain(`names?: ((string & tags.MinLength<1>)[]) | (null);`);
    expect(source).toContain('more?: {  [key: string]: unknown; };');
  });

  it('is refused where the schema says what it cannot', () => {
    expect(() => typiaSource({ type: ['string', 'null'] })).toThrow('no type');
  });
});

describe('what is printed', () => {
  it('has a line for each validator, and says of each goal whether it is met', () => {
    const text = printFindings(findings);
    expect(text).toContain('| clientwright | 0.10 | 0.10 | 0.10 | 0.20 | 0.20 | 0.20 | 0.20 | 0.20 |');
    expect(text).toContain('| typia | 900 B | 900 B | 100 | 10 B | 5 B | 2.0 ms | no |');
    expect(text).toContain('| bytes, the check of the response | ≤ 2150 | 2000 | met |');
    expect(text).toContain(
      '| bytes, the validator of a small type of the same client | ≤ 500 | 800 | not met |',
    );
  });

  it('compares with no peer that was not measured', () => {
    const alone = { ...findings, speeds: findings.speeds.slice(0, 1) };
    expect(judgeGoals(alone).some(({ what }) => what.includes('typia'))).toBe(false);
    expect(judgeGoals(findings)).toContainEqual({
      what: 'warm check by that of typia, S / M / L',
      goal: '≤ 0.85',
      measured: '0.50 / 0.50 / 0.50',
      isMet: true,
    });
  });

  it('is drawn to scale', () => {
    const bars = [
      { label: 'one', value: 1, isOwn: true },
      { label: 'two', value: 2, isOwn: false },
    ];
    const widths = [
      ...drawChart({ title: 'Time', bars }).matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g),
    ];
    expect(widths.map(([, kind, width]) => [kind, Number(width)])).toEqual([
      ['own', 230],
      ['peer', 460],
    ]);
  });
});

const findings: Findings = {
  subjects: ['clientwright', 'typia'].map((name) => ({
    name,
    bundle: { file: '', bytes: 10, gzipBytes: 5 },
  })),
  speeds: [
    { name: 'clientwright', ...speed(0.1, 0.2) },
    { name: 'typia', ...speed(0.2, 0.4) },
  ],
  colds: ['clientwright', 'typia'].map((name) => ({ name, cpuMs: 2, codeGeneration: 'no' })),
  sizes: {
    check: { response: 2000, runtime: 900, smallType: 400 },
    validator: { response: 2500, runtime: 1200, smallType: 800 },
    furtherProperty: 10,
  },
};

function speed(warm: number, fresh: number): Omit<Findings['speeds'][number], 'name'> {
  const all = (ratio: number) => ({ S: ratio, M: ratio, L: ratio, late: ratio, hundred: ratio });
  return {
    warm: all(warm),
    fresh: all(fresh),
    issuesOfHundred: 100,
    allocated: { valid: 900, hundred: 900 },
  };
}
