/** A schema of the document and a value → the verdict of ajv, under what is documented for responses and requests. */
import { Ajv2020, type Format, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonValue } from '../../../generator/api/json.ts';
import { atPointer, type DescribedDocument } from './described-document.ts';
import type { Policy } from './policy-keywords.ts';
import { policySchema, type Written } from './policy-schema.ts';

/** `null`: ajv cannot read the schema, which the text names. */
export type Verdict = { readonly accepted: boolean; readonly detail: string } | { readonly unread: string };

export type Judge = (pointer: string, value: unknown, policy: Policy) => Verdict;

export function judgeOf(document: DescribedDocument): Judge {
  const compilers = new Map<Policy, (pointer: string) => ValidateFunction>();
  return (pointer, value, policy) => {
    const compile = compilers.get(policy) ?? compilerOf(document, policy);
    compilers.set(policy, compile);
    try {
      const validate = compile(pointer);
      const accepted = validate(value);
      return { accepted, detail: accepted ? '' : detailOf(validate) };
    } catch (error) {
      return { unread: String(error).slice(0, 200) };
    }
  };
}

function detailOf({ errors }: ValidateFunction): string {
  const [first] = errors ?? [];
  return first === undefined
    ? ''
    : `${first.instancePath} ${first.message ?? ''} (${first.schemaPath})`.slice(0, 200);
}

function compilerOf(document: DescribedDocument, policy: Policy): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    validateSchema: false,
    unicodeRegExp: true,
    inlineRefs: false,
    ownProperties: true,
    validateFormats: true,
    code: { regExp: patternOf },
  });
  formats.default(ajv);
  for (const name of ['date-time', 'time'] as const) {
    const format = formats.default.get(name);
    ajv.addFormat(name, (text) => hasFormat(format, text) && hasOffset(text));
  }
  const known = new Map<string, ValidateFunction>();
  const added = new Set<string>();
  const add = (written: Written): void => {
    const id = idOf(written);
    if (added.has(id)) return;
    added.add(id);
    const located = atPointer(document.root, written.pointer);
    if (located === undefined) throw new Error(`There is nothing at ${written.pointer}.`);
    const { schema, references } = policySchema(document, { written, value: located.value, policy, idOf });
    ajv.addSchema(schema as JsonValue & object, id); // a boolean or an object, as any schema
    for (const each of references) add(each);
  };
  return (pointer) => {
    const found = known.get(pointer);
    if (found !== undefined) return found;
    const written: Written = { pointer, isBase: false };
    add(written);
    const validate = ajv.getSchema(idOf(written));
    if (validate === undefined) throw new Error(`ajv has no ${pointer}.`);
    known.set(pointer, validate);
    return validate;
  };
}

/** Without the flag `u` where it refuses a pattern, such as `\\-`, as the client does. */
function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}
patternOf.code = 'new RegExp';

/** RFC 3339, section 5.6: `+00:00`. ajv-formats accepts `+0000` and `+00` as well. */
function hasOffset(text: string): boolean {
  return /(?:z|[+-]\d\d:\d\d)$/i.test(text);
}

function hasFormat(format: Format, text: string): boolean {
  const validate: unknown = Reflect.get(Object(format), 'validate');
  return typeof validate === 'function' && validate(text) === true;
}

/** Without characters that have a meaning in a URI. */
function idOf({ pointer, isBase }: Written): string {
  return `${isBase ? 'base' : 'whole'}:${Buffer.from(pointer).toString('hex')}`;
}
