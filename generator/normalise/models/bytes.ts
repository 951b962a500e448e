/** Gives bytes the form that their body can carry: files in multipart bodies, strings in JSON. */
import type { Content, Operation } from '../../api/api.ts';
import { withBody } from '../../api/assertions.ts';
import { noDocs, placeKey } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, mapChildren } from '../../api/walk.ts';
import { unionOf } from '../schema/union.ts';
import { reportAt, type Scope } from '../scope.ts';
import type { ModelSchemas } from './components.ts';
import { mapSchemas, type SchemaUse, usedSchemas } from './schema-uses.ts';

/**
 * Carrier of a value: `body` has parts, a `part` is bytes or text, and every value inside `json` is text.
 *
 * An object in a part is JSON as well.
 */
type Carrier = 'body' | 'part' | 'json';

export interface PlacedBytes {
  readonly models: ModelSchemas;
  readonly operations: readonly Operation[];
}

/** JSON has no bytes: `format: binary` in it is a string, and reported. A model that is used both ways has both. */
export function placeBytes(
  scope: Scope,
  models: ModelSchemas,
  operations: readonly Operation[],
): PlacedBytes {
  const filed = operations.map((operation) => withFiles(operation, models));
  const shared = sharedModels(models, carriersOf(models, filed));
  const marked = filed.map((operation) =>
    mapSchemas(operation, (schema, use) => {
      const carrier = carrierOf(operation, use);
      return carrier === null ? schema : writtenOut(schema, carrier, { models, shared, within: [] });
    }),
  );
  const carriers = carriersOf(models, marked);
  const place = (schema: Schema, given: readonly Carrier[]): Schema => placed(scope, schema, given);
  return {
    models: new Map([...models].map(([id, schema]) => [id, place(schema, carriers.get(id) ?? [])])),
    operations: marked.map((operation) =>
      mapSchemas(operation, (schema, use) => {
        const carrier = carrierOf(operation, use);
        return carrier === null ? schema : place(schema, [carrier]);
      }),
    ),
  };
}

/** Models that are used in JSON and elsewhere, and hold bytes: each carrier has a type of its own. */
function sharedModels(
  models: ModelSchemas,
  carriers: ReadonlyMap<string, readonly Carrier[]>,
): ReadonlySet<string> {
  return new Set(
    [...carriers].flatMap(([id, given]) => {
      const schema = models.get(id);
      const other = given.find((carrier) => carrier !== 'json');
      if (schema === undefined || other === undefined || !given.includes('json')) return [];
      return holdsBytes(schema, other, models) ? [id] : [];
    }),
  );
}

function holdsBytes(schema: Schema, carrier: Carrier, models: ModelSchemas): boolean {
  return reached([{ schema, carrier }], models).some(
    (each) => each.carrier !== 'json' && isBytes(each.schema),
  );
}

interface Sharing {
  readonly models: ModelSchemas;
  readonly shared: ReadonlySet<string>;
  /** Models around the schema: one that contains itself stays a name. */
  readonly within: readonly string[];
}

/** Replaces shared models by their schemas where they are not JSON: the component describes JSON. */
function writtenOut(schema: Schema, carrier: Carrier, sharing: Sharing): Schema {
  if (carrier === 'json') return schema;
  const { models, shared, within } = sharing;
  if (schema.kind === 'model') {
    const target = models.get(schema.model);
    if (target === undefined || !shared.has(schema.model) || within.includes(schema.model)) return schema;
    return writtenOut(target, carrier, { ...sharing, within: [...within, schema.model] });
  }
  const inner = schema.kind === 'refined' ? carrier : carrierInside(schema, carrier);
  return mapChildren(schema, (child) => writtenOut(child, inner, sharing));
}

function withFiles(operation: Operation, models: ModelSchemas): Operation {
  const { requestBody } = operation;
  if (requestBody === null) return operation;
  const content = requestBody.content.map((each) => ({
    ...each,
    hasFiles: each.format === 'multipart' && holdsFile(each.schema, models),
  }));
  const marked = content.some(({ hasFiles }) => hasFiles)
    ? content.map((each) => (losesFiles(each, models) ? { ...each, losesFiles: true } : each))
    : content;
  return { ...operation, requestBody: { ...requestBody, content: marked } };
}

function losesFiles({ format, schema }: Content, models: ModelSchemas): boolean {
  if (format === 'multipart' || format === 'binary') return false;
  return reached([{ schema, carrier: 'json' }], models).some((each) => isBytes(each.schema));
}

