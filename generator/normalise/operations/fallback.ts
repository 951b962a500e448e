/** Turns `fallback` of `x-long-poll` into the operation that reads the same thing at once. */
import type { Fallback, Operation, Parameter } from '../../api/api.ts';
import { shapeText } from '../../api/hash.ts';
import { quote } from '../reference.ts';
import { childOf, objectOf, textAt, writtenEntriesOf } from '../source.ts';
import { partOf, reportExtension, reportOtherKeys, type Extension } from './extension.ts';
import { successSchema, type Waiting } from './answer-values.ts';

/** `null`: there is none, or it cannot stand in for the long-poll and was reported. */
export function readFallback(extension: Extension, waiting: Waiting): Fallback | null {
  const source = childOf(extension.source, 'fallback');
  if (source.value === undefined) return null;
  const isObject = objectOf(source) !== null;
  const id = isObject ? textAt(source, 'operationId') : textAt(extension.source, 'fallback');
  if (isObject) reportOtherKeys(partOf(extension, source), ['operationId', 'parameters']);
  const target = targetOf(id, waiting);
  const problem = problemOf(target, waiting.operation);
  if (target === undefined || problem !== null) {
    reportExtension(
      extension,
      `The fallback ${quote(id ?? '')} ${problem ?? 'is not an operation'}.`,
      'fallback',
    );
    return null;
  }
  const parameters = readParameters(partOf(extension, source), target, waiting.operation);
  return parameters === null ? null : { operation: target.id, parameters };
}

/** Of several operations with that operationId, none of which the ledger knows by it, the only one that fits. */
function targetOf(id: string | null, { operation, operations, sources }: Waiting): Operation | undefined {
  const known = operations.find((one) => one.id === id);
  if (known !== undefined) return known;
  const written = operations.filter((one) => {
    const source = sources.get(one.id);
    return source !== undefined && textAt(source, 'operationId')?.trim() === id;
  });
  const [first, ...others] = written.filter((one) => problemOf(one, operation) === null);
  return others.length === 0 ? (first ?? written[0]) : undefined;
}

/** It has to answer the same model: its result takes the place of the long-poll's. */
function problemOf(target: Operation | undefined, own: Operation): string | null {
  if (target === undefined) return 'is not an operation';
  const [wanted, given] = [successSchema(own), successSchema(target)];
  const isSame = wanted !== null && given !== null && shapeText(wanted) === shapeText(given);
  return isSame ? null : 'does not answer the same model';
}

type Mapping = Fallback['parameters'][number];

/** What is written, and for all others the parameter of the same name. */
function readParameters(extension: Extension, target: Operation, own: Operation): readonly Mapping[] | null {
  const written = writtenEntriesOf(childOf(extension.source, 'parameters'));
  const unknown = written.filter(([name]) => !target.parameters.some((one) => one.name === name));
  for (const [name] of unknown)
    reportExtension(extension, `The fallback has no parameter ${quote(name)}.`, 'parameters');
  const expressions = new Map(written.map(([name, { value }]) => [name, value]));
  const mappings = target.parameters.map((to) => mappingOf(to, expressions.get(to.name), own));
  const missing = target.parameters.filter((to, index) => to.required && mappings[index] === null);
  const wrong = written.filter(([name]) =>
    target.parameters.some((to, index) => to.name === name && mappings[index] === null),
  );
  for (const name of new Set([...missing.map((one) => one.name), ...wrong.map(([one]) => one)])) {
    reportExtension(
      extension,
      `The parameter ${quote(name)} of the fallback needs one of the operation with the same schema, as "$request.path.id".`,
      'parameters',
    );
  }
  if (unknown.length + missing.length + wrong.length > 0) return null;
  return mappings.filter((mapping) => mapping !== null);
}

function mappingOf(to: Parameter, expression: unknown, own: Operation): Mapping | null {
  const from = expression === undefined ? sameName(to, own) : parameterAt(expression, own);
  if (from === undefined || shapeText(from.schema) !== shapeText(to.schema)) return null;
  return { to: nameOf(to), from: nameOf(from) };
}

function sameName({ name, location }: Parameter, own: Operation): Parameter | undefined {
  const candidates = own.parameters.filter((one) => one.name === name);
  return candidates.find((one) => one.location === location) ?? candidates[0];
}

/** A runtime expression of Arazzo: `$request.path.id`. */
function parameterAt(expression: unknown, own: Operation): Parameter | undefined {
  const found = /^\$request\.(?<location>path|query|header)\.(?<name>.+)$/.exec(String(expression))?.groups;
  return own.parameters.find((one) => one.location === found?.['location'] && one.name === found['name']);
}

function nameOf({ name, location }: Parameter): Mapping['to'] {
  return { name, location };
}
