/** Compares two schemas wherever they differ. A pair of models is compared once in each direction. */
import type { Model } from '../api/api.ts';
import { canonicalJson } from '../api/hash.ts';
import type { Docs } from '../api/place.ts';
import type { Assertion, ObjectSchema, Schema } from '../api/schema.ts';
import { sourceOf, withoutNull, type ModelSource } from '../api/unions.ts';
import { childrenOf } from '../api/walk.ts';
import { type ChangeKind, type Direction, type Finding, idsOf, type Owner } from './change.ts';
import {
  bothWays,
  fixedChanges,
  limitChanges,
  numberChanges,
  stringChanges,
  type ValueChange,
} from './compare-scalars.ts';
import { matchMembers, type Pair } from './match.ts';
import { fits } from './fits.ts';
import {
  effect,
  effectOfPresence,
  effectOnAlternative,
  effectOnValue,
  noEffect,
  type JudgeContext,
} from './judge.ts';
import { Reach } from './reach.ts';
import {
  asObject,
  assertionsOf,
  bodyOf,
  docsText,
  isFixed,
  isHidden,
  isKeyed,
  isMoreOpen,
  isWrittenOnce,
  jsonText,
  placeText,
  presenceKind,
  type PropertyPair,
  refinedAs,
  restText,
  schemaWords,
} from './schema-facts.ts';
import { modelName, type Side } from './side.ts';

/** Where a value is: its owner, and the steps from there. */
export interface At {
  readonly owner: Owner;
  readonly direction: Direction;
  readonly path: readonly string[];
}

export interface Sides {
  readonly before: Side;
  readonly after: Side;
  /** Id of a model of the new API by the id of the same model in the old one. */
  readonly newIds: ReadonlyMap<string, string>;
}

export class ValueComparison {
  readonly findings: Finding[] = [];
  readonly reach: Reach = new Reach();
  readonly #sides: Sides;
  readonly #before: ModelSource;
  readonly #after: ModelSource;
  readonly #pending: (() => void)[] = [];
  readonly #compared: Set<string> = new Set();
  /** Ids of the old models inside the values that calls send or validate. */
  readonly #carried: Set<string> = new Set();

  constructor(sides: Sides) {
    this.#sides = sides;
    this.#before = sourceOf(sides.before.api);
    this.#after = sourceOf(sides.after.api);
  }

  /** Compares a value that calls send or validate, and all models that it refers to. */
  compare(before: Schema, after: Schema, at: At): void {
    this.#addCarried(before);
    this.#values(before, after, at);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) next();
  }

