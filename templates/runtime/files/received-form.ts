/** Reads the fields of a form, which arrive as text, and validates them as the body of a request. */
import { fieldValue, type FieldText, type ReceivedTexts } from './received-fields.js';
import type { Parser } from './validated.js';
import { valueOf, type ParseOptions, type Result } from './validation.js';

/** A form as a server receives it, or as a framework has parsed it. */
export type ReceivedForm =
  URLSearchParams | FormData | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Validator of a form (`application/x-www-form-urlencoded`). */
export interface FormValidator<T> {
  /** Returns the fields with their types. @throws {ValidationError} with all issues. */
  parse(form: ReceivedForm, options?: ParseOptions): T;
  safeParse(form: ReceivedForm, options?: ParseOptions): Result<T>;
}

/** How the fields of a form are written as text. */
export interface FormTexts {
  readonly fields: Readonly<Record<string, FieldText>>;
  /** Fields without an entry. Absent: they are text. */
  readonly others?: FieldText;
}

/** Makes a validator of forms from the parser of their values. A body that is a union has several `alternatives`. */
export function formValidator<T>(
  parser: Parser<T>,
  alternatives: readonly FormTexts[],
): FormValidator<T> {
  const safeParse = (form: ReceivedForm, options?: ParseOptions): Result<T> => {
    const received = receivedForm(form);
    if (received === null) return parser.safeParse(form, options);
    const failures: Extract<Result<T>, { readonly ok: false }>[] = [];
    for (const texts of alternatives) {
      const result = parser.safeParse(bodyOf(received, texts), options);
      if (result.ok) return result;
      failures.push(result);
    }
    // The alternative that fits best has the fewest issues.
    const [best] = failures.sort((a, b) => a.issues.length - b.issues.length);
    return best ?? parser.safeParse(form, options);
  };
  return {
    safeParse,
    parse: (form, options) => valueOf(safeParse(form, options)),
  };
}

interface Received {
  readonly texts: ReceivedTexts;
  /** Fields that are not text, such as files: the parser reports them. */
  readonly others: ReadonlyMap<string, unknown>;
}

/** Returns `null` if it is no form. A framework may have parsed another media type, or nothing. */
function receivedForm(form: unknown): Received | null {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return null;
  const values = valuesByName(form);
  const texts = new Map<string, readonly string[]>();
  const others = new Map<string, unknown>();
  for (const [name, all] of values) {
    if (all.every((value) => typeof value === 'string')) texts.set(name, all);
    else others.set(name, all.length === 1 ? all[0] : all);
  }
  return { texts, others };
}

function valuesByName(form: object): ReadonlyMap<string, readonly unknown[]> {
  const values = new Map<string, unknown[]>();
  if (!(form instanceof URLSearchParams) && !(form instanceof FormData)) {
    for (const [name, value] of Object.entries(form))
      if (value !== undefined) values.set(name, [value].flat());
    return values;
  }
  form.forEach((value, name) => {
    const all = values.get(name);
    if (all === undefined) values.set(name, [value]);
    else all.push(value);
  });
  return values;
}

function bodyOf({ texts, others }: Received, { fields, others: other = {} }: FormTexts): object {
  const described = new Map(Object.entries(fields));
  const read = [...described].map(([name, text]) => [name, fieldValue(name, text, texts)] as const);
  const isMember = memberTest(described);
  const unread = [...texts.keys()]
    .filter((name) => !described.has(name) && !isMember(name))
    .map((name) => [name, fieldValue(name, other, texts)] as const);
  const entries = [...read, ...unread].filter(([, value]) => value !== undefined);
  // `fromEntries` defines own properties, also for `__proto__`.
  return Object.fromEntries([...entries, ...others]);
}

/** Returns true for a field that is a member of an object: `x`, or `place[x]`. */
function memberTest(fields: ReadonlyMap<string, FieldText>): (name: string) => boolean {
  const own = new Set<string>();
  const deep = new Set<string>();
  for (const [name, { members = {}, written }] of fields) {
    if (written === 'own') for (const key of Object.keys(members)) own.add(key);
    if (written === 'deep') deep.add(name);
  }
  return (name) => {
    const start = name.indexOf('[');
    return own.has(name) || (start > 0 && name.endsWith(']') && deep.has(name.slice(0, start)));
  };
}
