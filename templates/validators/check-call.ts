/** Calls that check a value, and the statements that they become. */
import { code, join, type Code } from '../../generator/index.ts';

/** One call of a check, and what is asked besides of a value that passes it. */
export interface CheckCall {
  /** Conditions under which the value is checked at all: `value.error !== null`. */
  readonly when: readonly Code[];
  /** `string(out, 'name', value.name)` */
  readonly call: Code;
  /** `minLength(out, 'name', value.name, 1)`; where there are any, `call` tells whether the value has the type. */
  readonly limits: readonly Code[];
}

/** A call without conditions. */
export function checkCall(call: Code, limits: readonly Code[] = []): CheckCall {
  return { when: [], call, limits };
}

/** The same calls under further conditions. */
export function onlyWhen(conditions: readonly Code[], calls: readonly CheckCall[]): readonly CheckCall[] {
  return calls.map((each) => ({ ...each, when: [...conditions, ...each.when] }));
}

/** One statement a call; those that share a condition stand in one block. */
export function statementsOf(calls: readonly CheckCall[], conditions: readonly Code[] = []): readonly Code[] {
  const [first] = calls;
  if (calls.length === 1 && first !== undefined) return [statementOf(first, conditions)];
  if (calls.length === 0) return [];
  const inner = calls.map((each) => statementOf(each, []));
  return conditions.length === 0 ? inner : [conditional(conditions, inner)];
}

function statementOf({ when, call, limits }: CheckCall, outer: readonly Code[]): Code {
  const conditions = [...outer, ...when];
  if (limits.length === 0) return conditional(conditions, [code`${call};`]);
  return conditional(
    [...conditions, call],
    limits.map((limit) => code`${limit};`),
  );
}

function conditional(conditions: readonly Code[], statements: readonly Code[]): Code {
  const body = statements.length === 1 ? join(statements) : code`{ ${join(statements, code` `)} }`;
  return conditions.length === 0 ? body : code`if (${join(conditions, code` && `)}) ${body}`;
}
