/** Finds the schemas inside a model that need a function of their own, and declares what those are called. */
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
import { needsFunction, plainCheck } from './plain-check.ts';

/** A function for a schema that has no name: the item of a list, an alternative, what an assertion judges by. */
export interface PartCheck {
  readonly schema: Schema;
  readonly isJudging: boolean;
  /** Words behind the name of the model: `column`. */
  readonly name: string;
}

/** The same, with the symbol that it is declared as. */
export interface DeclaredPart extends PartCheck {
  readonly symbol: PlannedSymbol;
}

export interface PartOwner {
  /** Of the model, stable. */
  readonly identity: string;
  readonly file: PlannedFile;
  readonly name: string;
  /** Longer, where another has the name. */
  readonly fullName: string;
  readonly avoid: readonly string[];
  readonly claim: number;
}

/** Declares `checkNodeTraceColumn` and its like. */
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

/** The function of a schema inside; `undefined`: it needs none. */
export function partOf(
  parts: readonly DeclaredPart[],
  schema: Schema,
  isJudging: boolean,
): DeclaredPart | undefined {
  return parts.find((part) => part.isJudging === isJudging && subjectOf(part.schema) === subjectOf(schema));
}

/** In the order in which a reader meets them; each name once. */
function findParts(schema: Schema): readonly PartCheck[] {
  const found: PartCheck[] = [];
  const names = new Set<string>();
  const visit = (outer: Schema, { words, isJudging }: Spot): void => {
    for (const inner of partsOf(outer)) {
      const spot = {
        words: [...words, ...inner.words],
        isJudging: isJudging || inner.isJudging,
      };
      const known = found.some(
        (part) => part.isJudging === spot.isJudging && subjectOf(part.schema) === subjectOf(inner.schema),
      );
      if (needsName(inner) && !known) {
        const name = freeName(spot.words.join(' '), names);
        found.push({ schema: inner.schema, isJudging: spot.isJudging, name });
      }
      visit(inner.schema, spot);
    }
  };
  visit(schema, { words: [], isJudging: false });
  return found;
}

interface Spot {
  readonly words: readonly string[];
  readonly isJudging: boolean;
}

/** A schema directly inside another. */
interface InnerSchema {
  readonly schema: Schema;
  /** What it is called, behind what it stands in. */
  readonly words: readonly string[];
  /** Handed to a check, as items are, and not checked by a line where it stands. */
  readonly isHanded: boolean;
  readonly isJudging: boolean;
}

function needsName({ schema, isHanded }: InnerSchema): boolean {
  if (!isHanded) return needsFunction(schema);
  return schema.kind !== 'model' && plainCheck(schema) === null;
}

function handed(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { schema, words, isHanded: true, isJudging: false };
}

function inPlace(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { ...handed(withoutNull(schema).schema, ...words), isHanded: false };
}

function judged(schema: Schema, ...words: readonly string[]): InnerSchema {
  return { ...handed(schema, ...words), isJudging: true };
}

function partsOf(schema: Schema): readonly InnerSchema[] {
  switch (schema.kind) {
    case 'array':
      return [handed(schema.items, 'item')];
    case 'record':
      return [handed(schema.values, 'value'), handed(schema.keys, 'key')];
    case 'tuple':
      return [
        ...schema.items.map((item, index) => handed(item, 'item', String(index + 1))),
        handed(schema.rest, 'rest'),
      ];
    case 'object':
      return [
        ...schema.properties.map(({ name, schema: property }) => inPlace(property, name)),
        ...schema.patterns.map(({ schema: match }) => handed(match, 'match')),
        ...(schema.rest === null ? [] : [handed(schema.rest, 'rest')]),
      ];
    case 'union': {
      const { schema: rest, isNullable } = withoutNull(schema);
      if (isNullable) return [inPlace(rest)];
      return schema.members.map((member) => handed(member, member.kind));
    }
    case 'intersection':
      return schema.members.map((member) => inPlace(member, 'part'));
    case 'refined':
      return [inPlace(unrefined(schema)), ...schema.assertions.flatMap(judgedBy)];
    default:
      return [];
  }
}

/** The schemas that an assertion judges by, called what they say of the value. */
function judgedBy(assertion: Assertion): readonly InnerSchema[] {
  switch (assertion.kind) {
    case 'typed':
      return [judged(assertion.schema, 'as', assertion.type)];
    case 'matches':
      return [judged(assertion.schema, 'besides')];
    case 'not':
      return [judged(assertion.schema, 'excluded')];
    case 'exactlyOne':
      return assertion.schemas.map((schema) => judged(schema, 'alternative'));
    case 'conditional':
      return [
        judged(assertion.condition, 'condition'),
        judged(assertion.whenTrue, 'when true'),
        judged(assertion.whenFalse, 'when false'),
      ];
    case 'contains':
      return [judged(assertion.schema, 'contained')];
    case 'dependentRequired':
      return [];
    case 'dependentSchema':
      return [judged(assertion.schema, 'with', assertion.property)];
    case 'propertyNames':
      return [judged(assertion.schema, 'key')];
    case 'unevaluatedProperties':
      return [...assertion.evaluated.flatMap(evaluatedBy), judged(assertion.schema, 'other value')];
    case 'unevaluatedItems':
      return [...assertion.evaluated.flatMap(evaluatedBy), judged(assertion.schema, 'other item')];
  }
}

function evaluatedBy(part: EvaluatedProperties | EvaluatedItems): readonly InnerSchema[] {
  switch (part.kind) {
    case 'containing':
      return [judged(part.schema, 'contained')];
    case 'when':
      return [
        judged(part.schema, 'evaluated'),
        ...[...part.whenTrue, ...part.whenFalse].flatMap(evaluatedBy),
      ];
    default:
      return [];
  }
}

/** Within one model, a second one of the same name says so. */
function freeName(name: string, taken: Set<string>): string {
  const numbered = [name, ...Array.from(taken, (_, index) => `${name} ${index + 2}`)];
  const free = numbered.find((candidate) => !taken.has(candidate)) ?? name;
  taken.add(free);
  return free;
}

/** A tagged union is the same whether `null` is taken out of it or not. */
function subjectOf(schema: Schema): object {
  return schema.kind === 'union' ? (schema.discriminator ?? schema) : schema;
}
