/** One side of a comparison: an API, and the names and signatures of the package that it generates. */
import type { Api, IncomingRequest, Model, Operation } from '../api/api.ts';
import { camelCase, splitWords } from '../naming/words.ts';
import type { PackagePlan } from '../plan/package-plan.ts';
import {
  type DeclarationStatement,
  isDeclaration,
  type Member,
  type Statement,
} from '../template/structures.ts';

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

/** `statements`: of all files of the package. */
export function sideOf(plan: PackagePlan, statements: readonly Statement[]): Side {
  const files = new Map(
    [...plan.symbols.values()].map(({ identity, file }) => [identity, plan.paths.get(file) ?? file]),
  );
  const signatures = new Map(
    statements.filter(isPublic).map((statement) => {
      const signature = signatureOf(statement, plan);
      return [signature.identity, signature];
    }),
  );
  return { api: plan.api, names: plan.ledger.names, signatures, files };
}

function isPublic(statement: Statement): statement is DeclarationStatement {
  return isDeclaration(statement) && statement.exported && statement.internal !== true;
}

/** A type and its namespace have one identity, and so have a type and the validator of that name. */
function signatureOf(statement: DeclarationStatement, plan: PackagePlan): Signature {
  const { identity } = statement.name;
  const name = plan.symbols.get(identity)?.name ?? identity;
  const key = statement.kind === 'namespace' ? `${identity}#namespace` : identity;
  return { identity: key, name, text: textOf(publicPart(statement)), members: membersOf(statement) };
}

/** The statement without bodies of functions, and without values of constants that have a type. */
function publicPart(statement: DeclarationStatement): object {
  switch (statement.kind) {
    case 'interface':
    case 'type':
    case 'namespace':
      return statement;
    case 'const':
      return statement.type === null ? statement : { ...statement, value: null };
    case 'function':
      return { ...statement, body: [] };
  }
}

function membersOf(statement: DeclarationStatement): Signature['members'] {
  if (statement.kind !== 'interface') return null;
  return new Map(statement.members.map((member) => [memberName(member), signatureMember(member)]));
}

function memberName(member: Member): string {
  return member.kind === 'index' ? `[${member.key}]` : member.name;
}

function signatureMember(member: Member): SignatureMember {
  const isOptional = member.kind === 'property' && member.optional === true;
  return { text: textOf({ ...member, optional: null }), isOptional };
}

/** Without comments and facts, which no compiler reads. Symbols stand for themselves, by identity. */
function textOf(part: object): string {
  return JSON.stringify(part, (key, value: unknown) =>
    key === 'docs' || key === 'facts' ? undefined : value,
  );
}
