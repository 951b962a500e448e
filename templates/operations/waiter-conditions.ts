/** Acceptors: the code that looks at an answer, and the type of an answer that it lets pass. */
import {
  code,
  isIdentifier,
  join,
  key,
  literal,
  member,
  numeral,
  unrefined,
  type Acceptor,
  type Code,
  type Condition,
  type Operation,
  type Schema,
} from '../../generator/index.ts';
import { successes } from './contents.ts';
import { typeOfContent } from './decoders.ts';
import type { OperationContext } from './operation-context.ts';

/** An operation whose answers are looked at. */
export interface Answers {
  readonly operation: Operation;
  readonly context: OperationContext;
}

/** `{ state: 'retry', onStatus: (status) => status === 404, limit: 3 }` */
export function acceptorCode(acceptor: Acceptor, answers: Answers): Code {
  const { state, condition, limit, reason } = acceptor;
  const members = [
    code`state: ${literal(state)}`,
    conditionMember(condition, answers),
    ...(limit === null ? [] : [code`limit: ${numeral(limit)}`]),
    ...(reason === null ? [] : [code`reason: (result) => ${reach(reason, answers)}`]),
  ];
  return code`{ ${join(members, code`, `)} }`;
}

function conditionMember(condition: Condition, answers: Answers): Code {
  const test = testOf(condition, answers);
  const { status, body } = subjectsOf(condition);
  if (!body) return code`onStatus: (status) => ${test}`;
  return status ? code`when: (result, status) => ${test}` : code`when: (result) => ${test}`;
}

interface Subjects {
  readonly status: boolean;
  readonly body: boolean;
}

function subjectsOf(condition: Condition): Subjects {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const all = condition.conditions.map(subjectsOf);
      return { status: all.some(({ status }) => status), body: all.some(({ body }) => body) };
    }
    case 'not':
      return subjectsOf(condition.condition);
    case 'status':
      return { status: true, body: false };
    case 'body':
    case 'member':
      return { status: false, body: true };
  }
}

function testOf(condition: Condition, answers: Answers): Code {
  const within = (inner: Condition): Code => testOf(inner, answers);
  switch (condition.kind) {
    case 'all':
      return code`(${join(condition.conditions.map(within), code` && `)})`;
    case 'any':
      return code`(${join(condition.conditions.map(within), code` || `)})`;
    case 'not':
      return code`!(${within(condition.condition)})`;
    case 'status':
      return compared(code`status`, condition);
    case 'body':
      return comparedValue(reach(condition.keys, answers), condition);
    case 'member': {
      const value = reach(condition.keys, answers);
      const tests = condition.values.map((each) => code`${value} === ${literal(each)}`);
      return code`(${join(tests, code` || `)})`;
    }
  }
}

type Compared = Pick<Extract<Condition, { kind: 'body' }>, 'operator' | 'value'>;

/** What is absent equals `null`, and is neither less nor more than anything. */
function comparedValue(subject: Code, condition: Compared): Code {
  const isOrdered = condition.operator !== '==' && condition.operator !== '!=';
  if (isOrdered) return compared(code`(${subject} ?? Number.NaN)`, condition);
  return compared(condition.value === null ? code`(${subject} ?? null)` : subject, condition);
}

function compared(subject: Code, { operator, value }: Compared): Code {
  const right = literal(value);
  switch (operator) {
    case '==':
      return code`${subject} === ${right}`;
    case '!=':
      return code`${subject} !== ${right}`;
    case '<':
      return code`${subject} < ${right}`;
    case '<=':
      return code`${subject} <= ${right}`;
    case '>':
      return code`${subject} > ${right}`;
    case '>=':
      return code`${subject} >= ${right}`;
  }
}

/** `result.job?.status` */
export function reach(keys: readonly string[], { operation, context }: Answers): Code {
  const [content] = successes(operation).flatMap((response) => response.content);
  let object = code`result`;
  let schema = content?.schema;
  let isSafe = true;
  for (const step of keys) {
    object = isSafe ? member(object, step) : optionalMember(object, step);
    const property = schema === undefined ? undefined : propertyOf(schema, step, context);
    isSafe &&= property?.isThere ?? false;
    schema = property?.schema;
  }
  return object;
}

