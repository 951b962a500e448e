/** Calls for the assertions of a refined schema, which apply to exact checks only. */
import {
  code,
  array,
  literal,
  numeral,
  object,
  property,
  runtimeValue,
  type Assertion,
  type Code,
  type EvaluatedItems,
  type EvaluatedProperties,
  type RefinedSchema,
  type RuntimeValueName,
  type Schema,
} from '../../generator/index.ts';
import { callOf, checkCall, type CheckCall, type CheckContext, type CheckedValue } from './check-context.ts';
import { functionCheck } from './check-functions.ts';

/** `out.exact`; an assertion inside another needs no condition. */
export function assertionConditions({ isInsideAssertion }: CheckContext): readonly Code[] {
  return isInsideAssertion ? [] : [code`out.exact`];
}

/** One call for each assertion. */
export function assertionCalls(
  { assertions }: RefinedSchema,
  at: CheckedValue,
  context: CheckContext,
): readonly CheckCall[] {
  const inside: CheckContext = { ...context, isInsideAssertion: true };
  return assertions.map((assertion) => {
    const { name, content } = assertionCheck(assertion, inside);
    return checkCall(callOf(runtimeValue(name, context), at, content));
  });
}

/** Name of the check of the runtime, and its argument after the value. */
function assertionCheck(
  assertion: Assertion,
  context: CheckContext,
): { readonly name: RuntimeValueName; readonly content: Code } {
  const by = (schema: Schema): Code => functionCheck(schema, context);
  switch (assertion.kind) {
    case 'typed':
      return { name: typedNames[assertion.type], content: by(assertion.schema) };
    case 'matches':
      return { name: 'matches', content: by(assertion.schema) };
    case 'not':
      return { name: 'not', content: by(assertion.schema) };
    case 'exactlyOne':
      return { name: 'exactlyOne', content: array(assertion.schemas.map(by)) };
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = assertion;
      const parts = code`{ condition: ${by(condition)}, whenTrue: ${by(whenTrue)}, whenFalse: ${by(whenFalse)} }`;
      return { name: 'conditional', content: parts };
    }
    case 'contains': {
      const { schema, minimum, maximum } = assertion;
      return {
        name: 'contains',
        content: object([
          code`check: ${by(schema)}`,
          code`minimum: ${numeral(minimum)}`,
          property('maximum', maximum === null ? null : numeral(maximum)),
        ]),
      };
    }
    case 'dependentRequired': {
      const { property, required } = assertion;
      const parts = code`{ property: ${literal(property)}, required: ${literal(required)} }`;
      return { name: 'dependentRequired', content: parts };
    }
    case 'dependentSchema': {
      const { property, schema } = assertion;
      return {
        name: 'dependentSchema',
        content: code`{ property: ${literal(property)}, check: ${by(schema)} }`,
      };
    }
    case 'propertyNames':
      return { name: 'propertyNames', content: by(assertion.schema) };
    case 'unevaluatedProperties': {
      const evaluated = assertion.evaluated.map((part) => evaluatedKeys(part, context));
      return {
        name: 'unevaluatedProperties',
        content: code`{ evaluated: ${array(evaluated)}, check: ${by(assertion.schema)} }`,
      };
    }
    case 'unevaluatedItems': {
      const evaluated = assertion.evaluated.map((part) => evaluatedItems(part, context));
      return {
        name: 'unevaluatedItems',
        content: code`{ evaluated: ${array(evaluated)}, check: ${by(assertion.schema)} }`,
      };
    }
  }
}

const typedNames = { number: 'ifNumber', string: 'ifString', array: 'ifArray', object: 'ifObject' } as const;

function evaluatedKeys(part: EvaluatedProperties, context: CheckContext): Code {
  switch (part.kind) {
    case 'all':
      return code`'all'`;
    case 'names':
      return literal(part.names);
    case 'pattern':
      return context.patternOf(part.pattern) ?? code`'all'`;
    case 'when':
      return evaluatedWhen(part, context, evaluatedKeys);
  }
}

function evaluatedItems(part: EvaluatedItems, context: CheckContext): Code {
  switch (part.kind) {
    case 'all':
      return code`'all'`;
    case 'prefix':
      return numeral(part.count);
    case 'containing':
      return functionCheck(part.schema, context);
    case 'when':
      return evaluatedWhen(part, context, evaluatedItems);
  }
}

interface Conditional<Part> {
  readonly schema: Schema;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

function evaluatedWhen<Part>(
  { schema, whenTrue, whenFalse }: Conditional<Part>,
  context: CheckContext,
  write: (part: Part, context: CheckContext) => Code,
): Code {
  const parts = (each: readonly Part[]): Code => array(each.map((part) => write(part, context)));
  return code`{ check: ${functionCheck(schema, context)}, whenTrue: ${parts(whenTrue)}, whenFalse: ${parts(whenFalse)} }`;
}
