/** Validates the schemas of one operation that are not models: the argument of its call, lists in its responses. */
import {
  block,
  code,
  generic,
  join,
  literal,
  member,
  runtimeType,
  regularExpression,
  runtimeValue,
  value,
  type CallProperty,
  type Code,
  type InlineResponse,
  type InlineSchemas,
  type InlineValidators,
  type Property,
  type RenderContext,
  type Schema,
  type Statement,
} from '../../generator/index.ts';
import type { CheckContext, ValidatorContext } from './check-context.ts';
import { changesOfValue } from './changes.ts';
import { convertedValue } from './conversions.ts';
import { functionCheck, inParts, propertyLines } from './check-functions.ts';
import { validatorCall } from './model-validators.ts';
import { collectPatterns, patternReference, patternsValue, type Patterns } from './patterns.ts';

/** Contract `inline` of the slot. `checkOf` is the replaceable part of the template. */
export function inlineValidators(
  schemas: InlineSchemas,
  checkOf: CheckContext['checkOf'],
  context: ValidatorContext,
): InlineValidators {
  const { parameters, bodies = [], responses, shared } = schemas;
  const patterns = collectPatterns(
    [...parameters, ...bodies.flat(), ...responses].map(({ name, schema }) => [name, schema] as const),
    (id) => context.model(id).schema,
  );
  const used = new Set<string>();
  const checkContext = inlineContext(checkOf, context, (source) => {
    if (patterns.size === 0) return null;
    used.add(source);
    return patternReference(value(shared), patterns, source);
  });
  const validators = responses.map((response) => responseStatement(response, checkContext));
  const sentContext = { ...checkContext, readsNulls: false };
  const check = parameterCheck(parameters, sentContext);
  const bodyChecks = bodies.map((body) => parameterCheck(body, sentContext));
  // The patterns of a model may be tested by the model's own validator alone.
  const own = new Map([...patterns].filter(([source]) => used.has(source)));
  const statements = [...validators, ...patternStatements(own, schemas, context)];
  return { statements, parameters: check, bodies: bodyChecks };
}

/** Contract `encode` of the slot: changes a copy of the value to what is sent. */
export function encodeFunction(
  schema: Schema,
  checkOf: CheckContext['checkOf'],
  context: ValidatorContext,
): Code | null {
  if (schema.kind === 'model') {
    const write = context.functions.write(context.model(schema.model));
    if (write !== null) return value(write);
  }
  const patternOf = (source: string): Code => regularExpression(source, context);
  const inner = changesOfValue(schema, 'request', inlineContext(checkOf, context, patternOf));
  const replaced = convertedValue(schema, code`value`, { direction: 'request', context });
  if (inner.length === 0) return replaced === null ? null : code`(value) => ${replaced}`;
  const result = replaced === null ? null : code`return ${replaced};`;
  return code`(value) => ${block([...inner, result])}`;
}

/** The functions of inline schemas are written where they are used. */
function inlineContext(
  checkOf: CheckContext['checkOf'],
  context: ValidatorContext,
  patternOf: CheckContext['patternOf'],
): CheckContext {
  return {
    ...context,
    isInsideAssertion: false,
    readsNulls: context.api.nulls === 'absent',
    isClosed: () => false,
    functionOf: () => null,
    checkOf,
    patternOf,
  };
}

/** `const listResponse: Validator<Pet[]> = validator(…)` */
function responseStatement({ schema, validator }: InlineResponse, context: CheckContext): Statement {
  const { typeOf } = context.slots.model;
  const received = typeOf(schema, 'response', context);
  const wire = typeOf(schema, 'wire', context);
  const isSame = JSON.stringify(received) === JSON.stringify(wire);
  const changes = changesOfValue(schema, 'response', context);
  const fill = changes.length === 0 ? null : code`(value) => ${block(changes)}`;
  return {
    kind: 'const',
    name: validator,
    exported: false,
    type: generic(runtimeType('Validator', context), isSame ? [received] : [received, wire]),
    value: validatorCall({ schema, check: functionCheck(schema, context), fill }, context),
  };
}

/** Regular expressions of the operation, each compiled once. */
function patternStatements(
  patterns: Patterns,
  { shared }: InlineSchemas,
  context: RenderContext,
): readonly Statement[] {
  if (patterns.size === 0) return [];
  return [
    { kind: 'const', name: shared, exported: false, type: null, value: patternsValue(patterns, context) },
  ];
}

/** `(value, out) => { … }`, one statement for each parameter; `null`: any value is valid. */
function parameterCheck(properties: readonly CallProperty[], context: CheckContext): Code | null {
  const lines = properties.flatMap((property) =>
    isBinaryBody(property)
      ? [binaryLine(property, context)]
      : propertyLines(asProperty(property), true, context),
  );
  if (lines.length === 0) return null;
  const expression = lines.length === 1 ? lines.map(asExpression)[0] : null;
  return code`(value, out) => ${expression ?? code`{\n${join(inParts(lines), code`\n`)}\n}`}`;
}

/** A body may be a stream; no other value may. */
function isBinaryBody({ parameter, schema }: CallProperty): boolean {
  return parameter === null && schema.kind === 'string' && schema.format === 'binary';
}

function binaryLine({ name, required }: CallProperty, context: CheckContext): Code {
  const item = member(code`value`, name);
  const condition = required ? null : code`if (${item} !== undefined) `;
  return code`${condition}${runtimeValue('binaryContent', context)}(out, ${literal(name)}, ${item});`;
}

/** The one call without its semicolon; `null`: there is an `if`, or more than one statement. */
function asExpression({ parts }: Code): Code | null {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : ''));
  const isPlain = !texts[0]?.startsWith('if ') && !texts.some((text) => text.includes('; '));
  return isPlain && texts.at(-1) === ';' ? { parts: parts.slice(0, -1) } : null;
}

/** The server assumes defaults of parameters, so they are not filled in. */
function asProperty({ name, required, schema, docs, place }: CallProperty): Property {
  return { name, required, schema, default: undefined, access: 'both', docs, place };
}
