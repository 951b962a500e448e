/** The argument object of a call: its type, and the check that runs before anything is sent. */
import {
  code,
  docsOf,
  join,
  literal,
  member,
  notesOf,
  runtimeValue,
  type,
  value,
  type Code,
  type DocComment,
  type Operation,
  type Property,
  type Statement,
} from '../../generator/index.ts';
import { typeOfProperty, type TypeContext } from '../models/type-of-schema.ts';
import type { CheckContext } from '../validators/check-context.ts';
import { checkOfSchema } from '../validators/check-of-schema.ts';
import { patternReference, patternsValue } from '../validators/patterns.ts';
import { propertyLines } from '../validators/property-line.ts';
import { callProperties, type CallProperty } from './call-properties.ts';
import type { OperationContext } from './operation-context.ts';
import type { OperationSymbols } from './operation-symbols.ts';

/** The interface; nothing where the operation takes nothing. */
export function parameterTypes(
  operation: Operation,
  symbols: OperationSymbols,
  context: OperationContext,
): readonly Statement[] {
  if (symbols.parameters === null) return [];
  const typeContext: TypeContext = { ...context, direction: 'request' };
  const interfaceStatement: Statement = {
    kind: 'interface',
    name: symbols.parameters,
    exported: true,
    docs: { text: `What {@link ${context.nameOf(symbols.call)}} is called with.` },
    members: callProperties(operation).map((property) => ({
      kind: 'property',
      name: property.name,
      type: isBinaryBody(property)
        ? binaryType(property, context)
        : typeOfProperty(asProperty(property), typeContext),
      optional: !property.required,
      docs: docsOfCallProperty(property),
    })),
  };
  return [interfaceStatement];
}

/** Whether a call makes sense without its argument object. */
export function isOptional(operation: Operation): boolean {
  return callProperties(operation).every(({ required }) => !required);
}

/** `(value, out) => { … }`, a line for each parameter and braces for more than one; `null`: any value will do. */
export function parameterCheck(
  operation: Operation,
  symbols: OperationSymbols,
  context: OperationContext,
): Code | null {
  const checkContext: CheckContext = {
    ...context,
    isJudging: false,
    isClosed: () => false,
    checkOf: checkOfSchema,
    functionOf: () => null,
    patternOf: patternsOf(symbols),
  };
  const lines = callProperties(operation).flatMap((property) =>
    isBinaryBody(property)
      ? [binaryLine(property, context)]
      : propertyLines(asProperty(property), true, checkContext),
  );
  if (lines.length === 0) return null;
  const expression = lines.length === 1 ? lines.map(asExpression)[0] : null;
  return code`(value, out) => ${expression ?? code`{\n${join(lines, code`\n`)}\n}`}`;
}

/** A body may be a stream, which nothing inside of a value can be. */
function isBinaryBody({ parameter, schema }: CallProperty): boolean {
  return parameter === null && schema.kind === 'string' && schema.format === 'binary';
}

function binaryType({ required }: CallProperty, context: OperationContext): Code {
  const content = type(context.slots.runtime.name('BinaryContent'));
  return required ? content : code`${content} | undefined`;
}

function binaryLine({ name, required }: CallProperty, context: OperationContext): Code {
  const condition = required ? code`` : code`if (${member(code`value`, name)} !== undefined) `;
  return code`${condition}${runtimeValue('binaryContent', context)}(out, ${literal(name)}, ${member(code`value`, name)});`;
}

/** What stands before the semicolon of one plain call; `null` where there is an `if`, or several. */
function asExpression({ parts }: Code): Code | null {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : ''));
  const isPlain = !texts[0]?.startsWith('if ') && !texts.some((text) => text.includes('; '));
  return isPlain && texts.at(-1) === ';' ? { parts: parts.slice(0, -1) } : null;
}

/** Of the parameters, and of responses that are no model. */
export function patternsOf({ patterns }: OperationSymbols): CheckContext['patternOf'] {
  return (source) =>
    patterns === null ? null : patternReference(value(patterns.symbol), patterns.sources, source);
}

/** The regular expressions, each made once. */
export function patternStatements({ patterns }: OperationSymbols): readonly Statement[] {
  if (patterns === null) return [];
  return [
    {
      kind: 'const',
      name: patterns.symbol,
      exported: false,
      type: null,
      value: patternsValue(patterns.sources),
    },
  ];
}

/** A parameter as a property of the argument object; what the server assumes is not filled in. */
function asProperty({ name, required, schema, docs, place }: CallProperty): Property {
  return { name, required, schema, default: undefined, access: 'both', docs, place };
}

function docsOfCallProperty({ docs, schema, parameter, name }: CallProperty): DocComment | null {
  const isRenamed = parameter !== null && parameter.name !== name;
  const wire = isRenamed ? [`Sent as \`${parameter.name}\` (${parameter.location}).`] : [];
  return docsOf(docs, [...notesOf(schema, parameter?.default), ...wire]);
}
