/** One side of a comparison: an API, and the names and signatures of the package that it generates. */
import type { Api, IncomingRequest, Model, Operation } from '../api/api.ts';
import { camelCase, splitWords } from '../naming/words.ts';

export interface Side {
  readonly api: Api;
  /** Names that callers write, by identity. */
  readonly names: ReadonlyMap<string, string>;
  /** Public declarations by identity. */
  readonly signatures: ReadonlyMap<string, Signature>;
  /** Path of the file of a symbol, by identity. */
  readonly files: ReadonlyMap<string, string>;
}

/** A public declaration as data. Texts refer to other symbols by identity, so that a rename changes one declaration. */
export interface Signature {
  readonly identity: string;
  readonly name: string;
  readonly text: string;
  /** Members of an interface by name; `null` for any other declaration. */
  readonly members: ReadonlyMap<string, SignatureMember> | null;
}

export interface SignatureMember {
  readonly text: string;
  readonly isOptional: boolean;
}

/** Returns the call of an operation as callers write it: `orders.list`. */
export function callName({ names }: Side, { id, path }: Operation): string {
  const words = path.map((step) => camelCase(splitWords(step)));
  const groups = words.slice(0, -1).map((word, index) => {
    const group = words.slice(0, index + 1).join('.');
    return names.get(`group:${group}`) ?? word;
  });
  const method = names.get(`operation.method:${id}`) ?? names.get(`operation.call:${id}`);
  return [...groups, method ?? words.at(-1) ?? id].join('.');
}

/** Returns the name of a webhook or callback as callers write it: `webhooks.orderPaid`. */
export function incomingName({ names }: Side, { kind, id, name }: IncomingRequest): string {
  const own = names.get(`${kind}.validator:${id}`) ?? names.get(`${kind}.handler:${id}`);
  return `${kind}s.${own ?? camelCase(splitWords(name))}`;
}

/** Returns the name of a model's type as callers write it: `Order.Line`. */
export function modelName(side: Side, model: Model): string {
  const own = side.names.get(`model.type:${model.id}`) ?? model.name;
  const parent = side.api.models.find(({ id }) => id === model.parent);
  return parent === undefined || model.parent === null ? own : `${modelName(side, parent)}.${own}`;
}
