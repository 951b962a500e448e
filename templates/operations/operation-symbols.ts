/** Declares the names of the operations, each in the file of its resource or, in a large one, its own. */
import {
  type Api,
  type Operation,
  type Pagination,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  splitWords,
  type Waiter,
} from '../../generator/index.ts';
import {
  type ArgumentSymbols,
  declareArguments,
  declareContentType,
  plannedProperties,
} from './arguments.ts';
import { acceptChoices, bodyChoices, errors, type InlineResponse, inlineResponses } from './contents.ts';
import { declareResource, type Groups, type ResourceSet, resourcesOf, verbOf } from './resources.ts';

export interface OperationSymbols {
  readonly resource: ResourceSet;
  /** The constant that is its function, and its name as a method of the resource. */
  readonly call: PlannedSymbol;
  readonly method: PlannedSymbol;
  /** Interface that the resource extends. `null`: the method is part of the resource's own interface. */
  readonly methods: PlannedSymbol | null;
  /** `null`: it takes nothing. */
  readonly parameters: PlannedSymbol | null;
  readonly arguments: ArgumentSymbols;
  /** `null`: its body has one media type at most. */
  readonly bodies: BodySymbols | null;
  /** What a call returns, by the option `accept`; `null`: there is no choice. */
  readonly promises: PlannedSymbol | null;
  /** Constant that the code of validators may share. */
  readonly shared: PlannedSymbol;
  /** Validators of responses that are no model. */
  readonly responses: readonly (InlineResponse & { readonly symbol: PlannedSymbol })[];
  /** The bodies of documented errors, by status; `null`: none is described. */
  readonly errors: PlannedSymbol | null;
  /** `null`: it gives out no list in pages. */
  readonly pages: PageSymbols | null;
  readonly waiters: readonly WaiterSymbols[];
}

/** Names for the choice of a body's media type. */
export interface BodySymbols {
  /** The types of the body, by media type. */
  readonly types: PlannedSymbol;
  /** The parameter that chooses. */
  readonly key: PlannedSymbol;
}

export interface PageSymbols {
  readonly pagination: Pagination;
  readonly constant: PlannedSymbol;
  readonly call: PlannedSymbol;
  readonly method: PlannedSymbol;
}

export interface WaiterSymbols {
  readonly waiter: Waiter;
  readonly constant: PlannedSymbol;
  readonly success: PlannedSymbol;
  readonly failure: PlannedSymbol;
  readonly call: PlannedSymbol;
  readonly method: PlannedSymbol;
  readonly tryCall: PlannedSymbol;
  readonly tryMethod: PlannedSymbol;
  readonly pollCall: PlannedSymbol;
  readonly pollMethod: PlannedSymbol;
}

export interface DeclaredOperations {
  readonly resources: readonly ResourceSet[];
  readonly operations: ReadonlyMap<string, OperationSymbols>;
}

export function declareOperations(api: Api, plan: Plan): DeclaredOperations {
  const groups: Groups = new Map();
  const resources = resourcesOf(api).map((resource) => declareResource(resource, groups, plan));
  const operations = resources.flatMap((resource) =>
    resource.operations.map(
      (operation) => [operation.id, declareOperation({ operation, resource }, plan)] as const,
    ),
  );
  return { resources, operations: new Map(operations) };
}

interface OperationRequest {
  readonly operation: Operation;
  readonly resource: ResourceSet;
}

function declareOperation({ operation, resource }: OperationRequest, plan: Plan): OperationSymbols {
  const verb = verbOf(operation);
  const declare = operationNames({ operation, resource, file: resource.ownFiles.get(operation) }, plan);
  // In the file of the resource, which imports all others of it: the fallback of a wait may be any of them.
  const declareWaiter = operationNames({ operation, resource }, plan);
  const responses = inlineResponses(operation);
  const file = resource.ownFiles.get(operation) ?? resource.file;
  const isWithout = plannedProperties(operation).length === 0;
  const parameters = isWithout ? null : declare.type('parameters', `${verb} parameters`);
  return {
    resource,
    call: declare.call('call', verb),
    method: declare.method('method', verb),
    methods: resource.ownFiles.has(operation) ? declare.type('methods', `${verb} method`) : null,
    parameters,
    arguments:
      parameters === null ? new Map() : declareArguments({ operation, file, parent: parameters }, plan),
    bodies:
      parameters === null || bodyChoices(operation).length === 0
        ? null
        : {
            types: declare.type('bodies', `${verb} bodies`),
            key: declareContentType({ operation, file, parent: parameters }, plan),
          },
    promises: acceptChoices(operation) === null ? null : declare.type('promises', `${verb} promises`),
    shared: declare.internal('patterns', `${verb} patterns`),
    responses: responses.map((response) => ({
      ...response,
      symbol: declare.internal(
        `response:${response.status}:${response.content.mediaType}`,
        `${verb} ${response.role}`,
      ),
    })),
    errors: errors(operation).length === 0 ? null : declare.type('error', `${verb} errors`),
    pages: operation.pagination === null ? null : pageSymbols(operation.pagination, verb, declare),
    waiters: operation.waiters.map((waiter) => waiterSymbols(waiter, declareWaiter)),
  };
}

function waiterSymbols(waiter: Waiter, declare: OperationNames): WaiterSymbols {
  return {
    waiter,
    constant: declare.internal(`waiter:${waiter.name}`, waiter.name),
    success: declare.type(`waiter.success:${waiter.name}`, `${waiter.method} result`),
    failure: declare.type(`waiter.failure:${waiter.name}`, `${waiter.method} failure`),
    call: declare.call(`waiter.call:${waiter.name}`, waiter.method),
    method: declare.method(`waiter.method:${waiter.name}`, waiter.method),
    tryCall: declare.call(`waiter.try:${waiter.name}`, `try ${waiter.method}`),
    tryMethod: declare.method(`waiter.tryMethod:${waiter.name}`, `try ${waiter.method}`),
    pollCall: declare.call(`waiter.poll:${waiter.name}`, pollMethod(waiter)),
    pollMethod: declare.method(`waiter.pollMethod:${waiter.name}`, pollMethod(waiter)),
  };
}

/** `waitUntilCompleted` → `poll Until Completed` */
function pollMethod({ method }: Waiter): string {
  const words = splitWords(method);
  return ['poll', ...(words[0]?.toLowerCase() === 'wait' ? words.slice(1) : words)].join(' ');
}

function pageSymbols(pagination: Pagination, verb: string, declare: OperationNames): PageSymbols {
  return {
    pagination,
    constant: declare.internal('pages', `${verb} pages`),
    call: declare.call('pages.call', pagination.method),
    method: declare.method('pages.method', pagination.method),
  };
}

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
interface OperationNames {
  readonly call: (role: string, name: string) => PlannedSymbol;
  readonly method: (role: string, name: string) => PlannedSymbol;
  readonly type: (role: string, name: string) => PlannedSymbol;
  readonly internal: (role: string, name: string) => PlannedSymbol;
}

interface NamesRequest {
  readonly operation: Operation;
  readonly resource: ResourceSet;
  /** Left out: that of the resource. */
  readonly file?: PlannedFile | undefined;
}

function operationNames(
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
