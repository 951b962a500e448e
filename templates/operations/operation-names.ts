/** Declares the symbols of one operation by their roles: its functions, methods and types. */
import type { Operation, Plan, PlannedFile, PlannedSymbol } from '../../generator/index.ts';
import type { ResourceSet } from './resource-symbols.ts';

/** Names of parameters in the functions of these files. */
const localNames: readonly string[] = [
  'transport',
  'parameters',
  'options',
  'value',
  'out',
  'key',
  'item',
  'result',
  'timeoutMs',
];

/** Asks for the names of one operation, each by its role. */
export interface OperationNames {
  readonly call: (role: string, name: string) => PlannedSymbol;
  readonly method: (role: string, name: string) => PlannedSymbol;
  readonly type: (role: string, name: string) => PlannedSymbol;
  readonly internal: (role: string, name: string) => PlannedSymbol;
}

export interface NamesRequest {
  readonly operation: Operation;
  readonly resource: ResourceSet;
  /** Left out: that of the resource. */
  readonly file?: PlannedFile | undefined;
}

export function operationNames(
  { operation, resource, file = resource.file }: NamesRequest,
  plan: Plan,
): OperationNames {
  const parent = resource.members.at(-1);
  const identityOf = (role: string): string => `operation.${role}:${operation.id}`;
  const part = { what: 'operation', name: operation.id, place: operation.place };
  const binding = { of: part, file, avoid: localNames, handedOnBy: resource.file } as const;
  const owners = resource.path.join(' ');
  const longer = (name: string): readonly string[] => [
    `${name} ${owners}`,
    `${operation.method} ${owners} ${name}`,
  ];
  return {
    call: (role, name) =>
      plan.symbol({
        ...binding,
        identity: identityOf(role),
        name,
        alternatives: longer(name),
        case: 'camel',
        meaning: 'value',
        isKept: true,
        claim: 1,
      }),
    method: (role, name) =>
      plan.symbol({
        identity: identityOf(role),
        of: part,
        file,
        name,
        // A resource may have the name: `account.login.create` beside `account.login`.
        alternatives: [`${operation.method} ${name}`],
        case: 'camel',
        meaning: 'value',
        isMember: true,
        ...(parent === undefined ? {} : { parent }),
      }),
    type: (role, name) =>
      plan.symbol({
        ...binding,
        identity: identityOf(role),
        name,
        alternatives: longer(name),
        case: 'pascal',
        meaning: 'type',
        isKept: true,
      }),
    internal: (role, name) =>
      plan.symbol({
        ...binding,
        identity: identityOf(role),
        name,
        alternatives: longer(name),
        case: 'camel',
        meaning: 'value',
      }),
  };
}
