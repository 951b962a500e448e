/** The function that checks one shape: a line for each property, in the order of the type. */
import {
  code,
  literal,
  type,
  value,
  type Code,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type Statement,
  type UnionSchema,
} from '../../generator/index.ts';
import { propertyCheck, runtime, type CheckContext } from './check-of-schema.ts';
import { propertyLine } from './property-line.ts';
import type { ValidatorSymbols } from './validator-symbols.ts';

/** `function checkPet(value: unknown, out: Context): void` */
export function checkStatement(
  model: Model,
  { check, isShared }: ValidatorSymbols,
  context: CheckContext,
): Statement {
  return {
    kind: 'function',
    name: check,
    exported: isShared,
    internal: true,
    parameters: [
      { name: code`value`, type: code`unknown` },
      { name: code`out`, type: type(context.slots.runtime.name('Context')) },
    ],
    returns: code`void`,
    body: checkBody(model, context),
  };
}
function checkBody(model: Model, context: CheckContext): readonly Code[] {
  const { schema } = model;
  if (schema.kind === 'object') return objectBody(model, schema, context);
  const tagged = schema.kind === 'union' ? taggedBody(schema, context) : null;
  if (tagged !== null) return tagged;
  return [code`${runtime('whole', context)}(value, out, ${wholeCheck(model, schema, context)});`];
}

function wholeCheck(model: Model, schema: Schema, context: CheckContext): Code {
  const values = context.slots.model.values(model);
  if (values === null) return propertyCheck(schema, context);
  return code`(out, key, item) => ${runtime('member', context)}(out, key, item, ${value(values)})`;
}

function objectBody(model: Model, schema: ObjectSchema, context: CheckContext): readonly Code[] {
  const received = context.slots.model.type(model, 'response');
  const sent = context.slots.model.type(model, 'request');
  const shape = received.identity === sent.identity ? type(received) : code`${type(received)}, ${type(sent)}`;
  const lines = schema.properties
    .filter((property) => isInType(property, model))
    .map((property) => propertyLine(property, context));
  return [
    code`if (!${runtime('object', context)}<${shape}>(value, out)) return;`,
    ...lines.filter((line) => line.parts.length > 0),
    ...restLines(schema, context),
    ...sizeLines(schema, context),
  ];
}

/** What only the other side sends is no member of the type, where values go one way. */
function isInType({ access }: Property, { usage }: Model): boolean {
  if (access === 'both' || (usage.request && usage.response)) return true;
  return access === (usage.request ? 'write' : 'read');
}

/** Keys beyond the declared ones: refused only in what we send, checked where they have a type. */
function restLines(schema: ObjectSchema, context: CheckContext): readonly Code[] {
  const { rest } = schema;
  if (rest === null || rest.kind === 'unknown') return [];
  const declared = literal(schema.properties.map(({ name }) => name));
  const call = code`${runtime('rest', context)}(value, out, ${declared}, ${propertyCheck(rest, context)});`;
  return rest.kind === 'never' ? [code`if (out.direction === 'request') ${call}`] : [call];
}

function sizeLines({ limits }: ObjectSchema, context: CheckContext): readonly Code[] {
  if (Object.keys(limits).length === 0) return [];
  return [code`${runtime('size', context)}(value, out, ${literal({ ...limits })});`];
}

/** A union that has a tag: one case an alternative. */
function taggedBody(schema: UnionSchema, context: CheckContext): readonly Code[] | null {
  const { discriminator, members } = schema;
  if (discriminator === null) return null;
  const cases = members.flatMap((alternative, index) => {
    const tags = discriminator.mapping.filter((mapped) => mapped.member === index);
    if (alternative.kind !== 'model' || tags.length === 0) return [];
    const labels = tags.map((mapped) => code`case ${literal(mapped.value)}:\n`);
    const check = value(context.slots.validator.check(context.model(alternative.model)));
    return [code`${labels.reduce((all, label) => code`${all}${label}`)}return ${check}(value, out);\n`];
  });
  if (cases.length !== members.length) return null;
  const tag = code`${runtime('own', context)}(value, ${literal(discriminator.property)})`;
  const known = literal(
    `one of ${discriminator.mapping.map((mapped) => JSON.stringify(mapped.value)).join(', ')}`,
  );
  const otherwise = code`default:\nreturn ${runtime('report', context)}(out, [${literal(discriminator.property)}], ${known}, ${tag});\n`;
  return [
    code`if (!${runtime('object', context)}<Record<string, unknown>>(value, out)) return;`,
    code`switch (${tag}) {\n${cases.reduce((all, each) => code`${all}${each}`)}${otherwise}}`,
  ];
}
