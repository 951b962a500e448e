/** Reports references to objects of another kind than their place allows. */
import type { JsonObject } from '../../api/json.ts';
import { pointerKeys } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { documentSlot, settle, slotWithin } from '../grammar.ts';
import type { ObjectKind, Slot } from '../grammar.ts';
import type { PlaceOf } from '../origins.ts';
import { memberOf, resolveReference } from '../references.ts';
import type { ReferenceSite } from '../references.ts';

export interface KindCheck {
  readonly root: JsonObject;
  readonly placeOf: PlaceOf;
  readonly diagnostics: DiagnosticCollector;
}

/** Targets at positions that OpenAPI does not define, such as extensions, may be of any kind. */
export function checkKind({ root, placeOf, diagnostics }: KindCheck, site: ReferenceSite): void {
  const pointer = resolveReference(site.reference, 'file:///')?.pointer ?? '';
  const target = slotAt(root, pointer);
  if (target === null || target.kind === 'document') return;
  if (site.slot.kind === 'plain') return;
  if (target.kind === site.slot.kind && target.shape === 'one') return;
  const found = target.shape === 'one' ? `is ${names[target.kind]}` : `contains several objects`;
  const message = `The reference "${site.reference}" ${found}; its place allows ${names[site.slot.kind]}.`;
  diagnostics.report({ code: 'CW1026', message, place: placeOf(site.pointer) });
}

function slotAt(root: JsonObject, pointer: string): Slot | null {
  let value = memberOf({ root }, 'root');
  let slot: Slot | null = documentSlot;
  for (const key of pointerKeys(pointer)) {
    if (slot === null) return null;
    slot = slotWithin(slot, key);
    value = memberOf(value, key);
    if (slot !== null) slot = settle(slot, value);
  }
  return slot;
}

const names: Readonly<Record<ObjectKind, string>> = {
  document: 'a document',
  components: 'a group of components',
  paths: 'a list of paths',
  pathItem: 'a path item',
  operation: 'an operation',
  parameter: 'a parameter',
  requestBody: 'a request body',
  responses: 'a list of responses',
  response: 'a response',
  header: 'a header',
  mediaType: 'a media type',
  encoding: 'an encoding',
  schema: 'a schema',
  discriminator: 'a discriminator',
  securityScheme: 'a security scheme',
  link: 'a link',
  callback: 'a callback',
  plain: 'another object',
};
