/** Compares the parameters of an operation, by location and name or position in the path, and headers of its parts. */
import type { Content, Operation, Parameter } from '../api/api.ts';
import { canonicalJson, shapeText } from '../api/hash.ts';
import type { Place } from '../api/place.ts';
import type { Finding } from './change.ts';
import { effect, noEffect } from './judge.ts';
import { matchBy, type Pair, pathVariables } from './match.ts';
import type { OperationComparison } from './operation-comparison.ts';
import { jsonText } from './schema-facts.ts';
import { changedFormFields, encodingChange, styleOf } from './written-fields.ts';

export function compareParameters({ before, after }: Pair<Operation>, to: OperationComparison): void {
  const [left, right] = [pathVariables(before.url), pathVariables(after.url)];
  const positionOf = (names: readonly string[], parameter: Parameter): string =>
    parameter.location === 'path' && names.includes(parameter.name)
      ? `path ${names.indexOf(parameter.name)}`
      : keyOf(parameter);
  const positions = new Map([
    ...before.parameters.map((one) => [one, positionOf(left, one)] as const),
    ...after.parameters.map((one) => [one, positionOf(right, one)] as const),
  ]);
  const parameters = { before: before.parameters, after: after.parameters };
  const matched = matchParameters(parameters, (one) => positions.get(one) ?? '');
  compareMatched(matched, { before: before.place, after: after.place }, to);
}

/** A call takes the headers of the parts of its body as it takes parameters. */
export function comparePartHeaders({ before, after }: Pair<Content>, to: OperationComparison): void {
  const headers = { before: before.partHeaders ?? [], after: after.partHeaders ?? [] };
  compareMatched(matchParameters(headers, keyOf), { before: before.place, after: after.place }, to);
}

/** `around`: the places of what the parameters belong to. */
function compareMatched(
  { same, renamed, moved, removed, added }: MatchedParameters,
  around: Pair<Place>,
  to: OperationComparison,
): void {
  for (const one of same) compareParameter(one, to);
  for (const one of renamed) {
    const hasSameKey = to.argumentName('before', one.before) === to.argumentName('after', one.after);
    // A variable of the path is sent by its position, and a header in any case.
    const isWrong = one.before.location !== 'path' && keyOf(one.before) !== keyOf(one.after);
    const code = hasSameKey ? 'compiles' : 'breaks';
    to.find({ ...texts(one), kind: 'parameter-renamed', effect: effect(code, isWrong, isWrong) });
    compareParameter(one, to);
  }
  for (const one of moved) {
    const hasSameKey = to.argumentName('before', one.before) === to.argumentName('after', one.after);
    to.find({
      ...texts(one),
      kind: 'parameter-moved',
      effect: effect(hasSameKey ? 'compiles' : 'breaks', true, true),
    });
    compareParameter(one, to);
  }
  for (const parameter of removed) {
    const found = { path: pathOf(parameter), before: parameter.name, after: null };
    const places = { before: parameter.place, after: around.after };
    to.find({
      ...found,
      places,
      kind: 'parameter-removed',
      effect: effect('breaks', true, parameter.required),
    });
  }
  for (const parameter of added) {
    const { required } = parameter;
    const found = { path: pathOf(parameter), before: null, after: required ? 'required' : 'optional' };
    const places = { before: around.before, after: parameter.place };
    const judged = effect(required ? 'breaks' : 'compiles', required, !required);
    to.find({ ...found, places, kind: 'parameter-added', effect: judged });
  }
}

interface MatchedParameters {
  readonly same: readonly Pair<Parameter>[];
  readonly renamed: readonly Pair<Parameter>[];
  readonly moved: readonly Pair<Parameter>[];
  readonly removed: readonly Parameter[];
  readonly added: readonly Parameter[];
}

function matchParameters(
  { before, after }: Pair<readonly Parameter[]>,
  identityOf: (parameter: Parameter) => string,
): MatchedParameters {
  const byKey = matchBy(before, after, identityOf);
  const byName = matchBy(byKey.removed, byKey.added, ({ name }) => name);
  const byShape = matchBy(byName.removed, byName.added, shapeOf);
  const isRename = byName.removed.length === 1 && byName.added.length === 1 && byShape.pairs.length === 1;
  return {
    same: byKey.pairs.filter((pair) => pair.before.name === pair.after.name),
    renamed: [
      ...byKey.pairs.filter((pair) => pair.before.name !== pair.after.name),
      ...(isRename ? byShape.pairs : []),
    ],
    moved: byName.pairs,
    removed: isRename ? [] : byName.removed,
    added: isRename ? [] : byName.added,
  };
}

function keyOf({ location, name, part }: Parameter): string {
  if (location === 'part') return `part ${part} ${name.toLowerCase()}`;
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

/** One parameter that left and one that came, alike in all but the name, are a rename. */
function shapeOf({ location, part, required, schema, docs }: Parameter): string {
  return JSON.stringify([location, part, required, shapeText(schema), docs.description]);
}

function compareParameter({ before, after }: Pair<Parameter>, to: OperationComparison): void {
  const found = {
    path: pathOf(after),
    places: { before: before.place, after: after.place },
    before: null,
    after: null,
  };
  if (!before.required && after.required)
    to.find({ ...found, kind: 'parameter-required', effect: effect('breaks', true) });
  if (before.required && !after.required)
    to.find({ ...found, kind: 'parameter-optional', effect: effect('tests', false, true) });
  const styles = {
    before: styleOf(before, to.isScalar('before', before.schema)),
    after: styleOf(after, to.isScalar('after', after.schema)),
  };
  if (styles.before !== styles.after) {
    to.find({ ...found, ...styles, kind: 'parameter-style-changed', effect: effect('compiles', true, true) });
  }
  compareQueryFields({ before, after }, to);
  if (canonicalJson(before.default) !== canonicalJson(after.default)) {
    const defaults = { before: jsonText(before.default), after: jsonText(after.default) };
    to.find({ ...found, ...defaults, kind: 'parameter-default-changed', effect: noEffect });
  }
  const at = { owner: to.owner, direction: 'request', path: pathOf(after) } as const;
  to.values.docs(before.docs, after.docs, { ...at, places: found.places });
  to.values.compare(before.schema, after.schema, at);
}

/** Fields of a whole query that is a form. */
function compareQueryFields({ before, after }: Pair<Parameter>, to: OperationComparison): void {
  const written = ({ schema, encoding = [] }: Parameter) => ({ schema, encoding });
  const pair = { before: written(before), after: written(after) };
  for (const field of changedFormFields(pair, to.values.judgeContext('request')))
    to.find({
      path: [...pathOf(after), field.name],
      places: { before: before.place, after: after.place },
      ...encodingChange(field),
    });
}

function pathOf({ location, name, part }: Parameter): readonly string[] {
  return part === undefined ? [location, name] : [location, part, name];
}

function texts({ before, after }: Pair<Parameter>): Pick<Finding, 'path' | 'before' | 'after' | 'places'> {
  return {
    path: pathOf(after),
    before: `${before.location} ${before.name}`,
    after: `${after.location} ${after.name}`,
    places: { before: before.place, after: after.place },
  };
}
