/** Kinds of edits that may take a name away, which the run must report. All other names stay. */
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.ts';
import type { Fault } from './compare.ts';
import { copyOf, isMap, mapAt, referencesTo, type Json, type JsonMap } from './document.ts';
import { freeName, type Edit } from './edit.ts';

/** A component with another key, and the references to it. */
const renamed: Edit = ({ found, random, serial }) => {
  const pointers = [...JSON.stringify(found.root).matchAll(/"#\/components\/schemas\/([^"/]+)"/g)];
  const written = Map.groupBy(pointers, ([, name]) => name);
  const replaceable = Map.groupBy(referencesTo(found), ({ component }) => component);
  // Where a component is a variant or a base, its key may be the value of a discriminator.
  const plain = [...replaceable].filter(([name, all]) => written.get(name)?.length === all.length);
  const [component, references = []] = random.oneOf(plain) ?? [];
  const name = component === undefined ? null : freeName(found, `${component} Renamed ${serial}`);
  const schema = component === undefined ? undefined : found.schemas[component];
  if (component === undefined || name === null || schema === undefined) return false;
  for (const { replace } of references) replace({ $ref: pointerOf(name) });
  rename(found.schemas, component, name);
  return true;
};

function pointerOf(component: string): string {
  return `#/components/schemas/${component}`;
}

/** Keeps the order of the keys. */
function rename(owner: JsonMap, from: string, to: string): void {
  const entries: readonly (readonly [string, Json])[] = Object.entries(owner);
  for (const [key] of entries) delete owner[key];
  for (const [key, value] of entries) owner[key === from ? to : key] = value;
}

/** Another result than the first one, so that a list is no longer one of pages. */
const secondSuccess: Edit = ({ found, random, serial }) => {
  const to = random.oneOf(
    found.operations.filter(({ operation: { responses } }) => isMap(responses) && isMap(responses['200'])),
  );
  const responses = to === undefined ? {} : mapAt(to.operation, 'responses');
  const first = responses['200'];
  if (first === undefined || responses['202'] !== undefined) return false;
  const later: JsonMap = { type: 'object', properties: { [`later${serial}`]: { type: 'string' } } };
  const content = { 'application/json': { schema: later } };
  responses['202'] = random.below(2) === 0 ? copyOf(first) : { description: 'Later.', content };
  return true;
};

export const reportedKinds: Readonly<Record<string, Edit>> = {
  'a component that is renamed': renamed,
  'a second success status': secondSuccess,
};

/**
 * Faults that no diagnostic tells. CW3006 reports a name that is released, and with a type its lists of values. Any kind
 * of edit may end an alias.
 */
export function unreported(
  faults: readonly Fault[],
  diagnostics: readonly Diagnostic[],
  edit: string,
): readonly Fault[] {
  const isReported = Object.hasOwn(reportedKinds, edit);
  const released = diagnostics.flatMap(({ code, message }) =>
    code === 'CW3006' && (isReported || message.includes('an alias'))
      ? (/^The name "([^"]+)"/.exec(message)?.[1] ?? [])
      : [],
  );
  const isTold = ({ kind, message }: Fault): boolean =>
    kind !== 'call' &&
    message.split(/[^\w$]+/).some((word) => released.some((name) => word === name || isValuesOf(word, name)));
  return faults.filter((fault) => !isTold(fault));
}

/** A list or table of values: `orderStatusValues` of `Order` or a type inside it, or of `Status` inside another type. */
function isValuesOf(word: string, type: string): boolean {
  const [first, rest] = [type.slice(0, 1), type.slice(1)];
  const end = /(?:Values|ByName)$/.exec(word)?.[0];
  if (end === undefined) return false;
  return (
    word.startsWith(`${first.toLowerCase()}${rest}`) || word.endsWith(`${first.toUpperCase()}${rest}${end}`)
  );
}
