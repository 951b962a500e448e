/** What the code of a check is made from: where the value stands, and what is known around it. */
import {
  code,
  join,
  type Code,
  type Model,
  type PlannedSymbol,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import type { CheckCall } from './check-call.ts';

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
  /** Converts a copy of a value that is sent; `null`: nothing in it needs that. */
  readonly write: (model: Model) => PlannedSymbol | null;
  /** Formats of strings that checks assert. */
  readonly formats: 'usual' | 'all';
}

/** What a check is made for; `checkOf` is the whole function again, as a user's part may stand in for it. */
export interface CheckContext extends ValidatorContext {
  readonly checkOf: (check: CheckRequest, context: CheckContext) => readonly CheckCall[];
  /** The regular expression of a pattern, which is made once for the file; `null`: it is not checked here. */
  readonly patternOf: (source: string) => Code | null;
  /** The function of a schema inside that needs one of its own; `null`: it is written where it is used. */
  readonly functionOf: (schema: Schema, isJudging: boolean) => Code | null;
  /** Whether an object refuses keys that it does not declare, as is asked for all; `null`: it has no type. */
  readonly isClosed: (model: Model | null) => boolean;
  /** Inside an assertion, which judges a value as it is written: no defaults, no directions, no type. */
  readonly isJudging: boolean;
}

/** The code of a value, of the key that it stands under, and of the context that issues are noted in. */
export interface CheckedValue {
  readonly out: Code;
  readonly at: Code;
  readonly item: Code;
}

/** Check `item`, which stands under `at` of what is being checked, and note issues in `out`. */
export interface CheckRequest extends CheckedValue {
  readonly schema: Schema;
}

/** The parameters of a function that checks a value. */
export const parameters: CheckedValue = { out: code`out`, at: code`key`, item: code`value` };

/** `check(out, 'name', value.name, …)` */
export function callOf(check: Code, { out, at, item }: CheckedValue, ...rest: readonly Code[]): Code {
  return code`${check}(${join([out, at, item, ...rest], code`, `)})`;
}

/** Statements for the map among alternatives, none of which is another object. */
export function whereRecord(item: Code, statements: readonly Code[]): readonly Code[] {
  if (statements.length === 0) return [];
  const isRecord = code`typeof ${item} === 'object' && ${item} !== null && !Array.isArray(${item})`;
  return [code`if (${isRecord}) { ${join(statements, code` `)} }`];
}
