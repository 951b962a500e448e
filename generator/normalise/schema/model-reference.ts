/** Turns a `$ref` of a schema into the id of a model, or into the place of a schema that has no name. */
import { pointerOfReference, report, type Scope, targetOf } from '../scope.ts';
import { objectOf, type Source, sourceAt, textAt } from '../source.ts';

const componentPointer = /^\/components\/schemas\/[^/]+$/;

/** Components are models; what else has a `$ref` to it is a schema like any inline one. */
export type Target =
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'inline'; readonly source: Source }
  | { readonly kind: 'nothing' };

/** Returns true if the pointer leads to a named schema. */
export function isComponent(pointer: string): boolean {
  return componentPointer.test(pointer);
}

/** The id of the model at a pointer: the reference that names it, in its plainest form. */
export function modelId(pointer: string): string {
  return `#${pointer}`;
}

/** The inverse of `modelId`. */
export function pointerOfModel(id: string): string {
  return id.slice(1);
}

/** Where a reference leads to, after all components that are only other names. */
export function resolveSchema(scope: Scope, reference: string): Target {
  const target = targetOf(scope, reference);
  if (target === null || target.pointer === '') return { kind: 'nothing' };
  if (!isComponent(target.pointer)) return { kind: 'inline', source: target };
  const final = followAliases(scope, target);
  return final === null ? { kind: 'nothing' } : { kind: 'model', id: modelId(final.pointer) };
}

/** The component that a bare `$ref` of another component names; `null`: it is not another name of a component. */
export function aliasTarget(scope: Scope, component: Source): Source | null {
  const reference = textAt(component, '$ref');
  if (reference === null || Object.keys(objectOf(component) ?? {}).length !== 1) return null;
  const pointer = pointerOfReference(reference);
  if (pointer === null || !isComponent(pointer)) return null;
  const target = sourceAt(scope.document.root, pointer);
  return target.value === undefined ? null : target;
}

/** Each chain is followed once, however many references lead into it. */
function followAliases(scope: Scope, component: Source): Source | null {
  const { aliases } = scope.schemas;
  const passed = new Set<string>();
  let current = component;
  let end = aliases.get(current.pointer);
  while (end === undefined) {
    passed.add(current.pointer);
    const next = aliasTarget(scope, current);
    if (next === null) end = current;
    else end = passed.has(next.pointer) ? null : aliases.get(next.pointer);
    current = next ?? current;
  }
  for (const pointer of passed) aliases.set(pointer, end);
  return end ?? reportCircle(scope, component);
}

function reportCircle(scope: Scope, component: Source): null {
  report(scope, component, { code: 'CW2011', message: 'The reference refers to itself.' });
  return null;
}
