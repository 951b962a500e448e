/** Lists, objects, calls and types as code, and code for properties, patterns and exports of the runtime. */
import { code, type Code, join, key, literal, member, nothing, type, value } from './code.ts';
import type { RuntimeName, RuntimeValueName } from './runtime-names.ts';
import type { RenderContext } from './slots.ts';

/** `null`: the entry is absent. */
export type Entry = Code | null;

/** `fits`: on one line where there is room for it. `lines`: each entry on a line of its own. */
export type Layout = 'fits' | 'lines';

/** `a, b`: nothing if all entries are absent. */
export function list(entries: readonly Entry[]): Code {
  return join(present(entries), code`, `);
}

/** `[a, b]` */
export function array(entries: readonly Entry[], layout: Layout = 'fits'): Code {
  return code`[${inside(entries, layout, nothing)}]`;
}

/** `{ a, b }`, of entries that `property`, `key` or `code` made; `{}` if all are absent. */
export function object(entries: readonly Entry[], layout: Layout = 'fits'): Code {
  return code`{${inside(entries, layout, code` `)}}`;
}

/** The last argument of a call: `{ a, b }`; absent if all entries are. */
export function options(entries: readonly Entry[]): Entry {
  return present(entries).length === 0 ? null : object(entries);
}

/** `name: value`, the name quoted unless it is an identifier; `null`, and so absent, without a value. */
export function property(name: string, value: Entry): Entry {
  return value === null ? null : code`${key(name)}: ${value}`;
}

/** `callee(a, b)`. Absent arguments at the end are left out; one before them is `undefined`. */
export function call(callee: Code, given: readonly Entry[] = []): Code {
  const last = given.findLastIndex((argument) => argument !== null);
  const written = given.slice(0, last + 1).map((argument) => argument ?? code`undefined`);
  return code`${callee}(${list(written)})`;
}

/** `Name<A, B>`; only the name if all arguments are absent. */
export function generic(name: Code, given: readonly Entry[]): Code {
  const written = present(given);
  return written.length === 0 ? name : code`${name}<${list(written)}>`;
}

/** `A | B`, each once; `never` if all members are absent. */
export function union(members: readonly Entry[]): Code {
  const written = distinct(present(members));
  return written.length === 0 ? code`never` : join(written, code` | `);
}

/** `{ readonly a: A; b?: B }`: a type of members that `code` made. */
export function objectType(members: readonly Entry[]): Code {
  return code`{ ${join(present(members), code`; `)} }`;
}

/** `{ first; second; }`: statements that `code` made, each with its semicolon. */
export function block(statements: readonly Entry[]): Code {
  return code`{ ${join(present(statements), code` `)} }`;
}

function inside(entries: readonly Entry[], layout: Layout, space: Code): Code {
  const written = present(entries);
  if (written.length === 0) return nothing;
  return layout === 'lines'
    ? code`\n${join(written, code`,\n`)},\n`
    : code`${space}${join(written, code`, `)}${space}`;
}

function present(entries: readonly Entry[]): readonly Code[] {
  return entries.filter((entry) => entry !== null);
}

function distinct(fragments: readonly Code[]): readonly Code[] {
  return [...new Map(fragments.map((fragment) => [JSON.stringify(fragment), fragment])).values()];
}

/** Names that `{}` has without a property of its own. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Returns true if every object inherits a property of that name. */
export function isInherited(name: string): boolean {
  return inheritedNames.has(name);
}

/** `value.name`; `own(value, 'constructor')` where every object inherits the name. */
export function ownMember(object: Code, name: string, context: Pick<RenderContext, 'slots'>): Code {
  return isInherited(name)
    ? code`${runtimeValue('own', context)}(${object}, ${literal(name)})`
    : member(object, name);
}

/** `value.name = content;`; `setOwn(value, 'constructor', content);` where every object inherits the name. */
export function setMember(
  { object, name, content }: { readonly object: Code; readonly name: string; readonly content: Code },
  context: Pick<RenderContext, 'slots'>,
): Code {
  return isInherited(name)
    ? code`${runtimeValue('setOwn', context)}(${object}, ${literal(name)}, ${content});`
    : code`${member(object, name)} = ${content};`;
}

/**
 * Returns `new RegExp('…', 'u')`; for an expression that takes long on some texts, one that refuses long texts.
 *
 * The flag `u` is that of JSON Schema Core, section 6.4. It is left out if the pattern is only valid without.
 */
export function regularExpression(source: string, context: Pick<RenderContext, 'api' | 'slots'>): Code {
  const given = [literal(source), isValid(source, 'u') ? literal('u') : null];
  const isSlow = context.api.slowPatterns?.includes(source) === true;
  return isSlow ? call(runtimeValue('shortTextPattern', context), given) : call(code`new RegExp`, given);
}

function isValid(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}

/** An export of the runtime as a value. */
export function runtimeValue(name: RuntimeValueName, { slots }: Pick<RenderContext, 'slots'>): Code {
  return value(slots.runtime.name(name));
}

/** An export of the runtime as a type. */
export function runtimeType(name: RuntimeName, { slots }: Pick<RenderContext, 'slots'>): Code {
  return type(slots.runtime.name(name));
}
