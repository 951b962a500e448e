/** Kinds of edits that an update of a document may bring. Each changes a copy in place; `false`: it finds nothing to change. */
import {
  isMap,
  listAt,
  mapAt,
  type Found,
  type FoundSchema,
  type Json,
  type JsonMap,
} from '../../review/edits/document.ts';
import type { Random } from '../../review/edits/random.ts';

export interface OracleEdit {
  readonly found: Found;
  readonly random: Random;
  /** Never given twice. */
  readonly serial: string;
}

type Edit = (context: OracleEdit) => boolean;

const scalars: readonly string[] = ['string', 'integer', 'number', 'boolean'];

interface FoundProperty {
  readonly owner: JsonMap;
  readonly properties: JsonMap;
  readonly name: string;
  /** An inline schema; `null`: a reference or a boolean. */
  readonly schema: JsonMap | null;
  readonly isRequired: boolean;
}

/** A property that is chosen from those that fit. */
function property(
  { found, random }: OracleEdit,
  fits: (property: FoundProperty) => boolean = () => true,
): FoundProperty | undefined {
  const all = found.objects.flatMap(({ schema: owner }): readonly FoundProperty[] => {
    const properties = mapAt(owner, 'properties');
    const required = Array.isArray(owner['required']) ? owner['required'] : [];
    return Object.entries(properties).map(([name, schema]) => {
      const inline = isMap(schema) && schema['$ref'] === undefined ? schema : null;
      return { owner, properties, name, schema: inline, isRequired: required.includes(name) };
    });
  });
  return random.oneOf(all.filter(fits));
}

function isScalar({ schema }: FoundProperty): boolean {
  return (
    schema !== null &&
    schema['enum'] === undefined &&
    schema['const'] === undefined &&
    schema['default'] === undefined &&
    scalars.includes(String(schema['type']))
  );
}

/** Edits a property that fits. */
function ofProperty(
  fits: (property: FoundProperty) => boolean,
  change: (property: FoundProperty) => void,
): Edit {
  return (context) => {
    const chosen = property(context, fits);
    if (chosen === undefined) return false;
    change(chosen);
    return true;
  };
}

/** Edits the schema of a property. */
function ofSchema(fits: (property: FoundProperty) => boolean, change: (schema: JsonMap) => void): Edit {
  return ofProperty(
    (one) => one.schema !== null && fits(one),
    ({ schema }) => change(schema ?? {}),
  );
}

function ofFound(
  list: (found: Found) => readonly FoundSchema[],
  change: (schema: JsonMap, context: OracleEdit) => boolean,
): Edit {
  return (context) => {
    const chosen = context.random.oneOf(list(context.found));
    return chosen !== undefined && change(chosen.schema, context);
  };
}

function setRequired({ owner, name }: FoundProperty, isRequired: boolean): void {
  const others = listAt(owner, 'required').filter((one) => one !== name);
  owner['required'] = isRequired ? [...others, name] : others;
}

function parametersOf({
  found,
}: OracleEdit): readonly { readonly list: Json[]; readonly parameter: JsonMap }[] {
  return found.operations.flatMap(({ operation }) => {
    const list = listAt(operation, 'parameters');
    return list.flatMap((parameter) =>
      isMap(parameter) && parameter['in'] === 'query' ? [{ list, parameter }] : [],
    );
  });
}

function ofParameter(change: (parameter: JsonMap, list: Json[]) => void): Edit {
  return (context) => {
    const chosen = context.random.oneOf(parametersOf(context));
    if (chosen === undefined) return false;
    change(chosen.parameter, chosen.list);
    return true;
  };
}

function without(list: Json[], item: Json): void {
  list.splice(list.indexOf(item), 1);
}

/** One of the values; an enum keeps at least one. */
function removeMember(schema: JsonMap, key: 'enum' | 'oneOf' | 'anyOf', random: Random): boolean {
  const members = schema[key];
  if (!Array.isArray(members) || members.length < 3) return false;
  const removed = random.oneOf(members);
  if (removed === undefined) return false;
  without(members, removed);
  return true;
}