function holdsFile(body: Schema, models: ModelSchemas): boolean {
  return reached([{ schema: body, carrier: 'body' }], models).some(
    ({ schema, carrier }) => carrier === 'part' && isBytes(schema),
  );
}

/** `null`: the content is not sent, because another one has files. */
function carrierOf({ requestBody, responses }: Operation, use: SchemaUse): Carrier | null {
  const { role, status, mediaType } = use;
  const named = ({ content }: { readonly content: readonly Content[] }): Content | undefined =>
    content.find((each) => each.mediaType === mediaType);
  if (role === 'parameter' || role === 'header') return 'json';
  const response = responses.find((each) => each.status === status);
  const isBody = role === 'request' || role === 'payload';
  const content = isBody ? requestBody && named(requestBody) : response && named(response);
  if (content?.format === 'multipart') return 'body';
  if (content?.format === 'binary') return 'part';
  const isLeftOut = role === 'request' && requestBody?.content.some(({ hasFiles }) => hasFiles) === true;
  return isLeftOut ? null : 'json';
}

function carriersOf(
  models: ModelSchemas,
  operations: readonly Operation[],
): ReadonlyMap<string, readonly Carrier[]> {
  const roots = usedSchemas(operations).flatMap(({ schema, use }): readonly Carried[] => {
    const carrier = carrierOf(use.operation, use);
    return carrier === null ? [] : [{ schema, carrier }];
  });
  const found = new Map<string, readonly Carrier[]>();
  for (const { schema, carrier } of reached(roots, models)) {
    if (schema.kind === 'model') found.set(schema.model, [...(found.get(schema.model) ?? []), carrier]);
  }
  return found;
}

interface Carried {
  readonly schema: Schema;
  readonly carrier: Carrier;
}

/** All schemas in the roots; each model once for each of its carriers. */
function reached(roots: readonly Carried[], models: ModelSchemas): readonly Carried[] {
  const seen = new Set<string>();
  const found: Carried[] = [];
  const pending = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { schema, carrier } = next;
    if (schema.kind === 'model') {
      if (seen.has(`${carrier} ${schema.model}`)) continue;
      seen.add(`${carrier} ${schema.model}`);
      const target = models.get(schema.model);
      if (target !== undefined) pending.push({ schema: target, carrier });
    }
    found.push(next);
    const inner = carrierInside(schema, carrier);
    if (schema.kind === 'refined') pending.push({ schema: schema.schema, carrier });
    else pending.push(...childrenOf(schema).map((child) => ({ schema: child.schema, carrier: inner })));
  }
  return found;
}

function carrierInside({ kind }: Schema, carrier: Carrier): Carrier {
  if (carrier === 'json') return 'json';
  const isObject = kind === 'object' || kind === 'record';
  if (carrier === 'part') return isObject ? 'json' : 'part';
  return isObject || kind === 'array' || kind === 'tuple' ? 'part' : 'body';
}

/** Without a carrier, nothing sends or reads the schema: it is a string, and no message helps. */
function placed(scope: Scope, schema: Schema, carriers: readonly Carrier[]): Schema {
  if (isBytes(schema)) return bytesIn(scope, schema, carriers);
  if (schema.kind === 'refined') {
    const body = placed(scope, schema.schema, carriers);
    return body === schema.schema ? schema : withBody(schema, body);
  }
  const inner = carriers.map((carrier) => carrierInside(schema, carrier));
  return mapChildren(schema, (child) => placed(scope, child, inner));
}

type StringSchema = Extract<Schema, { kind: 'string' }>;

function bytesIn(scope: Scope, schema: StringSchema, carriers: readonly Carrier[]): Schema {
  const isText = carriers.includes('json');
  if (isText && !scope.schemas.contents.has(placeKey(schema.place))) {
    const message = 'JSON has no bytes, so "format: binary" is a string here.';
    reportAt(scope, schema.place, { code: 'CW2041', message });
  }
  if (carriers.length > 0 && carriers.every((carrier) => carrier !== 'json')) return schema;
  const text: Schema = { ...schema, format: null };
  if (carriers.every((carrier) => carrier === 'json')) return text;
  const either = unionOf(
    [
      { ...text, docs: noDocs },
      { ...schema, docs: noDocs },
    ],
    {
      place: schema.place,
      exclusive: false,
    },
  );
  return { ...either, docs: schema.docs };
}

function isBytes(schema: Schema): schema is StringSchema {
  return schema.kind === 'string' && schema.format === 'binary';
}
