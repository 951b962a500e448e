/** Code that reads and writes one property of an object; names that every object inherits need the runtime. */
import { code, literal, member, type Code } from './code.ts';
import { runtimeValue } from './runtime.ts';
import type { RenderContext } from './slots.ts';

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
