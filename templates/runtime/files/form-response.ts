/** Turns a `multipart/form-data` response into an object: a property for each part. */
import { readWhole } from './read-body.js';
import { parseJson, requireMediaType, type DecodeFailure, type Decoder } from './decode.js';
import { ApiResponseError } from './errors.js';
import { validated, type Parser } from './validated.js';

/** Names of the parts that are not a single text or file. */
export interface FormParts {
  /** Parts that contain JSON. */
  readonly json?: readonly string[];
  /** Parts that contain JSON, or are text or a file. */
  readonly either?: readonly string[];
  /** Parts that may occur any number of times. */
  readonly lists?: readonly string[];
  /** Texts between the items of lists that are one part. */
  readonly delimiters?: Readonly<Record<string, string>>;
}

const mediaType = 'multipart/form-data';

/** Decodes a form: parts are files, text, or the types that `parts` names. */
export function multipart<T>(parser: Parser<T>, parts: FormParts = {}): Decoder<T> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      const failure: DecodeFailure = { ...context, response };
      await requireMediaType((received) => received === mediaType, response, context);
      const body = new Blob(await readWhole(response, context));
      const form = await readForm(new Response(body, { headers: response.headers }), failure);
      return validated(parser, await valueOf(form, parts, failure), failure);
    },
  };
}

async function readForm(response: Response, failure: DecodeFailure): Promise<FormData> {
  try {
    return await response.formData();
  } catch (cause) {
    throw new ApiResponseError('the body is not a valid form', { ...failure, kind: 'form', cause });
  }
}

async function valueOf(
  form: FormData,
  { json = [], either = [], lists = [], delimiters = {} }: FormParts,
  failure: DecodeFailure,
): Promise<unknown> {
  const names = new Set([...lists, ...form.keys()]);
  const between = new Map(Object.entries(delimiters));
  const entries = [...names].map(async (name) => {
    const read = (entry: FormDataEntryValue): unknown =>
      json.includes(name)
        ? jsonOf(entry, failure)
        : either.includes(name)
          ? jsonOf(entry, failure).catch(() => entry)
          : entry;
    const parts = form.getAll(name).flatMap((part) => itemsOf(part, between.get(name)));
    const values = await Promise.all(parts.map(read));
    return [name, lists.includes(name) ? values : values[0]] as const;
  });
  // `fromEntries` defines own properties, also for `__proto__`.
  return Object.fromEntries(await Promise.all(entries));
}

/** Splits a list that is one part. An empty text is an empty list. */
function itemsOf(
  part: FormDataEntryValue,
  delimiter: string | undefined,
): readonly FormDataEntryValue[] {
  if (delimiter === undefined || typeof part !== 'string') return [part];
  return part === '' ? [] : part.split(delimiter);
}

async function jsonOf(entry: FormDataEntryValue, failure: DecodeFailure): Promise<unknown> {
  const rawText = typeof entry === 'string' ? entry : await entry.text();
  return parseJson({ ...failure, rawText });
}
