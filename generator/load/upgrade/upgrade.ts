/** A document of any supported version → the same document in the shape of OpenAPI 3.1. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import { type Origin, type PlaceOf, through, type WrittenDocument } from '../document.ts';
import { documentSlot } from '../grammar.ts';
import type { Family } from '../read/parse-text.ts';
import { type Change, mapTree } from '../references.ts';
import { upgradeSchema } from './upgrade-schema.ts';
import { upgradeSwagger } from './upgrade-swagger.ts';

export interface Upgraded {
  readonly root: JsonObject;
  readonly placeOf: PlaceOf;
}

/** The version whose shape every document has after loading. */
const shapeVersion = '3.1.1';

export function upgrade(
  written: WrittenDocument,
  family: Family,
  diagnostics: DiagnosticCollector,
): Upgraded {
  switch (family) {
    case '2.0': {
      const { root, origins } = upgradeSwagger(written, diagnostics);
      return upgradeSchemas({ root, placeOf: through(origins, written.placeOf) }, diagnostics);
    }
    case '3.0':
      return upgradeSchemas({ root: withWebhooks(written.root), placeOf: written.placeOf }, diagnostics);
    case '3.1':
    case '3.2':
      return { root: written.root, placeOf: written.placeOf };
  }
}

function upgradeSchemas({ root, placeOf }: Upgraded, diagnostics: DiagnosticCollector): Upgraded {
  const origins = new Map<string, Origin>();
  const onIgnored = (pointer: string, keywords: readonly string[]): void => {
    const message = `Ignored beside \`$ref\`: ${keywords.map((keyword) => `\`${keyword}\``).join(', ')}.`;
    diagnostics.report({ code: 'CW1041', message, place: placeOf(pointer) });
  };
  const change: Change = (value, slot, pointer) =>
    slot.kind === 'schema' ? upgradeSchema(value, pointer, { origins, onIgnored }) : value;
  const upgraded: JsonValue = mapTree(root, { slot: documentSlot, pointer: '' }, change);
  const members = isJsonObject(upgraded) ? upgraded : root;
  return { root: { ...members, openapi: shapeVersion }, placeOf: through(origins, placeOf) };
}

/** Webhooks came with 3.1; before that a widespread extension stood in for them. */
function withWebhooks(root: JsonObject): JsonObject {
  if (root['x-webhooks'] === undefined || root['webhooks'] !== undefined) return root;
  const { 'x-webhooks': webhooks, ...rest } = root;
  return isJsonObject(webhooks) ? { ...rest, webhooks } : root;
}