export const edits: Readonly<Record<string, Edit>> = {
  'a property is removed': ofProperty(
    () => true,
    (one) => {
      delete one.properties[one.name];
      setRequired(one, false);
    },
  ),
  'an optional property is added': (context) => addProperty(context, false),
  'a required property is added': (context) => addProperty(context, true),
  'a property becomes required': ofProperty(
    ({ isRequired }) => !isRequired,
    (one) => setRequired(one, true),
  ),
  'a property becomes optional': ofProperty(
    ({ isRequired }) => isRequired,
    (one) => setRequired(one, false),
  ),
  'a property may be null': ofSchema(isScalar, (schema) => {
    schema['type'] = [schema['type'] ?? 'string', 'null'];
  }),
  'a property is null no more': ofSchema(
    ({ schema }) =>
      Array.isArray(schema?.['type']) && schema['type'].includes('null') && schema['type'].length === 2,
    (schema) => {
      schema['type'] = listAt(schema, 'type').find((one) => one !== 'null') ?? 'string';
    },
  ),
  'the type changes': ofSchema(isScalar, (schema) => {
    schema['type'] = schema['type'] === 'boolean' ? 'string' : 'boolean';
    for (const key of ['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'])
      delete schema[key];
  }),
  'an integer becomes a number': ofSchema(
    ({ schema }) => schema?.['type'] === 'integer',
    (schema) => {
      schema['type'] = 'number';
      delete schema['format'];
    },
  ),
  'a value becomes a list': ofSchema(isScalar, (schema) => {
    const items = { ...schema };
    for (const key of Object.keys(schema)) delete schema[key];
    schema['type'] = 'array';
    schema['items'] = items;
  }),
  'a limit is added': ofSchema(
    (one) => isScalar(one) && one.schema?.['type'] === 'string',
    (schema) => {
      schema['maxLength'] = 7;
    },
  ),
  'a default is added': ofSchema(
    (one) => isScalar(one) && one.schema?.['type'] === 'boolean',
    (schema) => {
      schema['default'] = true;
    },
  ),
  'a property becomes read-only': ofSchema(isScalar, (schema) => {
    schema['readOnly'] = true;
  }),
  'a property becomes write-only': ofSchema(isScalar, (schema) => {
    schema['writeOnly'] = true;
  }),
  'a value is added to an enum': ofFound(
    ({ enums }) => enums,
    (schema, { serial }) => listAt(schema, 'enum').push(`added-${serial}`) > 0,
  ),
  'a value is removed from an enum': ofFound(
    ({ enums }) => enums,
    (schema, { random }) => removeMember(schema, 'enum', random),
  ),
  'an enum becomes text': ofFound(
    ({ enums }) => enums,
    (schema) => {
      for (const key of ['default', 'x-enum-varnames', 'x-enumNames']) delete schema[key];
      return delete schema['enum'];
    },
  ),
  'text becomes an enum': ofSchema(
    (one) => isScalar(one) && one.schema?.['type'] === 'string' && one.schema['format'] === undefined,
    (schema) => {
      schema['enum'] = ['first', 'second'];
    },
  ),
  'a union loses a member': ofFound(
    ({ unions }) => unions.filter(({ schema }) => schema['discriminator'] === undefined),
    (schema, { random }) => removeMember(schema, Array.isArray(schema['oneOf']) ? 'oneOf' : 'anyOf', random),
  ),
  'a union gets a member': ofFound(
    ({ unions }) => unions.filter(({ schema }) => schema['discriminator'] === undefined),
    (schema) =>
      listAt(schema, Array.isArray(schema['oneOf']) ? 'oneOf' : 'anyOf').push({ type: 'boolean' }) > 0,
  ),
  'an object is closed': ofFound(
    ({ objects }) => objects.filter(({ schema }) => schema['additionalProperties'] === undefined),
    (schema) => {
      schema['additionalProperties'] = false;
      return true;
    },
  ),
  'a parameter is removed': ofParameter((parameter, list) => without(list, parameter)),
  'a parameter changes between required and optional': ofParameter((parameter) => {
    parameter['required'] = parameter['required'] !== true;
  }),
  'a parameter is added': (context) => {
    const chosen = context.random.oneOf(context.found.operations);
    if (chosen === undefined) return false;
    const required = context.random.below(2) === 0;
    listAt(chosen.operation, 'parameters').push({
      name: `added-${context.serial}`,
      in: 'query',
      required,
      schema: { type: 'string' },
    });
    return true;
  },
  'a body changes between required and optional': ({ found, random }) => {
    const bodies = found.operations.flatMap(({ operation: { requestBody: body } }) =>
      isMap(body) && isMap(body['content']) ? [body] : [],
    );
    const chosen = random.oneOf(bodies);
    if (chosen === undefined) return false;
    chosen['required'] = chosen['required'] !== true;
    return true;
  },
};

function addProperty({ found, random, serial }: OracleEdit, isRequired: boolean): boolean {
  const chosen = random.oneOf(found.objects);
  if (chosen === undefined) return false;
  mapAt(chosen.schema, 'properties')[`added-${serial}`] = { type: 'string' };
  if (isRequired) listAt(chosen.schema, 'required').push(`added-${serial}`);
  return true;
}
