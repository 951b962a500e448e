/** The line that checks one property of an object. */
import { code, join, literal, member, type Code, type Property } from '../../generator/index.ts';
import { runtime, withoutNull, type CheckContext } from './check-of-schema.ts';

/** Names that every object inherits: only the object's own property counts. */
const inheritedNames: ReadonlySet<string> = new Set([
  '__proto__',
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** `if (value.error !== null) string(out, 'error', value.error);`; empty where nothing is asked of it. */
export function propertyLine(property: Property, context: CheckContext): Code {
  const item = memberOf(property.name, context);
  const { schema, isNullable } = withoutNull(property.schema);
  const request = { schema, out: code`out`, at: literal(property.name), item };
  const check = context.checkOf(request, context);
  if (check.parts.length === 0) return presenceLine(property, item, context);
  const conditions = conditionsOf({ property, item, isNullable }, context);
  return conditions.length === 0
    ? code`${check};`
    : code`if (${join(conditions, code` && `)}) ${block(check)}`;
}

/** `value.name`, or the object's own property where every object has one of that name. */
export function memberOf(name: string, context: CheckContext): Code {
  if (inheritedNames.has(name)) return code`${runtime('own', context)}(value, ${literal(name)})`;
  return member(code`value`, name);
}

interface Guarded {
  readonly property: Property;
  readonly item: Code;
  readonly isNullable: boolean;
}

/** When a property is to be checked: there, not null, and asked for in this direction. */
function conditionsOf({ property, item, isNullable }: Guarded, context: CheckContext): readonly Code[] {
  if (property.access === 'both' && !property.required && property.default === undefined) {
    return [isNullable ? code`${item} != null` : code`${item} !== undefined`];
  }
  const notNull = isNullable ? [code`${item} !== null`] : [];
  if (property.default !== undefined && !property.required) {
    return [...notNull, code`${runtime('given', context)}(out, ${item})`];
  }
  if (property.access === 'both') return notNull;
  if (!property.required) return [...notNull, code`${item} !== undefined`];
  const asked = property.access === 'read' ? code`'response'` : code`'request'`;
  return [...notNull, code`(out.direction === ${asked} || ${item} !== undefined)`];
}

/** A value of any kind must still be there where it is required. */
function presenceLine(property: Property, item: Code, context: CheckContext): Code {
  if (!property.required || property.access !== 'both') return code``;
  return code`${runtime('present', context)}(out, ${literal(property.name)}, ${item});`;
}

/** Several calls need braces behind an `if`. */
function block(check: Code): Code {
  const isSeveral = check.parts.some((part) => part.kind === 'text' && part.text.includes('; '));
  return isSeveral ? code`{ ${check}; }` : code`${check};`;
}
