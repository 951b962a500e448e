/** Turns Arazzo criteria into one `Condition` that a response of the operation can fulfil. */
import type { Condition } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import { quote } from '../scope.ts';
import { childOf, itemsOf, type Source, textAt } from '../source.ts';
import { type Literal, parseAlternatives, parseCondition, parseSubject } from './condition-text.ts';
import {
  answerAt,
  type Extension,
  type OperationContext,
  partOf,
  reportExtension,
  reportOtherKeys,
  resolveModel,
} from './extension.ts';

/** Combines the criteria; reports and returns `null` where one of them can never hold. */
export function readCriteria(extension: Extension, key: string, context: OperationContext): Condition | null {
  const sources = itemsOf(childOf(extension.source, key));
  if (sources.length === 0) {
    reportExtension(extension, `${key} must be a list with at least one criterion.`, key);
    return null;
  }
  const conditions = sources.map((source) => readCriterion(partOf(extension, source), context));
  const known = conditions.filter((condition) => condition !== null);
  if (known.length < conditions.length) return null;
  return simplified({ kind: 'all', conditions: known }, context);
}

function readCriterion(extension: Extension, context: OperationContext): Condition | null {
  reportOtherKeys(extension, ['context', 'condition', 'type']);
  const written = writtenCondition(extension);
  return written === null ? null : checked(written, extension, context);
}

function writtenCondition(extension: Extension): Condition | null {
  const { source } = extension;
  const text = textAt(source, 'condition') ?? '';
  const { value: type = 'simple' } = childOf(source, 'type');
  if (type === 'regex') return regexCondition(extension, source, text);
  if (type !== 'simple') {
    reportExtension(extension, 'Only criteria of the types simple and regex are supported.', 'type');
    return null;
  }
  const condition = parseCondition(text);
  if (condition === null)
    reportExtension(
      extension,
      `${quote(text)} is not a condition such as "$response.body#/status == 'done'".`,
      'condition',
    );
  return condition;
}

function regexCondition(extension: Extension, source: Source, pattern: string): Condition | null {
  const subject = parseSubject(textAt(source, 'context') ?? '');
  const values = parseAlternatives(pattern);
  if (subject === null) {
    reportExtension(extension, 'A regex needs a context like "$response.body#/status".', 'context');
    return null;
  }
  if (values === null) {
    reportExtension(
      extension,
      `${quote(pattern)} must list plain texts, as "^(failed|cancelled)$" does.`,
      'condition',
    );
    return null;
  }
  if (subject.kind === 'body') return { kind: 'member', keys: subject.keys, values };
  const conditions = values.map((value): Condition => ({
    kind: 'status',
    operator: '==',
    value: Number(value),
  }));
  return { kind: 'any', conditions };
}

/** Replaces values by those of the schema; reports and returns `null` where the schema has no such value. */
function checked(condition: Condition, extension: Extension, context: OperationContext): Condition | null {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const conditions = condition.conditions.flatMap((one) => checked(one, extension, context) ?? []);
      return conditions.length < condition.conditions.length ? null : { ...condition, conditions };
    }
    case 'not': {
      const inner = checked(condition.condition, extension, context);
      return inner === null ? null : { ...condition, condition: inner };
    }
    case 'status':
      if (condition.value >= 100 && condition.value < 600) return condition;
      reportExtension(extension, `${condition.value} is not a status.`, 'condition');
      return null;
    case 'body': {
      const [value] = valuesIn(extension, { keys: condition.keys, values: [condition.value] }, context);
      return value === undefined ? null : { ...condition, value };
    }
    case 'member': {
      const values = valuesIn(extension, condition, context).filter((value) => typeof value === 'string');
      return values.length < condition.values.length ? null : { ...condition, values };
    }
  }
}

function valuesIn(
  extension: Extension,
  { keys, values }: { readonly keys: readonly string[]; readonly values: readonly Literal[] },
  { operation, lookup }: OperationContext,
): readonly Literal[] {
  const schema = answerAt(operation, keys, lookup);
  if (schema === null) {
    reportExtension(extension, `/${keys.join('/')} does not point to a property of the response.`);
    return [];
  }
  return values.flatMap((value) => {
    const known = valueOf(resolveModel(schema, lookup), value);
    if (known === undefined)
      reportExtension(extension, `${JSON.stringify(value)} is not a value of /${keys.join('/')}.`);
    return known === undefined ? [] : [known];
  });
}

/** Returns the value as the schema writes it; `undefined` if the schema does not have it. Null matches any absent value. */
function valueOf(schema: Schema, value: Literal): Literal | undefined {
  if (value === null) return null;
  switch (schema.kind) {
    case 'literal':
      return schema.value === value ? value : undefined;
    case 'enum':
      return memberLike(
        schema.members.map((member) => member.value),
        value,
      );
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === schema.kind ? value : undefined;
    case 'unknown':
      return value;
    case 'never':
    case 'null':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'union':
    case 'intersection':
    case 'refined':
    case 'model':
      return undefined;
  }
}

/** Arazzo ignores the case of texts; the schema contains the text that the server sends. */
function memberLike(members: readonly Literal[], value: Literal): Literal | undefined {
  if (members.includes(value)) return value;
  return members.find((member) => String(member).toLowerCase() === String(value).toLowerCase());
}

/** Flattens nesting, and removes the status of the only success beside conditions on its body. */
function simplified(condition: Condition, context: OperationContext): Condition {
  if (condition.kind !== 'all' && condition.kind !== 'any') return condition;
  const inner = condition.conditions
    .map((one) => simplified(one, context))
    .flatMap((one) => (one.kind === condition.kind ? one.conditions : [one]));
  const significant =
    condition.kind === 'all' && inner.some(({ kind }) => kind !== 'status')
      ? inner.filter((one) => !isOnlySuccess(one, context))
      : inner;
  const [only] = significant;
  return significant.length === 1 && only !== undefined
    ? only
    : { kind: condition.kind, conditions: significant };
}

function isOnlySuccess(condition: Condition, { operation }: OperationContext): boolean {
  const statuses = operation.responses.map(({ status }) => status).filter((status) => status.startsWith('2'));
  const isSuccess = condition.kind === 'status' && condition.operator === '==';
  return isSuccess && statuses.length === 1 && statuses[0] === String(condition.value);
}
