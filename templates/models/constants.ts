/** The constants of an enum: the list of its known members, and the members by the names of the document. */
import {
  code,
  comment,
  join,
  key,
  literal,
  nothing,
  type Code,
  value,
  type EnumMember,
  type EnumSchema,
  type Statement,
} from '../../generator/index.ts';
import type { ModelSymbols } from './model-symbols.ts';

/** An enum's symbols, and the name of its type. */
export interface EnumConstants extends Pick<ModelSymbols, 'values' | 'byName'> {
  readonly name: string;
}

/** `statusValues`, and `statusByName` where the document names the members. */
export function constantStatements(
  { values, byName, name }: EnumConstants,
  { members }: EnumSchema,
): readonly Statement[] {
  const constant = { kind: 'const', exported: true, type: null } as const;
  return [
    ...(values === null
      ? []
      : [
          {
            ...constant,
            name: values,
            docs: { text: `The known values of {@link ${name}}.` },
            value: valuesOf(members),
          },
        ]),
    ...(byName === null
      ? []
      : [
          {
            ...constant,
            name: byName,
            docs: { text: `The known values of {@link ${name}}, by name.` },
            value: namedValues(members),
          },
        ]),
  ];
}

/** Earlier names of the constants of another enum. */
export function aliasesOfConstants(
  names: Pick<ModelSymbols, 'values' | 'byName'>,
  target: Pick<ModelSymbols, 'values' | 'byName'>,
): readonly Statement[] {
  return (['values', 'byName'] as const).flatMap((role) => {
    const [name, constant] = [names[role], target[role]];
    if (name === null || constant === null) return [];
    const type = code`typeof ${value(constant)}`;
    return [{ kind: 'const', exported: true, name, type, value: code`${value(constant)}` }] as const;
  });
}

/** One member a line, so that a new one is one new line. */
function valuesOf(members: readonly EnumMember[]): Code {
  const lines = members.map((known) =>
    known.description === null
      ? code`  ${literal(known.value)},\n`
      : code`  ${comment(known.description)}\n  ${literal(known.value)},\n`,
  );
  // Prettier fills lines with numbers, and would put a comment behind the number before it.
  const areNumbers = members.every((known) => typeof known.value === 'number');
  const isFilled = areNumbers && members.some(({ description }) => description !== null);
  return code`[\n${join(lines, isFilled ? code`\n` : nothing)}] as const`;
}

/** `{ Active: 1 }`, with the descriptions that say more than the name. */
function namedValues(members: readonly EnumMember[]): Code {
  const lines = members.flatMap(({ name, value, description }) => {
    if (name === undefined) return [];
    const docs = description === null || description === name ? nothing : code`  ${comment(description)}\n`;
    return [code`${docs}  ${key(name)}: ${literal(value)},\n`];
  });
  return code`{\n${join(lines)}} as const`;
}
