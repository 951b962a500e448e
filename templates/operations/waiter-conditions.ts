/** Acceptors: the code that looks at an answer, and the type of an answer that it lets pass. */
import {
  type Acceptor,
  code,
  type Code,
  type Condition,
  identifier,
  isIdentifier,
  isInherited,
  join,
  key,
  literal,
  numeral,
  object,
  type Operation,
  ownMember,
  type Property,
  type RenderContext,
  type Schema,
  union,
  unrefined,
  withoutNull,
} from '../../generator/index.ts';
import { successes } from './contents.ts';
import { typeOfContent } from './decoders.ts';
import { plainSchema } from './representations.ts';

/** An operation whose answers are looked at. */
export interface Answers {
  readonly operation: Operation;
  readonly context: RenderContext;
}

/** `{ state: 'retry', onStatus: (status) => status === 404, limit: 3 }` */
export function acceptorCode(acceptor: Acceptor, answers: Answers): Code {
  const { state, condition, limit, reason } = acceptor;
  const members = [
    code`state: ${literal(state)}`,
    conditionMember(condition, answers),
    limit === null ? null : code`limit: ${numeral(limit)}`,
    reason === null ? null : code`reason: (result) => ${resultPath(reason, answers)}`,
  ];
  return object(members);
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
      return comparedValue(resultPath(condition.keys, answers), condition);
    case 'member': {
      const value = resultPath(condition.keys, answers);
      const tests = condition.values.map((each) => code`${value} === ${literal(each)}`);
      return code`(${join(tests, code` || `)})`;
    }
  }
}

type Compared = Pick<Extract<Condition, { kind: 'body' }>, 'operator' | 'value'>;

/** An absent value equals `null`, and is neither less nor greater than any value. */
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
export function resultPath(keys: readonly string[], { operation, context }: Answers): Code {
  const [content] = successes(operation).flatMap((response) => response.content);
  return memberPath({ name: 'result', schema: content?.schema }, keys, context);
}

/** Returns the content of a success with a value. */
export function waiterResult({ operation, context }: Answers): Code {
  const types = successes(operation).flatMap(({ content }) =>
    content.map((each) => typeOfContent(each, context)),
  );
  return types.length === 0 ? code`undefined` : union(types);
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
  return types.length === 0 ? code`undefined` : union(types);
}

interface Equality {
  readonly keys: readonly string[];
  readonly values: readonly (string | number | boolean)[];
}

/** Returns the type of a body for which the condition holds. */
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
    // A status, an alternative or a negation fixes no value of the body.
    case 'status':
    case 'any':
    case 'not':
      return [];
  }
}

/** `WorkflowExecution & { readonly status: 'completed' }` */
function narrowed(result: Code, all: readonly Equality[]): Code {
  const parts = all.map(({ keys, values }) => {
    const known = union(values.map((each) => literal(each)));
    return keys.reduceRight((inner, step) => code`{ readonly ${key(step)}: ${inner} }`, known);
  });
  return parts.length === 0 ? result : code`(${result}) & ${join(parts, code` & `)}`;
}

/** Variable that the path starts at, and the schema of its value if known. */
interface Start {
  readonly name: 'result' | 'page' | 'item';
  readonly schema: Schema | undefined;
}

/** `result.job?.status` */
export function memberPath({ name, schema }: Start, keys: readonly string[], context: RenderContext): Code {
  let path = identifier(name);
  let isSure = true;
  let holder = schema;
  for (const step of keys) {
    path = isSure || isInherited(step) ? ownMember(path, step, context) : optionalMember(path, step);
    const property = holder === undefined ? undefined : propertyOf(holder, step, context);
    isSure = property !== undefined && isAlwaysThere(property, context);
    holder = property?.schema;
  }
  return path;
}

/** Schema at the end of the path; `undefined`: a key names no property. */
export function schemaAt(
  schema: Schema,
  keys: readonly string[],
  context: RenderContext,
): Schema | undefined {
  return keys.reduce<Schema | undefined>(
    (holder, step) => (holder === undefined ? undefined : propertyOf(holder, step, context)?.schema),
    schema,
  );
}

function propertyOf(schema: Schema, name: string, context: RenderContext): Property | undefined {
  const object = plainSchema(schema, context);
  return object.kind === 'object' ? object.properties.find((one) => one.name === name) : undefined;
}

function optionalMember(object: Code, name: string): Code {
  return isIdentifier(name) ? code`${object}?.${identifier(name)}` : code`${object}?.[${literal(name)}]`;
}

function isAlwaysThere(property: Property, context: RenderContext): boolean {
  return (property.required || property.default !== undefined) && !mayBeNull(property.schema, context);
}

/** Also behind names: no name leads back to itself. */
function mayBeNull(schema: Schema, context: RenderContext): boolean {
  const bare = unrefined(schema);
  if (bare.kind === 'null' || withoutNull(bare).isNullable) return true;
  return bare.kind === 'model' && mayBeNull(context.model(bare.model).schema, context);
}
