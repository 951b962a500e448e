/** Samples of a package → those that its own exact validators, or ajv, refuse. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Api, Model } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { jsonSchemaOf } from '../../../generator/template/json-schema-of.ts';
import { modelSamples, type Form } from '../../../templates/mocks/model-samples.ts';
import type { Sample } from '../../../templates/mocks/sample.ts';
import type { SampleCheck } from './sample-checks.ts';

export interface SampleVerdicts {
  /** Samples that the package's own validators accepted. */
  readonly accepted: number;
  /** Samples that ajv accepted. */
  readonly acceptedByAjv: number;
  /**
   * Samples of requests that several alternatives of a `oneOf` match, where no value matches one alone: the document
   * contradicts itself, and calls accept them.
   */
  readonly ambiguous: number;
  /** Models, and directions of models, without a sample. */
  readonly without: readonly string[];
  readonly faults: readonly string[];
}

/** `checks`: the list that the module of `sampleChecks()` exports. */
export function judgeSamples(checks: readonly SampleCheck[], api: Api): SampleVerdicts {
  const samples = modelSamples(api);
  const ajv = { request: schemasFor(api, 'write'), response: schemasFor(api, 'read') };
  const faults: string[] = [];
  let accepted = 0;
  let [acceptedByAjv, ambiguous] = [0, 0];
  for (const check of checks) {
    const found = faultsOf(check);
    if (check.validator !== null && check.direction === 'response' && found.length === 0) accepted += 1;
    faults.push(...found);
  }
  for (const form of samples.forms) {
    const sample = samples.sampleOf(form);
    if (sample === null || holdsBytes(sample)) continue;
    const refusal = refusalOf(ajv[form.direction](form.model), sample.json);
    if (refusal === null) acceptedByAjv += 1;
    else if (form.direction === 'request' && isAmbiguous(refusal)) ambiguous += 1;
    else faults.push(`${nameOf(form)}: ajv: ${refusal}: ${shown(sample.json)}`);
  }
  const without = samples.forms.filter((form) => samples.sampleOf(form) === null).map(nameOf);
  return { accepted, acceptedByAjv, ambiguous, without, faults };
}

function nameOf({ model, direction }: Form): string {
  return `${direction} ${model.id}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
  return text.slice(0, 300);
}

/** The value of a request is validated by calls, and here by ajv alone. */
function faultsOf({ model, direction, plain, wire, validator }: SampleCheck): readonly string[] {
  if (validator === null || direction === 'request') return [];
  const exact = { exact: true };
  const value = plain();
  const isOwn = validator.is(value, exact);
  const parsed = validator.safeParse(wire === null ? plain() : wire(), exact);
  return [
    ...(isOwn ? [] : [`${direction} ${model}: is: ${shown(value)}`]),
    ...(parsed.ok ? [] : [`${direction} ${model}: ${shown(parsed.issues)}: ${shown(value)}`]),
  ];
}

function refusalOf(validate: ValidateFunction | string, json: JsonValue): string | null {
  if (typeof validate === 'string') return validate;
  return validate(json) ? null : JSON.stringify(validate.errors?.slice(0, 2));
}

/** The samples prefer values that one alternative alone accepts. */
function isAmbiguous(refusal: string): boolean {
  return /"keyword":"oneOf","params":\{"passingSchemas":\[\d/.test(refusal);
}

/** Compiles the schema of a model; a text where ajv refuses the schema. */
function schemasFor(api: Api, side: 'read' | 'write'): (model: Model) => ValidateFunction | string {
  const keys = new Map(api.models.map(({ id }, index) => [id, `m${index}`]));
  const keyOf = (id: string): string => keys.get(id) ?? '';
  const definitions = api.models.map(({ id, schema }) => [keyOf(id), jsonSchemaOf(schema, { keyOf, side })]);
  const ajv = new Ajv2020({ strict: false, allErrors: false, unicodeRegExp: false, logger: false });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: 'api', $defs: Object.fromEntries(definitions) });
  return ({ id }) => {
    try {
      return ajv.compile({ $ref: `api#/$defs/${keyOf(id)}` });
    } catch (error) {
      return `does not compile: ${String(error).slice(0, 200)}`;
    }
  };
}

function holdsBytes(sample: Sample): boolean {
  switch (sample.kind) {
    case 'bytes':
      return true;
    case 'model':
      return holdsBytes(sample.content);
    case 'list':
      return sample.items.some(holdsBytes);
    case 'object':
      return sample.members.some(([, member]) => holdsBytes(member));
    case 'json':
    case 'converted':
      return false;
  }
}
