/** The lines that check one property of an object. */
import {
  code,
  isInherited,
  join,
  literal,
  member,
  ownMember,
  runtimeValue,
  withoutNull,
  type Code,
  type Property,
} from '../../generator/index.ts';
import { passesAbsence } from './absence.ts';
import { statementsOf } from './check-call.ts';
import type { CheckContext } from './check-context.ts';

/** `if (value.error !== null) string(out, 'error', value.error);`; none where nothing is asked of it. */
export function propertyLines(property: Property, hasType: boolean, context: CheckContext): readonly Code[] {
  const asked = context.isJudging ? { ...property, access: 'both' as const, default: undefined } : property;
  const line: Line = { property: asked, item: memberOf(property.name, hasType), context };
  if (!isInherited(property.name)) return linesOf(line);
  const statements = linesOf({ ...line, item: code`item` });
  if (statements.length === 0) return [];
  const own = ownMember(code`value`, property.name, context);
  return [code`{ const item = ${own}; ${join(statements, code` `)} }`];
}

interface Line {
  readonly property: Property;
  readonly item: Code;
  readonly context: CheckContext;
}

function linesOf(line: Line): readonly Code[] {
  const { property, item, context } = line;
  const { schema, isNullable } = withoutNull(property.schema);
  const request = { schema, out: code`out`, at: literal(property.name), item };
  const calls = context.checkOf(request, context);
  const isUnasked = calls.length === 0 || passesAbsence(property.schema, context);
  const presence = isUnasked ? presenceLine(line) : [];
  return [...presence, ...statementsOf(calls, conditionsOf(line, isNullable))];
}

/** `value.name`; in brackets where the object has no type that says its names. */
function memberOf(name: string, hasType: boolean): Code {
  return hasType ? member(code`value`, name) : code`value[${literal(name)}]`;
}

/** When a property is to be checked: asked for in this direction, there, and not null. */
function conditionsOf({ property, item, context }: Line, isNullable: boolean): readonly Code[] {
  const { required, access } = property;
  const isFilled = property.default !== undefined && !required;
  const side = access === 'both' ? [] : [sideCondition(access)];
  if (isFilled) {
    const given = code`${runtimeValue('given', context)}(out, ${item})`;
    return [...side, ...(isNullable ? [code`${item} !== null`] : []), given];
  }
  if (required) return [...side, ...(isNullable ? [code`${item} !== null`] : [])];
  return [...side, isNullable ? code`${item} != null` : code`${item} !== undefined`];
}

function sideCondition(access: 'read' | 'write'): Code {
  return access === 'read' ? code`out.direction === 'response'` : code`out.direction === 'request'`;
}

/** A value of any kind must still be there where it is required. */
function presenceLine({ property, item, context }: Line): readonly Code[] {
  if (!property.required) return [];
  const call = code`${runtimeValue('present', context)}(out, ${literal(property.name)}, ${item});`;
  return [property.access === 'both' ? call : code`if (${sideCondition(property.access)}) ${call}`];
}
