/** Files and names of the sample functions: of each form of a model, and of responses that are no model. */
import {
  fullModelName,
  reaches,
  sourceOf,
  type Api,
  type Content,
  type Model,
  type Operation,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Response,
  type Schema,
} from '../../generator/index.ts';
import { keyOf, type Form, type ModelSamples } from './model-samples.ts';
import type { Sample } from './sample.ts';

/** Functions of one sample. */
export interface SampleFunctions {
  readonly plain: PlannedSymbol;
  /** Returns the value as the server sends it; `null`: `plain` does. */
  readonly wire: PlannedSymbol | null;
}

/** A form of a model with a sample. */
export interface FormSymbols extends SampleFunctions {
  readonly form: Form;
  readonly file: PlannedFile;
  readonly sample: Sample;
}

/** A response whose sample is not that of a model. */
export interface ResponseSymbols extends SampleFunctions {
  readonly operation: Operation;
  readonly response: Response;
  readonly content: Content;
  readonly file: PlannedFile;
  readonly sample: Sample;
}

export interface SampleSymbols {
  readonly index: PlannedFile;
  /** By `keyOf`. */
  readonly forms: ReadonlyMap<string, FormSymbols>;
  readonly responses: readonly ResponseSymbols[];
  readonly withoutSample: readonly Form[];
}

export function declareSamples(api: Api, samples: ModelSamples, plan: Plan): SampleSymbols {
  const index = plan.file({ identity: 'samples', path: 'src/samples/index.ts' });
  const declaring: Declaring = { api, samples, plan, index };
  const rootFile = memoised((root: Model) =>
    plan.file({ identity: `sample:${root.id}`, folder: 'src/samples', name: root.name, extension: '.ts' }),
  );
  const byId = new Map(api.models.map((model) => [model.id, model]));
  const rootOf = (model: Model): Model => {
    const parent = model.parent === null ? undefined : byId.get(model.parent);
    return parent === undefined ? model : rootOf(parent);
  };
  const forms = samples.forms.flatMap((form): readonly FormSymbols[] => {
    const sample = samples.sampleOf(form);
    if (sample === null) return [];
    const file = rootFile(rootOf(form.model));
    return [{ form, file, sample, ...declareForm({ form, file, byId }, declaring) }];
  });
  return {
    index,
    forms: new Map(forms.toSorted(rootsFirst).map((each) => [keyOf(each.form), each])),
    responses: declareResponses(declaring),
    withoutSample: samples.forms.filter((form) => samples.sampleOf(form) === null),
  };
}

/** A model stands before those that are nested in it. */
function rootsFirst({ form: left }: FormSymbols, { form: right }: FormSymbols): number {
  return Number(left.model.parent !== null) - Number(right.model.parent !== null);
}

interface Declaring {
  readonly api: Api;
  readonly samples: ModelSamples;
  readonly plan: Plan;
  readonly index: PlannedFile;
}

interface FormRequest {
  readonly form: Form;
  readonly file: PlannedFile;
  readonly byId: ReadonlyMap<string, Model>;
}

function declareForm({ form, file, byId }: FormRequest, declaring: Declaring): SampleFunctions {
  const { model, direction } = form;
  const isOther =
    direction === 'request' && declaring.samples.formOf(model, 'response').direction !== direction;
  const name = `sample ${fullModelName(model, byId)}${isOther ? ' input' : ''}`;
  const schema = direction === 'response' ? model.schema : null;
  return declareFunctions({ identity: `sample.${keyOf(form)}`, name, file, schema }, declaring);
}

interface FunctionsRequest {
  readonly identity: string;
  readonly name: string;
  readonly file: PlannedFile;
  /** Schema of a value that the server sends; `null`: it sends none. */
  readonly schema: Schema | null;
}

function declareFunctions(
  { identity, name, file, schema }: FunctionsRequest,
  { api, plan, index }: Declaring,
): SampleFunctions {
  const declare = (suffix: string): PlannedSymbol =>
    plan.symbol({
      identity: `${identity}${suffix}`,
      file,
      name: `${name}${suffix}`,
      meaning: 'value',
      handedOnBy: index,
      isKept: true,
    });
  const hasWire =
    schema !== null &&
    api.types !== undefined &&
    reaches(schema, ['text', 'bigint', 'date', 'instant'], sourceOf(api));
  return { plain: declare(''), wire: hasWire ? declare(' json') : null };
}

/** Formats of bodies that are values of a schema. */
const valueFormats: ReadonlySet<string> = new Set(['json', 'events', 'lines', 'text']);

/** The content that the client asks for: JSON, or the first. */
export function answeredContent({ content }: Response): Content | null {
  return content.find(({ format }) => format === 'json') ?? content[0] ?? null;
}

/** `''` for the status of a successful response, the first one. */
function statusWords(operation: Operation, response: Response): string {
  const first = operation.responses.find(({ status }) => status.startsWith('2'));
  return response === first ? '' : ` ${response.status}`;
}

function declareResponses(declaring: Declaring): readonly ResponseSymbols[] {
  const fileOf = memoised((path: string) => {
    const words: readonly string[] = JSON.parse(path) as readonly string[]; // written below
    const name = words.length === 0 ? 'root' : words;
    const identity = `sample.responses:${path}`;
    return declaring.plan.file({ identity, folder: 'src/samples/responses', name, extension: '.ts' });
  });
  return declaring.api.operations.flatMap((operation) =>
    operation.responses.flatMap((response): readonly ResponseSymbols[] => {
      const content = answeredContent(response);
      if (content === null || !valueFormats.has(content.format)) return [];
      const words = `${operation.path.join(' ')}${statusWords(operation, response)} response`;
      const request = { name: operation.path.at(-1) ?? words, direction: 'response' as const };
      const examples = content.examples ?? [];
      const sample = declaring.samples.compose(content.schema, { ...request, examples });
      if (sample === null || sample.kind === 'model') return [];
      const file = fileOf(JSON.stringify(operation.path.slice(0, -1)));
      const identity = `sample.response:${operation.id} ${response.status}`;
      const name = `sample ${words}`;
      const functions = declareFunctions({ identity, name, file, schema: content.schema }, declaring);
      return [{ operation, response, content, file, sample, ...functions }];
    }),
  );
}

function memoised<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
