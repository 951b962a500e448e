/** Finds the schemas inside a model that need a check function, and declares the names of these. */
import {
  unrefined,
  withoutNull,
  type Assertion,
  type EvaluatedItems,
  type EvaluatedProperties,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Schema,
} from '../../generator/index.ts';
import { needsFunction, plainCheck } from './runtime-checks.ts';

/** Function of an unnamed schema: an item, an alternative, a schema of an assertion. */
interface PartFunction {
  readonly schema: Schema;
  readonly isInsideAssertion: boolean;
  /** Words after the name of the model: `column`. */
  readonly name: string;
}

export interface DeclaredPart extends PartFunction {
  readonly symbol: PlannedSymbol;
}

export interface PartOwner {
  /** Stable identity of the model. */
  readonly identity: string;
  readonly file: PlannedFile;
  readonly name: string;
  /** Name for when another model has `name`. */
  readonly fullName: string;
  readonly avoid: readonly string[];
  readonly claim: number;
}

/** Declares functions such as `checkNodeTraceColumn`. */
export function declareParts(schema: Schema, owner: PartOwner, plan: Plan): readonly DeclaredPart[] {
  return findParts(schema).map((part) => ({
    ...part,
    symbol: plan.symbol({
      identity: `${owner.identity}:${part.name}`,
      file: owner.file,
      name: `check ${owner.name} ${part.name}`,
      alternatives: [`check ${owner.fullName} ${part.name}`],
      case: 'camel',
      meaning: 'value',
      avoid: owner.avoid,
      claim: owner.claim,
    }),
  }));
}

/** Function of a schema inside the model; `undefined`: it needs none. */
export function partOf(
  parts: readonly DeclaredPart[],
  schema: Schema,
  isInsideAssertion: boolean,
): DeclaredPart | undefined {
  return parts.find(
    (part) => part.isInsideAssertion === isInsideAssertion && subjectOf(part.schema) === subjectOf(schema),
  );
}

/** In the order of the emitted checks; each name once. */
function findParts(schema: Schema): readonly PartFunction[] {
  const found: PartFunction[] = [];
  const names = new Set<string>();
  const visit = (outer: Schema, { words, isInsideAssertion }: Position): void => {
    for (const inner of partsOf(outer)) {
      const position = {
        words: [...words, ...inner.words],
        isInsideAssertion: isInsideAssertion || inner.isInsideAssertion,
      };
      const known = found.some(
        (part) =>
          part.isInsideAssertion === position.isInsideAssertion &&
          subjectOf(part.schema) === subjectOf(inner.schema),
      );
      if (needsName(inner) && !known) {
        const name = freeName(position.words.join(' '), names);
        found.push({ schema: inner.schema, isInsideAssertion: position.isInsideAssertion, name });
      }
      visit(inner.schema, position);
    }
  };
  visit(schema, { words: [], isInsideAssertion: false });
  return found;
}

interface Position {
  readonly words: readonly string[];
  readonly isInsideAssertion: boolean;
}

/** A schema directly inside another. */
interface InnerSchema {
  readonly schema: Schema;
  /** Words after the name of the outer schema. */
  readonly words: readonly string[];
  /** True if its function is passed to a check, as for items; others are checked in place. */
  readonly isPassed: boolean;
  readonly isInsideAssertion: boolean;
}

function needsName({ schema, isPassed }: InnerSchema): boolean {
  if (!isPassed) return needsFunction(schema);
  return schema.kind !== 'model' && plainCheck(schema) === null;
}

function passed(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { schema, words, isPassed: true, isInsideAssertion: false };
}

function inPlace(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { ...passed(withoutNull(schema).schema, ...words), isPassed: false };
}

function asserted(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { ...passed(schema, ...words), isInsideAssertion: true };
}

function partsOf(schema: Schema): readonly InnerSchema[] {
  switch (schema.kind) {
    case 'array':
      return [passed(schema.items, 'item')];
    case 'record':
      return [passed(schema.values, 'value'), passed(schema.keys, 'key')];
    case 'tuple':
      return [
        ...schema.items.map((item, index) => passed(item, 'item', String(index + 1))),
        passed(schema.rest, 'rest'),
      ];
    case 'object':
      return [
        ...schema.properties.map(({ name, schema: property }) => inPlace(property, name)),
        ...schema.patterns.map(({ schema: match }) => passed(match, 'match')),
        ...(schema.rest === null ? [] : [passed(schema.rest, 'rest')]),
      ];
    case 'union': {
      const { schema: rest, isNullable } = withoutNull(schema);
      if (isNullable) return [inPlace(rest)];
      return schema.members.map((member) => passed(member, member.kind));
    }
    case 'intersection':
      return schema.members.map((member) => inPlace(member, 'part'));
    case 'refined':
      return [inPlace(unrefined(schema)), ...schema.assertions.flatMap(schemasOfAssertion)];
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'model':
      return [];
  }
}

/** The schemas of an assertion, named by their role. */
function schemasOfAssertion(assertion: Assertion): readonly InnerSchema[] {
  switch (assertion.kind) {
    case 'typed':
      return [asserted(assertion.schema, 'as', assertion.type)];
    case 'matches':
      return [asserted(assertion.schema, 'besides')];
    case 'not':
      return [asserted(assertion.schema, 'excluded')];
    case 'exactlyOne':
      return assertion.schemas.map((schema) => asserted(schema, 'alternative'));
    case 'conditional':
      return [
        asserted(assertion.condition, 'condition'),
        asserted(assertion.whenTrue, 'when true'),
        asserted(assertion.whenFalse, 'when false'),
      ];
    case 'contains':
      return [asserted(assertion.schema, 'contained')];
    case 'dependentRequired':
      return [];
    case 'dependentSchema':
      return [asserted(assertion.schema, 'with', assertion.property)];
    case 'propertyNames':
      return [asserted(assertion.schema, 'key')];
    case 'unevaluatedProperties':
      return [...assertion.evaluated.flatMap(schemasOfEvaluated), asserted(assertion.schema, 'other value')];
    case 'unevaluatedItems':
      return [...assertion.evaluated.flatMap(schemasOfEvaluated), asserted(assertion.schema, 'other item')];
  }
}

function schemasOfEvaluated(part: EvaluatedProperties | EvaluatedItems): readonly InnerSchema[] {
  switch (part.kind) {
    case 'containing':
      return [asserted(part.schema, 'contained')];
    case 'when':
      return [
        asserted(part.schema, 'evaluated'),
        ...[...part.whenTrue, ...part.whenFalse].flatMap(schemasOfEvaluated),
      ];
    case 'all':
    case 'names':
    case 'pattern':
    case 'prefix':
      return [];
  }
}

/** Numbers the second function of the same name in a model. */
function freeName(name: string, taken: Set<string>): string {
  const numbered = [name, ...Array.from(taken, (_, index) => `${name} ${index + 2}`)];
  const free = numbered.find((candidate) => !taken.has(candidate)) ?? name;
  taken.add(free);
  return free;
}

/** Identity of a schema: `withoutNull` copies a union, but not its discriminator. */
function subjectOf(schema: Schema): object {
  return schema.kind === 'union' ? (schema.discriminator ?? schema) : schema;
}
