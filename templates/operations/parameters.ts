/** The argument object of a call: its type, and the check that runs before anything is sent. */
import {
  code,
  type,
  value,
  type Code,
  type DocComment,
  type Operation,
  type Property,
  type Statement,
} from '../../generator/index.ts';
import { docsOf, notesOf } from '../models/docs.ts';
import { typeOfProperty, type TypeContext } from '../models/type-of-schema.ts';
import { checkOfSchema, runtime, type CheckContext } from '../validators/check-of-schema.ts';
import { patternReference, patternsValue } from '../validators/patterns.ts';
import { propertyLine } from '../validators/property-line.ts';
import { callProperties, type CallProperty } from './call-properties.ts';
import type { OperationContext } from './operation-context.ts';
import type { OperationSymbols } from './operation-symbols.ts';

/** The interface, the check, and the patterns that it needs; nothing where the operation takes nothing. */
export function parameterStatements(
  operation: Operation,
  symbols: OperationSymbols,
  context: OperationContext,
): { readonly types: readonly Statement[]; readonly checks: readonly Statement[] } {
  if (symbols.parameters === null) return { types: [], checks: [] };
  const properties = callProperties(operation);
  const typeContext: TypeContext = { ...context, direction: 'request' };
  const interfaceStatement: Statement = {
    kind: 'interface',
    name: symbols.parameters.type,
    exported: true,
    members: properties.map((property) => ({
      kind: 'property',
      name: property.name,
      type: typeOfProperty(asProperty(property), typeContext),
      optional: !property.required,
      docs: docsOfCallProperty(property),
    })),
  };
  const check: Statement = {
    kind: 'function',
    name: symbols.parameters.check,
    exported: false,
    parameters: [
      { name: code`value`, type: code`unknown` },
      { name: code`out`, type: type(context.slots.runtime.name('Context')) },
    ],
    returns: code`void`,
    body: checkBody(properties, symbols, context),
  };
  return { types: [interfaceStatement], checks: [check, ...patternStatement(symbols)] };
}

/** Whether a call makes sense without its argument object. */
export function isOptional(operation: Operation): boolean {
  return callProperties(operation).every(({ required }) => !required);
}

function checkBody(
  properties: readonly CallProperty[],
  symbols: OperationSymbols,
  context: OperationContext,
): readonly Code[] {
  if (symbols.parameters === null) return [];
  const checkContext: CheckContext = {
    ...context,
    checkOf: checkOfSchema,
    patternOf: (source) =>
      symbols.patterns === null
        ? null
        : patternReference(value(symbols.patterns.symbol), symbols.patterns.sources, source),
  };
  const lines = properties.map((property) => propertyLine(asProperty(property), checkContext));
  return [
    code`if (!${runtime('object', context)}<${type(symbols.parameters.type)}>(value, out)) return;`,
    ...lines.filter((line) => line.parts.length > 0),
  ];
}

function patternStatement({ patterns }: OperationSymbols): readonly Statement[] {
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
