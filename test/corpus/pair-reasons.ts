/** Why the object that one operation returns is not the body of another: where the document describes two types. */
import { isOpenUnion } from '../../generator/api/unions.ts';
import type { Api } from '../../generator/api/api.ts';
import type { EnumMember, ObjectSchema, Property, Schema } from '../../generator/api/schema.ts';
import type { SchemaOf } from './pairs.ts';

/** The first difference on the way through both schemas; `null`: what is received can be sent. */
export function differenceOf(received: Schema, sent: Schema, api: Api, schemaOf: SchemaOf): string | null {
  return new Difference(api, schemaOf).between(received, sent, '');
}

class Difference {
  readonly #seen = new Set<string>();
  readonly #api: Api;
  readonly #schemaOf: SchemaOf;

  constructor(api: Api, schemaOf: SchemaOf) {
    this.#api = api;
    this.#schemaOf = schemaOf;
  }

  between(received: Schema, sent: Schema, at: string): string | null {
    if (received.kind === 'model' && sent.kind === 'model') {
      if (received.model === sent.model) return null;
      const key = `${received.model} ${sent.model}`;
      if (this.#seen.has(key)) return null;
      this.#seen.add(key);
    }
    const [from, to] = [this.#opened(received), this.#opened(sent)];
    if (to.kind === 'unknown' || from.kind === 'never') return null;
    if (from.kind === 'unknown') return `${at}: any value is received`;
    if (from.kind === 'union') return this.#ofUnion(from, to, at);
    if (to.kind === 'union') {
      const all = to.members.map((member) => this.#fresh().between(from, member, at));
      return all.includes(null) ? null : `${at}: ${from.kind} is none of the alternatives of the body`;
    }
    if (to.kind === 'intersection')
      return to.members.map((member) => this.between(from, member, at)).find((each) => each !== null) ?? null;
    if (from.kind === 'intersection') {
      const all = from.members.map((member) => this.#fresh().between(member, to, at));
      return all.includes(null) ? null : (all[0] ?? null);
    }
    return this.#ofPlain(from, to, at);
  }

  #fresh(): Difference {
    return new Difference(this.#api, this.#schemaOf);
  }

  #opened(schema: Schema): Schema {
    if (schema.kind === 'model') return this.#opened(this.#schemaOf(schema.model));
    return schema.kind === 'refined' ? this.#opened(schema.schema) : schema;
  }

  #ofUnion(from: Schema & { readonly kind: 'union' }, to: Schema, at: string): string | null {
    for (const member of from.members) {
      const found = this.between(member, to, at);
      if (found !== null) return found;
    }
    const source = { api: this.#api, model: (id: string) => modelNamed(this.#api, id) };
    const isLaterTaken = to.kind === 'union' && isOpenUnion(to, source);
    return isOpenUnion(from, source) && !isLaterTaken ? `${at}: a later variant is received` : null;
  }

  #ofPlain(from: Schema, to: Schema, at: string): string | null {
    if (from.kind === 'object' && to.kind === 'object') return this.#ofObjects(from, to, at);
    if (from.kind === 'object' && to.kind === 'record')
      return `${at}: an object is received, and a map is sent`;
    if (from.kind === 'record' && to.kind === 'object') {
      const required = to.properties.find(isNeeded);
      return required === undefined
        ? null
        : `${at}/${required.name}: required in the body, not in the response`;
    }
    if (from.kind === 'record' && to.kind === 'record')
      return this.between(from.values, to.values, `${at}/*`);
    const [one, other] = [from, to].map((each) => (each.kind === 'array' ? each.items : null));
    if (one && other) return this.between(one, other, `${at}/*`);
    if (from.kind === 'tuple' || to.kind === 'tuple') return from.kind === to.kind ? null : `${at}: a tuple`;
    const [had, has] = [valuesOf(from), valuesOf(to)];
    if (has !== null) {
      const other = had?.find((value) => !has.includes(value));
      if (had === null || other !== undefined)
        return `${at}: ${had === null ? from.kind : JSON.stringify(other)} is not in the enumeration of the body`;
      return null;
    }
    const kind = had === null || had[0] === null ? from.kind : typeof had[0];
    const isBytes = (each: Schema): boolean => each.kind === 'string' && each.format === 'binary';
    return kind === to.kind && isBytes(from) === isBytes(to)
      ? null
      : `${at}: ${kind} is received, and ${to.kind} is sent`;
  }

  #ofObjects(from: ObjectSchema, to: ObjectSchema, at: string): string | null {
    const received = new Map(
      from.properties.filter(({ access }) => access !== 'write').map((each) => [each.name, each]),
    );
    const wanted = to.properties.filter(({ access }) => access !== 'read');
    for (const property of wanted) {
      const found = this.#ofProperty(received.get(property.name), property, at);
      if (found !== null) return found;
    }
    const shared = wanted.some(({ name }) => received.has(name));
    if (wanted.length > 0 && !shared && !wanted.some(isNeeded) && received.size > 0)
      return `${at}: no property in common`;
    const isMap = to.rest !== null && to.rest.kind !== 'never';
    if (isMap && from.rest === null) return `${at}: an object is received, and a map is sent`;
    const readOnly = to.properties.find(({ name, access }) => access === 'read' && received.has(name));
    const own = readOnly === undefined ? undefined : received.get(readOnly.name);
    return own === undefined || own.access === 'read'
      ? null
      : `${at}/${own.name}: read-only in the body alone`;
  }

  #ofProperty(from: Property | undefined, to: Property, at: string): string | null {
    const pointer = `${at}/${to.name}`;
    if (from === undefined)
      return isNeeded(to) ? `${pointer}: required in the body, not in the response` : null;
    if (isNeeded(to) && !from.required && from.default === undefined)
      return `${pointer}: required in the body, optional in the response`;
    return this.between(from.schema, to.schema, pointer);
  }
}

function isNeeded({ required, access }: Property): boolean {
  return required && access !== 'read';
}

function valuesOf(schema: Schema): readonly (EnumMember['value'] | null)[] | null {
  if (schema.kind === 'enum') return schema.members.map(({ value }) => value);
  if (schema.kind === 'null') return [null];
  if (schema.kind !== 'literal' || (typeof schema.value === 'object' && schema.value !== null)) return null;
  return [schema.value];
}

function modelNamed({ models }: Api, id: string): Api['models'][number] {
  const found = models.find((model) => model.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}