/** `member` says how the name is written. */
function optionalMember(object: Code, step: string): Code {
  const way = member(code``, step);
  return isIdentifier(step) ? code`${object}?${way}` : code`${object}?.${way}`;
}

interface Reached {
  readonly schema: Schema;
  readonly isThere: boolean;
}

function propertyOf(schema: Schema, name: string, context: OperationContext): Reached | undefined {
  const object = resolved(schema, context);
  if (object.kind !== 'object') return undefined;
  const found = object.properties.find((one) => one.name === name);
  if (found === undefined) return undefined;
  const isThere = (found.required || found.default !== undefined) && !mayBeNull(found.schema, context);
  return { schema: found.schema, isThere };
}

/** Aliases of models that are followed at most. */
const mostAliases = 16;

function resolved(schema: Schema, context: OperationContext): Schema {
  let current = schema;
  for (let step = 0; step < mostAliases; step += 1) {
    const next = current.kind === 'model' ? context.model(current.model).schema : someOf(unrefined(current));
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** What a value is when it is not null. */
function someOf(schema: Schema): Schema {
  if (schema.kind !== 'union') return schema;
  const [only, ...others] = schema.members.filter(({ kind }) => kind !== 'null');
  return only !== undefined && others.length === 0 ? only : schema;
}

function mayBeNull(schema: Schema, context: OperationContext): boolean {
  if (schema.kind === 'model') {
    const target = unrefined(context.model(schema.model).schema);
    return target.kind === 'union' && target.members.some(({ kind }) => kind === 'null');
  }
  return (
    schema.kind === 'null' || (schema.kind === 'union' && schema.members.some(({ kind }) => kind === 'null'))
  );
}

/** What the operation answers when there is something to tell. */
export function waiterResult({ operation, context }: Answers): Code {
  const types = successes(operation).flatMap(({ content }) =>
    content.map((each) => typeOfContent(each, context)),
  );
  return types.length === 0 ? code`undefined` : unionOf(types);
}

/** The answers with one of these states. */
export function stateType(answers: Answers, path: readonly string[], states: readonly string[]): Code {
  return narrowed(waiterResult(answers), [{ keys: path, values: states }]);
}

/** The answers that an acceptor lets pass; of an error, nothing but its status is looked at. */
export function acceptedType({ condition }: Acceptor, answers: Answers): Code {
  const result = waiterResult(answers);
  if (subjectsOf(condition).body) return narrowed(result, equalities(condition));
  if (condition.kind !== 'status' || condition.operator !== '==') return code`${result} | undefined`;
  const response = successes(answers.operation).find(({ status }) => status === String(condition.value));
  const types = (response?.content ?? []).map((content) => typeOfContent(content, answers.context));
  return types.length === 0 ? code`undefined` : unionOf(types);
}

interface Equality {
  readonly keys: readonly string[];
  readonly values: readonly (string | number | boolean)[];
}

/** What is known of a body for which the condition holds. */
function equalities(condition: Condition): readonly Equality[] {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.flatMap(equalities);
    case 'member':
      return [condition];
    case 'body': {
      const { keys, operator, value } = condition;
      return operator === '==' && value !== null ? [{ keys, values: [value] }] : [];
    }
    default:
      return [];
  }
}

/** `WorkflowExecution & { readonly status: 'completed' }` */
function narrowed(result: Code, all: readonly Equality[]): Code {
  const parts = all.map(({ keys, values }) => {
    const known = unionOf(values.map((each) => literal(each)));
    return keys.reduceRight((inner, step) => code`{ readonly ${key(step)}: ${inner} }`, known);
  });
  return parts.length === 0 ? result : code`(${result}) & ${join(parts, code` & `)}`;
}

/** Each type once. */
export function unionOf(types: readonly Code[]): Code {
  return join([...new Map(types.map((each) => [JSON.stringify(each), each])).values()], code` | `);
}
