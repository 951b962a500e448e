/** Schemas of zod → values of which they and the exact validators have different verdicts. */
import type { Api } from '../../../generator/api/api.ts';
import { modelSamples } from '../../../templates/mocks/model-samples.ts';
import { mutationsOf } from './mutations.ts';
import type { ZodCheck } from './zod-checks.ts';

/** Mutations of each sample. */
const mutations = 150;

export interface SchemaVerdicts {
  /** Values on which both agree, and how many of them are valid. */
  readonly agreed: number;
  readonly valid: number;
  readonly faults: readonly string[];
}

/** `checks`: the list that the module of `zodChecks()` exports. */
export function judgeSchemas(checks: readonly ZodCheck[], api: Api): SchemaVerdicts {
  const samples = modelSamples(api);
  const faults: string[] = [];
  let agreed = 0;
  let valid = 0;
  for (const { model, direction } of samples.forms) {
    const sample = direction === 'response' ? samples.sampleOf({ model, direction }) : null;
    const check = checks.find((each) => each.model === model.id);
    if (sample === null || check === undefined) continue;
    for (const value of [sample.json, ...mutationsOf(sample.json, mutations)]) {
      const expected = check.validator.safeParse(structuredClone(value), { exact: true });
      const actual = check.schema.safeParse(structuredClone(value));
      if (expected.ok === actual.success) agreed += 1;
      else faults.push(`${model.id}: ${faultOf(expected, actual, value)}`);
      if (expected.ok && actual.success) valid += 1;
    }
  }
  return { agreed, valid, faults };
}

function faultOf(
  expected: { readonly issues?: unknown },
  actual: { readonly error?: unknown },
  value: unknown,
): string {
  const shown = (each: unknown): string => (JSON.stringify(each) ?? '').slice(0, 200);
  return `validator ${shown(expected.issues)}, zod ${shown(actual.error)}: ${shown(value)}`;
}
