/** Context in which the code of a check is written, and the calls and statements of a check. */
import {
  block,
  call,
  code,
  join,
  type Code,
  type Model,
  type PlannedSymbol,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';

/** Context of all code of the built-in validators. */
export interface ValidatorContext extends RenderContext {
  readonly functions: ModelFunctions;
}

/** Functions of the models, which call one another. */
export interface ModelFunctions {
  /** Checks a value. */
  readonly check: (model: Model) => PlannedSymbol;
  /** Fills in the defaults of a checked value; `null`: it has none. */
  readonly fill: (model: Model) => PlannedSymbol | null;
  /** Changes a copy of a value that is sent: converts, and removes read-only properties; `null`: neither is needed. */
  readonly write: (model: Model) => PlannedSymbol | null;
  /** Formats of strings that checks assert. */
  readonly formats: 'usual' | 'all';
}

/** Context of the code of a check. `checkOf` is the part of the template, which a configuration may replace. */
export interface CheckContext extends ValidatorContext {
  readonly checkOf: (check: CheckRequest, context: CheckContext) => readonly CheckCall[];
  /** The regular expression of a pattern, made once for the file; `null`: the pattern is not checked here. */
  readonly patternOf: (source: string) => Code | null;
  /** The declared function of an unnamed schema; `null`: it is written in place. */
  readonly functionOf: (schema: Schema, isInsideAssertion: boolean) => Code | null;
  /** True if the option `unknownKeys` makes an object refuse undeclared keys; `null`: an object without a type. */
  readonly isClosed: (model: Model | null) => boolean;
  /** True if null reads as absent in the values that are checked here. */
  readonly readsNulls: boolean;
  /** True if the value is checked as it is in JSON: without defaults, directions and types. */
  readonly isInsideAssertion: boolean;
}

/** Code for a value, its key, and the context that collects issues. */
export interface CheckedValue {
  readonly out: Code;
  readonly at: Code;
  readonly item: Code;
}

/** A request to check `item`, the member `at` of the outer value. */
export interface CheckRequest extends CheckedValue {
  readonly schema: Schema;
}

/** The parameters of a function that checks a value. */
export const parameters: CheckedValue = { out: code`out`, at: code`key`, item: code`value` };

/** `check(out, 'name', value.name, …)` */
export function callOf(check: Code, { out, at, item }: CheckedValue, ...rest: readonly Code[]): Code {
  return call(check, [out, at, item, ...rest]);
}

/** Statements for the only alternative that is an object. */
export function whereRecord(
  item: Code,
  statements: readonly Code[],
  isList = code`Array.isArray`,
): readonly Code[] {
  if (statements.length === 0) return [];
  const isRecord = code`typeof ${item} === 'object' && ${item} !== null && !${isList}(${item})`;
  return [code`if (${isRecord}) ${block(statements)}`];
}

/** One call of a check, and the limits of a value that passes it. */
export interface CheckCall {
  /** Conditions for the check: `value.error !== null`. */
  readonly when: readonly Code[];
  /** `string(out, 'name', value.name)` */
  readonly call: Code;
  /** `minLength(out, 'name', value.name, 1)`; they apply if `call` returns true. */
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

/** One statement for each call, in one block if there are conditions. */
export function callStatements(
  calls: readonly CheckCall[],
  conditions: readonly Code[] = [],
): readonly Code[] {
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
  const body = statements.length === 1 ? join(statements) : block(statements);
  return conditions.length === 0 ? body : code`if (${join(conditions, code` && `)}) ${body}`;
}
