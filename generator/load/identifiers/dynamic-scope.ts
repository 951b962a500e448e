/** The resources that evaluation has entered → what each dynamic name means: its anchor in the outermost of them. */
import type { Resource } from './resources.ts';

/** Pointers by dynamic name; `null`: the name means two schemas. */
export type DynamicScope = ReadonlyMap<string, string | null>;

/** Only names that are asked for count, so that most scopes are equal. */
export function entering(scope: DynamicScope, resource: Resource, names: ReadonlySet<string>): DynamicScope {
  const added = [...names].flatMap((name): readonly (readonly [string, string | null])[] => {
    const anchor = resource.anchors.get(name);
    return anchor?.isDynamic !== true || scope.has(name) ? [] : [[name, anchor.pointer]];
  });
  return added.length === 0 ? scope : new Map([...scope, ...added]);
}

/** The scope of a schema that is met from its own entry: the one for which it can stay where it is. */
export function scopeInPlace(resource: Resource, names: ReadonlySet<string>): DynamicScope {
  const outer: DynamicScope = resource.parent === null ? new Map() : scopeInPlace(resource.parent, names);
  return entering(outer, resource, names);
}

/** The part of a scope that a schema asks for: it means the same in all others that agree there. */
export function among(scope: DynamicScope, names: ReadonlySet<string>): DynamicScope {
  return new Map([...scope].filter(([name]) => names.has(name)));
}

/** Equal where two scopes mean the same. */
export function scopeKey(scope: DynamicScope): string {
  return JSON.stringify([...scope].sort(([left], [right]) => (left < right ? -1 : 1)));
}
