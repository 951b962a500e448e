/** The text of a reference → the pointer of what it names in the document, by URI, anchor or pointer. */
import type { JsonObject } from '../../api/json.ts';
import { decodeFragment } from '../../api/place.ts';
import { valueAt } from '../references.ts';
import type { Anchor, Resource, Resources } from './resources.ts';
import { withoutFragment } from './resources.ts';

export interface NamedTarget {
  readonly pointer: string;
  /** The name, where a dynamic anchor was found by it. */
  readonly dynamicName: string | null;
}

export interface Lookup {
  readonly root: JsonObject;
  readonly resources: Resources;
  /** The resource that the reference stands in. */
  readonly from: Resource;
}

/** `null`: it names nothing here; it may be another file. */
export function findTarget(reference: string, { root, resources, from }: Lookup): NamedTarget | null {
  const url = URL.parse(reference, from.url);
  const resource = url === null ? undefined : resources.byUrl.get(withoutFragment(url.href));
  if (resource === undefined) return null;
  const fragment = decodeFragment(reference.includes('#') ? reference.slice(reference.indexOf('#') + 1) : '');
  if (fragment !== '' && !fragment.startsWith('/')) return byAnchor(resource.anchors.get(fragment), fragment);
  const pointer = resource.pointer + fragment;
  if (valueAt(root, pointer) !== undefined) return { pointer, dynamicName: null };
  // Authors who give a component an `$id` often go on writing pointers from the document's root.
  return valueAt(root, fragment) === undefined ? null : { pointer: fragment, dynamicName: null };
}

function byAnchor(anchor: Anchor | undefined, name: string): NamedTarget | null {
  if (anchor === undefined || anchor.pointer === null) return null;
  return { pointer: anchor.pointer, dynamicName: anchor.isDynamic ? name : null };
}

/** Where a pointer leads, written as a reference. */
export function referenceTo(pointer: string): string {
  return `#${encodeURI(pointer.toWellFormed()).replaceAll('#', '%23')}`;
}