  /** A model that no call sends or validates is exported too: a change of it concerns code alone. */
  compareModels(before: Model, after: Model, direction: Direction): void {
    const key = this.#modelKey(before.id, after.id, direction);
    if (this.#compared.has(key)) return;
    const known = this.findings.length;
    this.#model(before, after, direction);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) next();
    if (this.#carried.has(before.id)) return;
    const found = this.findings.splice(known);
    this.findings.push(...found.map((finding) => ({ ...finding, effect: effect(finding.effect.code) })));
  }

  #addCarried(before: Schema): void {
    const pending = [before];
    for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
      pending.push(...childrenOf(schema).map((child) => child.schema));
      if (schema.kind !== 'model' || this.#carried.has(schema.model)) continue;
      this.#carried.add(schema.model);
      pending.push(this.#before.model(schema.model).schema);
    }
  }

  judgeContext(direction: Direction): JudgeContext {
    return { direction, before: this.#before, after: this.#after };
  }

  words(side: 'before' | 'after'): (schema: Schema) => string {
    const source = side === 'before' ? this.#before : this.#after;
    return (schema) => schemaWords(schema, (id) => modelName(this.#sides[side], source.model(id)));
  }

  #modelKey(before: string, after: string, direction: Direction): string {
    return `${direction} ${before} ${after}`;
  }

  #model(before: Model, after: Model, direction: Direction): void {
    const key = this.#modelKey(before.id, after.id, direction);
    this.#compared.add(key);
    const owner: Owner = { kind: 'model', before: before.id, after: after.id, key };
    const at: At = { owner, direction, path: [] };
    this.docs(before.docs, after.docs, { ...at, places: { before: before.place, after: after.place } });
    this.#values(before.schema, after.schema, at);
  }

  #values(before: Schema, after: Schema, at: At): void {
    if (before.kind === 'model' && after.kind === 'model') {
      this.#models(this.#before.model(before.model), this.#after.model(after.model), at);
      return;
    }
    const left = before.kind === 'model' ? this.#before.model(before.model).schema : before;
    const right = after.kind === 'model' ? this.#after.model(after.model).schema : after;
    if (before.kind === 'model' || after.kind === 'model') {
      this.#mixed(left, right, at);
      return;
    }
    this.#refined(left, right, at);
  }

  #models(before: Model, after: Model, at: At): void {
    const key = this.#modelKey(before.id, after.id, at.direction);
    this.reach.add(key, at);
    if (this.#compared.has(key)) return;
    this.#compared.add(key);
    this.#pending.push(() => this.#model(before, after, at.direction));
  }

  /** A model on one side, and an inline schema on the other: compared once for each owner, because both may recur. */
  #mixed(before: Schema, after: Schema, at: At): void {
    const { kind } = at.owner;
    const key = JSON.stringify([kind, idsOf(at.owner), at.direction, placeText(before), placeText(after)]);
    if (this.#compared.has(key)) return;
    this.#compared.add(key);
    this.#values(before, after, at);
  }

  #refined(before: Schema, after: Schema, at: At): void {
    if (before.kind === 'refined' || after.kind === 'refined') this.#assertions(before, after, at);
    this.#nullable(bodyOf(before), bodyOf(after), at);
  }

  #assertions(before: Schema, after: Schema, at: At): void {
    const [left, right] = [assertionsOf(before), assertionsOf(after)];
    const added = [...right].filter(([text]) => !left.has(text)).map(([, assertion]) => assertion);
    const removed = [...left].filter(([text]) => !right.has(text)).map(([, assertion]) => assertion);
    const body = bodyOf(before);
    const refined = (assertion: Assertion): Schema => refinedAs(body, [assertion]);
    for (const assertion of added) {
      const evidence = bothWays(body, refined(assertion));
      this.#change(
        { kind: 'rule-added', before: null, after: assertion.kind, evidence },
        { before, after, at },
      );
    }
    for (const assertion of removed) {
      const evidence = bothWays(refined(assertion), body);
      this.#change(
        { kind: 'rule-removed', before: assertion.kind, after: null, evidence },
        { before, after, at },
      );
    }
  }

  #nullable(before: Schema, after: Schema, at: At): void {
    const [left, right] = [withoutNull(before), withoutNull(after)];
    if (left.isNullable !== right.isNullable && before.kind !== 'null' && after.kind !== 'null') {
      const { docs, place } = before;
      const nullSchema: Schema = { kind: 'null', docs, place };
      const evidence = right.isNullable
        ? { forward: { values: nullSchema, reader: before }, backward: null }
        : { forward: null, backward: { values: nullSchema, reader: after } };
      const kind = right.isNullable ? 'null-added' : 'null-removed';
      this.#change({ kind, before: null, after: null, evidence }, { before, after, at });
    }
    const isStripped = left.schema !== before || right.schema !== after;
    if (isStripped) this.#values(left.schema, right.schema, at);
    else this.#plain(before, after, at);
  }

  #plain(before: Schema, after: Schema, at: At): void {
    const difference: Difference = { before, after, at };
    const inside = (step: string): At => ({ ...at, path: [...at.path, step] });
    if (isFixed(before) && isFixed(after)) return this.#changes(fixedChanges(before, after), difference);
    if (before.kind === 'union' || after.kind === 'union') return this.#union(difference);
    if (before.kind === 'number' && after.kind === 'number')
      return this.#changes(numberChanges(before, after), difference);
    if (before.kind === 'string' && after.kind === 'string')
      return this.#changes(stringChanges(before, after), difference);
    if (before.kind === 'array' && after.kind === 'array') {
      this.#changes(limitChanges(before, after), difference);
      return this.#values(before.items, after.items, inside('[]'));
    }
    if (before.kind === 'tuple' && after.kind === 'tuple' && before.items.length === after.items.length) {
      for (const [index, item] of before.items.entries())
        this.#values(item, after.items[index] ?? after.rest, inside(`[${index}]`));
      return this.#values(before.rest, after.rest, inside('[]'));
    }
    if (isKeyed(before) && isKeyed(after))
      return this.#objects(asObject(before), asObject(after), difference);
    if (before.kind === 'intersection' && after.kind === 'intersection')
      return this.#intersection(difference);
    if (before.kind === after.kind && before.kind !== 'tuple') return undefined;
    return this.#changes([this.#typeChange(difference)], difference);
  }

  #typeChange({ before, after, at }: Difference): ValueChange {
    const context = { view: 'exact', direction: at.direction } as const;
    const isWider = fits(before, after, { ...context, values: this.#before, reader: this.#after });
    const isNarrower = fits(after, before, { ...context, values: this.#after, reader: this.#before });
    const kind =
      isWider === isNarrower
        ? 'type-changed'
        : isWider
          ? widenedKind(before, after)
          : narrowedKind(before, after);
    const texts = { before: this.words('before')(before), after: this.words('after')(after) };
    return { kind, ...texts, evidence: bothWays(before, after) };
  }

  #union({ before, after, at }: Difference): void {
    const { pairs, added, removed, renamedTags, isComparable } = matchMembers(
      before,
      after,
      this.#sides.newIds,
    );
    if (!isComparable) return this.#changes([this.#typeChange({ before, after, at })], { before, after, at });
    for (const pair of pairs) this.#alternative(pair, { before, after, at });
    for (const tag of renamedTags) {
      const evidence = bothWays(before, after);
      this.#change(
        { kind: 'tag-changed', before: tag.before, after: tag.after, evidence },
        { before, after, at },
      );
    }
    for (const member of added) {
      const evidence = { forward: { values: member.schema, reader: before }, backward: null };
      const change = { before: null, after: member.tag ?? this.words('after')(member.schema), evidence };
      this.#change({ kind: 'variant-added', ...change }, { before, after, at });
    }
    for (const member of removed) {
      const evidence = { forward: null, backward: { values: member.schema, reader: after } };
      const change = { before: member.tag ?? this.words('before')(member.schema), after: null, evidence };
      this.#change({ kind: 'variant-removed', ...change }, { before, after, at });
    }
  }

  /** A value that one alternative refuses now may pass another one. */
  #alternative(pair: Pair<Schema>, { before, after, at }: Difference): void {
    const bounded = (compare: () => void): void => {
      const known = this.findings.length;
      compare();
      const found = this.findings.splice(known);
      if (found.length === 0) return;
      const evidence = {
        forward: { values: pair.after, reader: before },
        backward: { values: pair.before, reader: after },
      };
      const context = this.judgeContext(at.direction);
      this.findings.push(
        ...found.map((one) => ({ ...one, effect: effectOnAlternative(one.effect, evidence, context) })),
      );
    };
    const known = this.#pending.length;
    bounded(() => this.#values(pair.before, pair.after, at));
    if (!isWrittenOnce(pair.before, this.#before) || !isWrittenOnce(pair.after, this.#after)) return;
    this.#pending.push(...this.#pending.splice(known).map((compare) => () => bounded(compare)));
  }

  #intersection({ before, after, at }: Difference): void {
    const { pairs, added, removed } = matchMembers(before, after, this.#sides.newIds);
    for (const pair of pairs) this.#values(pair.before, pair.after, at);
    if (added.length + removed.length === 0) return;
    this.#changes([this.#typeChange({ before, after, at })], { before, after, at });
  }

  #objects(before: ObjectSchema, after: ObjectSchema, { at }: Difference): void {
    const names = new Set([...before.properties, ...after.properties].map(({ name }) => name));
    for (const name of [...names].sort()) {
      const left = before.properties.find((property) => property.name === name) ?? null;
      const right = after.properties.find((property) => property.name === name) ?? null;
      this.#property(
        { before: left, after: right, objectBefore: before, objectAfter: after },
        {
          ...at,
          path: [...at.path, name],
        },
      );
    }
    this.#changes(limitChanges(before, after), { before, after, at });
    this.#otherKeys(before, after, at);
  }

  #property(pair: PropertyPair, at: At): void {
    const { before, after } = pair;
    const places = { before: (before ?? pair.objectBefore).place, after: (after ?? pair.objectAfter).place };
    const kind = presenceKind(pair, at.direction);
    if (kind !== null) {
      const effect = effectOfPresence(pair, this.judgeContext(at.direction));
      const texts = {
        before: before === null ? null : this.words('before')(before.schema),
        after: after === null ? null : this.words('after')(after.schema),
      };
      this.findings.push({ kind, ...at, ...texts, places, effect });
    }
    if (before === null || after === null || isHidden(before, at.direction) || isHidden(after, at.direction))
      return;
    if (canonicalJson(before.default) !== canonicalJson(after.default)) {
      const texts = { before: jsonText(before.default), after: jsonText(after.default) };
      const judged = effectOfPresence(pair, this.judgeContext(at.direction));
      this.findings.push({
        kind: 'default-changed',
        ...at,
        ...texts,
        places,
        effect: kind === null ? judged : noEffect,
      });
    }
    this.docs(before.docs, after.docs, { ...at, places });
    this.#values(before.schema, after.schema, at);
  }

  /** Keys that the schema does not list. */
  #otherKeys(before: ObjectSchema, after: ObjectSchema, at: At): void {
    const [left, right] = [restText(before), restText(after)];
    if (left !== right) {
      const kind = isMoreOpen(before, after) ? 'keys-opened' : 'keys-closed';
      const bare = { ...before, properties: [], patterns: [] };
      const evidence = bothWays({ ...bare, rest: before.rest }, { ...bare, rest: after.rest });
      this.#change({ kind, before: left, after: right, evidence }, { before, after, at });
      return;
    }
    if (before.rest !== null && after.rest !== null)
      this.#values(before.rest, after.rest, { ...at, path: [...at.path, '[key]'] });
  }

  /** One finding for each part whose text changed, and for each deprecation. */
  docs(before: Docs, after: Docs, at: At & Pick<Finding, 'places'>): void {
    const { owner, direction, path, places } = at;
    const found = { owner, direction: null, path, places, effect: noEffect };
    if (before.deprecated === false && after.deprecated !== false) {
      const kind =
        path.length === 0 && owner.kind === 'operation' ? 'operation-deprecated' : 'property-deprecated';
      const reason = typeof after.deprecated === 'string' ? after.deprecated : null;
      this.findings.push({ ...found, direction, kind, before: null, after: reason });
    }
    if (docsText(before) !== docsText(after))
      this.findings.push({ ...found, kind: 'documentation-changed', before: null, after: null });
  }

  #changes(changes: readonly ValueChange[], difference: Difference): void {
    for (const change of changes) this.#change(change, difference);
  }

  #change({ kind, before, after, evidence }: ValueChange, { at, ...schemas }: Difference): void {
    const places = { before: schemas.before.place, after: schemas.after.place };
    const judged = effectOnValue(evidence, this.judgeContext(at.direction));
    // The list of known values is a type of its own, which tables and exhaustive code name.
    const isListed = kind === 'value-added' || kind === 'value-removed';
    const code = isListed && judged.code === 'compiles' ? 'tests' : judged.code;
    this.findings.push({ kind, ...at, before, after, places, effect: { ...judged, code } });
  }
}

interface Difference {
  readonly before: Schema;
  readonly after: Schema;
  readonly at: At;
}

function widenedKind(before: Schema, after: Schema): ChangeKind {
  return isFixed(before) && !isFixed(after) && after.kind !== 'union' ? 'values-opened' : 'type-widened';
}

function narrowedKind(before: Schema, after: Schema): ChangeKind {
  return !isFixed(before) && isFixed(after) && before.kind !== 'union' ? 'values-closed' : 'type-narrowed';
}
