/** Reads headers, query parameters and cookies, which arrive as text, and validates them. */
import type { Parser } from './validated.js';
import { valueOf, type ParseOptions, type Result } from './validation.js';

/** Fields as a server receives them. Names of headers may be in any case. */
export type ReceivedFields =
  Headers | URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Validator of the fields that the document describes. Other fields are ignored. */
export interface FieldsValidator<T> {
  /** Returns the described fields with their types. @throws {ValidationError} with all issues. */
  parse(fields: ReceivedFields, options?: ParseOptions): T;
  safeParse(fields: ReceivedFields, options?: ParseOptions): Result<T>;
}

/** A type that a text is read as, if it has the form of it. An empty text is the form of `null`. */
export type TextType = 'number' | 'bigint' | 'boolean' | 'null';

/** How a field is written as text. Without any option it is one text. */
export interface FieldText {
  /** Types without text: those of the value, of each item, or of members that have no types of their own. */
  readonly types?: readonly TextType[];
  /** True if the text, or each item, is JSON. `nested`: only a text that starts like an object or a list. */
  readonly json?: true | 'nested';
  /** Text between the items of a list; an empty text: each item is a field of its own. Of an object, a comma if absent. */
  readonly list?: string;
  /** True if a list that is absent is empty: a form writes an empty list so. */
  readonly empty?: true;
  /** Types of the members of an object. */
  readonly members?: Readonly<Record<string, readonly TextType[]>>;
  /** How the members are written. `keyed`: `x=1,y=2`. `own`: as fields `x`, `y`. `deep`: as fields `name[x]`. */
  readonly written?: 'keyed' | 'own' | 'deep';
}

/** Makes a validator of fields from the parser of their values. `isHeader`: names are compared in lower case. */
export function fieldsValidator<T>(
  parser: Parser<T>,
  texts: Readonly<Record<string, FieldText>>,
  isHeader = false,
): FieldsValidator<T> {
  const safeParse = (fields: ReceivedFields, options?: ParseOptions): Result<T> => {
    const received = textsByName(fields, isHeader);
    const values = Object.entries(texts).flatMap(([name, text]) => {
      const value = fieldValue(name, text, received);
      return value === undefined ? [] : [[name, value] as const];
    });
    // `fromEntries` defines own properties, also for `__proto__`.
    return parser.safeParse(Object.fromEntries(values), options);
  };
  return {
    safeParse,
    parse: (fields, options) => valueOf(safeParse(fields, options)),
  };
}

/** Texts by the names of their fields. */
export type ReceivedTexts = ReadonlyMap<string, readonly string[]>;

function textsByName(fields: ReceivedFields, isHeader: boolean): ReceivedTexts {
  const received = new Map<string, string[]>();
  const add = (value: string | readonly string[] | undefined, name: string): void => {
    if (value === undefined) return;
    const key = isHeader ? name.toLowerCase() : name;
    const texts = received.get(key) ?? [];
    for (const text of [value].flat()) texts.push(text);
    received.set(key, texts);
  };
  if (fields instanceof Headers || fields instanceof URLSearchParams) fields.forEach(add);
  else for (const [name, value] of Object.entries(fields)) add(value, name);
  // Several lines of one header are one list (RFC 9110, section 5.2).
  if (isHeader) for (const [name, lines] of received) received.set(name, [lines.join(', ')]);
  return received;
}

/** Returns the value of one field, or `undefined` if it is absent. */
export function fieldValue(name: string, text: FieldText, received: ReceivedTexts): unknown {
  if (text.members !== undefined) return membersOf(name, text, received);
  const texts = received.get(name);
  if (texts === undefined) return text.empty === true ? [] : undefined;
  const { list } = text;
  if (list !== undefined) {
    const items = list === '' ? texts : texts.flatMap((each) => split(each, list));
    return items.map((item) => valueOfText(item, text));
  }
  return texts.length > 1
    ? texts.map((each) => valueOfText(each, text))
    : valueOfText(texts[0] ?? '', text);
}

function valueOfText(text: string, { types = [], json }: FieldText): unknown {
  const isJson = json === 'nested' ? /^\s*[[{]/.test(text) : json === true;
  return isJson ? jsonOf(text) : typed(text, types);
}

/** Returns `undefined` if no member was received. */
function membersOf(name: string, text: FieldText, received: ReceivedTexts): unknown {
  const typesByName = new Map(Object.entries(text.members ?? {}));
  const entries =
    text.written === 'own' || text.written === 'deep'
      ? ownEntries(name, [...typesByName.keys()], { text, received })
      : received
          .get(name)
          ?.flatMap((each) => listedEntries(split(each, text.list ?? ','), text.written));
  if (entries === undefined || (entries.length === 0 && !received.has(name))) return undefined;
  return Object.fromEntries(
    entries.map(([key, each]) => [key, typed(each, typesByName.get(key) ?? text.types ?? [])]),
  );
}

type Entries = (readonly [key: string, text: string])[];

/** Members that are fields of their own: `x=1`, or `name[x]=1` with any key. */
function ownEntries(
  name: string,
  keys: readonly string[],
  { text, received }: { readonly text: FieldText; readonly received: ReceivedTexts },
): Entries {
  if (text.written === 'own')
    return keys.flatMap((key) => (received.get(key) ?? []).slice(0, 1).map((each) => [key, each]));
  const start = `${name}[`;
  return [...received].flatMap(([field, [first = '']]) =>
    field.startsWith(start) && field.endsWith(']') ? [[field.slice(start.length, -1), first]] : [],
  );
}

/** `x=1,y=2`, or `x,1,y,2`. */
function listedEntries(items: readonly string[], written: FieldText['written']): Entries {
  if (written === 'keyed') return items.map(parted);
  return items.flatMap((key, index) => (index % 2 === 0 ? [[key, items[index + 1] ?? '']] : []));
}

/** `x=1` has the key `x` and the text `1`. */
function parted(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Returns the items without the blanks around them. An empty text is an empty list. */
function split(text: string, delimiter: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(delimiter).map((item) => item.trim());
}

/** Returns the text itself if it is not JSON, so that the validator reports it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns the text itself if it has the form of none of the types, so that the validator reports it. */
function typed(text: string, types: readonly TextType[]): unknown {
  if (text === '' && types.includes('null')) return null;
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true';
  // An int64 has at most 19 digits; a longer text would take long to convert.
  if (types.includes('bigint') && /^(?:0|-?[1-9]\d{0,18})$/.test(text)) return BigInt(text);
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text);
  return types.includes('number') && isNumber && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
