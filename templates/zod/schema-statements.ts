/** The constants with the schemas of models, and those that convert numbers and strings. */
import {
  call,
  code,
  generic,
  runtimeType,
  runtimeValue,
  type,
  unrefined,
  value,
  type Code,
  type PlannedSymbol,
  type RenderContext,
  type Representation,
  type Statement,
} from '../../generator/index.ts';
import { formatCall, schemaCode, z } from './schema-code.ts';
import type { Conversions, DeclaredSchemas, SchemaSymbols } from './schema-symbols.ts';

export interface StatementContext {
  readonly symbols: DeclaredSchemas;
  readonly context: RenderContext;
}

/** The code of each schema, by its id; schemas without one are left out. */
export type StatedSchemas = ReadonlyMap<string, StatedSchema>;

interface StatedSchema {
  readonly code: Code;
  /** True if zod validates it, and not the validator of the package. */
  readonly isNative: boolean;
}

/**
 * Finds the schemas that zod can express. The others are validated by the validator of their model.
 *
 * A nested model has no validator of its own, so the models around it are validated by theirs.
 */
export function statedSchemas(symbols: DeclaredSchemas, context: RenderContext): StatedSchemas {
  const stated = new Map([...symbols.schemas.values()].map((each) => [each.id, stateSchema(each)] as const));
  function stateSchema(schema: SchemaSymbols): StatedSchema | null {
    return nativeSchema(schema, () => true) ?? delegatedSchema(schema, context);
  }
  function nativeSchema(
    schema: SchemaSymbols,
    isStated: (target: SchemaSymbols) => boolean,
  ): StatedSchema | null {
    const { model, direction } = schema;
    const targetOf = (id: string): SchemaSymbols | undefined =>
      symbols.schemaOf(context.model(id), direction);
    const found = schemaCode(model.schema, {
      context,
      direction,
      schemaOf: (id) => {
        const target = targetOf(id);
        return target === undefined || !isStated(target) ? null : target.name;
      },
      isLater: (id) => {
        const target = targetOf(id);
        return target !== undefined && symbols.isLater(schema, target);
      },
      isDeferred: false,
      conversionOf: ({ representation }) => symbols.conversions.names[representation],
    });
    return found === null ? null : { code: found, isNative: true };
  }
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const schema of symbols.schemas.values()) {
      if (stated.get(schema.id)?.isNative !== true) continue;
      const again = nativeSchema(schema, ({ id }) => stated.get(id) !== null);
      if (again !== null) continue;
      stated.set(schema.id, delegatedSchema(schema, context));
      isChanged = true;
    }
  }
  return new Map([...stated].flatMap(([id, each]) => (each === null ? [] : [[id, each]])));
}

/** `z.custom<Contact.Wire>().transform(parsedBy(Contact))`; `null`: no validator accepts such values. */
function delegatedSchema({ model, direction }: SchemaSymbols, context: RenderContext): StatedSchema | null {
  const isInput = direction === 'request' && model.usage.response;
  const validator = isInput ? null : validatorOf(model, context);
  if (validator === null) return null;
  const wire = type(context.slots.model.type(model, 'wire'));
  const parse = call(runtimeValue('parsedBy', context), [value(validator)]);
  return { code: code`${z}.custom<${wire}>().transform(${parse})`, isNative: false };
}

/** Nested models have none. */
function validatorOf(model: SchemaSymbols['model'], { slots }: RenderContext): PlannedSymbol | null {
  try {
    return slots.validator.validator(model);
  } catch {
    return null;
  }
}

export function schemaStatements(
  schema: SchemaSymbols,
  stated: StatedSchemas,
  { context }: StatementContext,
): readonly Statement[] {
  const { id, model, direction, name } = schema;
  const found = stated.get(id);
  if (found === undefined) {
    const { qualifiedNameOf, report, slots } = context;
    const typeName = qualifiedNameOf(slots.model.type(model, direction));
    if (model.parent === null)
      report({
        code: 'CW4012',
        message: `No zod schema of \`${typeName}\` as callers send it`,
        place: model.place,
      });
    return [];
  }
  const symbol = context.slots.model.type(model, direction);
  return [
    {
      kind: 'const',
      name,
      exported: true,
      docs: { text: `Schema of {@link ${context.qualifiedNameOf(symbol)}}.` },
      type: schemaType(schema, found, context),
      value: found.code,
    },
  ];
}

/** `ObjectSchema<Product>`, with the type of its input where it differs. */
function schemaType(
  { model, direction }: SchemaSymbols,
  { isNative }: StatedSchema,
  context: RenderContext,
): Code {
  const { slots } = context;
  const output = slots.model.type(model, direction);
  const input = direction === 'response' || !isNative ? slots.model.type(model, 'wire') : output;
  const types = input.identity === output.identity ? [output] : [output, input];
  const body = unrefined(model.schema);
  const isObject =
    isNative &&
    body.kind === 'object' &&
    (body.rest === null || (body.rest.kind === 'never' && body.patterns.length === 0));
  const given = types.map(type);
  if (isObject && direction === 'request')
    return code`${runtimeType('InputSchema', context)}<${type(output)}>`;
  if (isObject) return generic(runtimeType('ObjectSchema', context), given);
  if (types.length === 1) return generic(code`${z}.ZodType`, [...given, ...given]);
  // With defaults inside, zod allows `undefined`, which the JSON of the server never has.
  return generic(code`${z}.ZodType`, isNative ? [type(output)] : given);
}

/** Each accepts the JSON value. */
export function conversionStatements({ names }: Conversions, context: RenderContext): readonly Statement[] {
  const { int64: integers = 'number', dateTime: times = 'string' } = context.api.types ?? {};
  const integer = code`${z}.int()`;
  const time = code`${z}.string()${formatCall('date-time', { context })}`;
  const state = (
    name: Representation,
    types: readonly [output: Code, input: Code],
    content: Code,
  ): Statement => ({
    kind: 'const',
    name: names[name],
    exported: true,
    internal: true,
    type: code`${z}.ZodType<${types[0]}, ${types[1]}>`,
    value: content,
  });
  const number = code`number | bigint`;
  const long = (convert: Code): Code => code`${z}.union([${integer}, ${z}.bigint()]).transform(${convert})`;
  const int64 = {
    bigint: [state('bigint', [code`bigint`, number], long(code`(value) => BigInt(value)`))],
    string: [state('text', [code`string`, number], long(code`(value) => String(value)`))],
    number: [],
  };
  const dateTime = {
    Date: [state('date', [code`Date`, code`string`], code`${time}.transform((text) => new Date(text))`)],
    Temporal: [
      state(
        'instant',
        [runtimeType('Instant', context), code`string`],
        code`${time}.transform((text) => ${runtimeValue('asInstant', context)}(text))`,
      ),
    ],
    string: [],
  };
  return [...int64[integers], ...dateTime[times]];
}
