/** Makes a side of a comparison from a plan and the statements that its templates rendered. */
import type { PackagePlan } from '../plan/package-plan.ts';
import {
  isDeclaration,
  type DeclarationStatement,
  type Member,
  type Statement,
} from '../template/structures.ts';
import type { Side, Signature, SignatureMember } from './side.ts';

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

/** A body is no part of a signature, and neither is the value of a constant with a type. */
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
