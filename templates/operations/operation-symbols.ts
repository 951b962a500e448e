/** Declares the files and names of the operations: one file a resource, and more of a large one. */
import {
  splitWords,
  type Api,
  type Operation,
  type Pagination,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type Schema,
  type Waiter,
} from '../../generator/index.ts';
import { collectPatterns, type Patterns } from '../validators/patterns.ts';
import { callProperties } from './call-properties.ts';
import { errors, inlineResponses, type InlineResponse } from './contents.ts';
import { declareOwnFiles, type OwnFiles } from './homes.ts';
import { resourcesOf, verbOf, type Resource } from './resources.ts';

export interface OperationSymbols {
  readonly resource: ResourceSet;
  /** The constant that is its function, and its name as a method of the resource. */
  readonly call: PlannedSymbol;
  readonly method: PlannedSymbol;
  /** What the interface of the resource extends; `null`: it stands in the file of the resource itself. */
  readonly methods: PlannedSymbol | null;
  /** `null`: it takes nothing. */
  readonly parameters: PlannedSymbol | null;
  readonly patterns: { readonly symbol: PlannedSymbol; readonly sources: Patterns } | null;
  /** Validators of responses that are no model. */
  readonly responses: readonly (InlineResponse & { readonly symbol: PlannedSymbol })[];
  /** The bodies of documented errors, by status; `null`: none is described. */
  readonly errors: PlannedSymbol | null;
  /** `null`: it gives out no list in pages. */
  readonly pages: PageSymbols | null;
  readonly waiters: readonly WaiterSymbols[];
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

/** A resource with its file and the names that it has in the client. */
export interface ResourceSet extends Resource {
  /** Its interface, and those of its operations that have no file of their own. */
  readonly file: PlannedFile;
  readonly ownFiles: OwnFiles;
  readonly type: PlannedSymbol;
  readonly bind: PlannedSymbol;
  readonly members: readonly PlannedSymbol[];
}

export interface DeclaredOperations {
  readonly resources: readonly ResourceSet[];
  readonly operations: ReadonlyMap<string, OperationSymbols>;
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

export function declareOperations(api: Api, plan: Plan): DeclaredOperations {
  const groups = new Map<string, PlannedSymbol>();
  const resources = resourcesOf(api).map((resource) => declareResource(resource, groups, plan));
  const schemas = new Map(api.models.map(({ id, schema }) => [id, schema]));
  const operations = resources.flatMap((resource) =>
    resource.operations.map(
      (operation) => [operation.id, declareOperation({ operation, resource, schemas }, plan)] as const,
    ),
  );
  return { resources, operations: new Map(operations) };
}

function declareResource(resource: Resource, groups: Map<string, PlannedSymbol>, plan: Plan): ResourceSet {
  const file = plan.file({
    identity: `resource:${resource.id}`,
    folder: 'src/resources',
    name: resource.path.length === 0 ? ['root'] : resource.path,
    extension: '.ts',
  });
  const name = resource.path.length === 0 ? 'Root' : resource.path.join(' ');
  const members = resource.path.map((step, index) => {
    const identity = `group:${resource.path.slice(0, index + 1).join('.')}`;
    const parent = groups.get(`group:${resource.path.slice(0, index).join('.')}`);
    const known = groups.get(identity);
    if (known !== undefined) return known;
    const symbol = plan.symbol({
      identity,
      file,
      name: step,
      case: 'camel',
      meaning: 'value',
      isMember: true,
      claim: 1,
      ...(parent === undefined ? {} : { parent }),
    });
    groups.set(identity, symbol);
    return symbol;
  });
  return {
    ...resource,
    file,
    ownFiles: declareOwnFiles(resource, plan),
    members,
    type: plan.symbol({
      identity: `resource.type:${resource.id}`,
      file,
      // Resources and models go by the same nouns.
      name: `${name} Resource`,
      case: 'pascal',
      meaning: 'type',
      isKept: true,
      claim: 2,
    }),
    bind: plan.symbol({
      identity: `resource.bind:${resource.id}`,
      file,
      name: `bind ${name}`,
      case: 'camel',
      meaning: 'value',
      isKept: true,
    }),
  };
}

interface OperationRequest {
  readonly operation: Operation;
  readonly resource: ResourceSet;
  /** Of every model, by its id. */
  readonly schemas: ReadonlyMap<string, Schema>;
}

function declareOperation({ operation, resource, schemas }: OperationRequest, plan: Plan): OperationSymbols {
  const verb = verbOf(operation);
  const declare = declarer({ operation, resource, file: resource.ownFiles.get(operation) }, plan);
  // What waits may read by an operation of the resource's file, which imports those that have their own.
  const declareWaiter = declarer({ operation, resource }, plan);
  const properties = callProperties(operation);
  const sources = collectPatterns(
    properties.map(({ name, schema }) => [name, schema]),
    (id) => schemas.get(id),
  );
  return {
    resource,
    call: declare.call('call', verb),
    method: declare.method('method', verb),
    methods: resource.ownFiles.has(operation) ? declare.type('methods', `${verb} method`) : null,
    parameters: properties.length === 0 ? null : declare.type('parameters', `${verb} parameters`),
    patterns:
      sources.size === 0 ? null : { symbol: declare.internal('patterns', `${verb} patterns`), sources },
    responses: inlineResponses(operation).map((response) => ({
      ...response,
      symbol: declare.internal(
        `response:${response.status}:${response.content.mediaType}`,
        `${verb} ${response.role}`,
      ),
    })),
    errors: errors(operation).length === 0 ? null : declare.type('error', `${verb} errors`),
    pages: operation.pagination === null ? null : pageSymbols(operation.pagination, verb, declare),
    waiters: operation.waiters.map((waiter) => ({
      waiter,
      constant: declareWaiter.internal(`waiter:${waiter.name}`, waiter.name),
      success: declareWaiter.type(`waiter.success:${waiter.name}`, `${waiter.method} result`),
      failure: declareWaiter.type(`waiter.failure:${waiter.name}`, `${waiter.method} failure`),
      call: declareWaiter.call(`waiter.call:${waiter.name}`, waiter.method),
      method: declareWaiter.method(`waiter.method:${waiter.name}`, waiter.method),
      tryCall: declareWaiter.call(`waiter.try:${waiter.name}`, `try ${waiter.method}`),
      tryMethod: declareWaiter.method(`waiter.tryMethod:${waiter.name}`, `try ${waiter.method}`),
      pollCall: declareWaiter.call(`waiter.poll:${waiter.name}`, pollMethod(waiter)),
      pollMethod: declareWaiter.method(`waiter.pollMethod:${waiter.name}`, pollMethod(waiter)),
    })),
  };
}

/** `waitUntilCompleted` → `poll Until Completed` */
function pollMethod({ method }: Waiter): string {
  const words = splitWords(method);
  return ['poll', ...(words[0]?.toLowerCase() === 'wait' ? words.slice(1) : words)].join(' ');
}

function pageSymbols(pagination: Pagination, verb: string, declare: Declarer): PageSymbols {
  return {
    pagination,
    constant: declare.internal('pages', `${verb} pages`),
    call: declare.call('pages.call', pagination.method),
    method: declare.method('pages.method', pagination.method),
  };
}

interface Declarer {
  readonly call: (role: string, name: string) => PlannedSymbol;
  readonly method: (role: string, name: string) => PlannedSymbol;
  readonly type: (role: string, name: string) => PlannedSymbol;
  readonly internal: (role: string, name: string) => PlannedSymbol;
}

interface DeclarerRequest {
  readonly operation: Operation;
  readonly resource: ResourceSet;
  /** Left out: that of the resource. */
  readonly file?: PlannedFile | undefined;
}

function declarer({ operation, resource, file = resource.file }: DeclarerRequest, plan: Plan): Declarer {
  const parent = resource.members.at(-1);
  const identityOf = (role: string): string => `operation.${role}:${operation.id}`;
  const binding = { file, avoid: localNames, alternatives: [], handedOnBy: resource.file } as const;
  return {
    call: (role, name) =>
      plan.symbol({
        ...binding,
        identity: identityOf(role),
        name,
        case: 'camel',
        meaning: 'value',
        isKept: true,
        claim: 1,
      }),
    method: (role, name) =>
      plan.symbol({
        identity: identityOf(role),
        file,
        name,
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
        case: 'pascal',
        meaning: 'type',
        isKept: true,
      }),
    internal: (role, name) =>
      plan.symbol({ ...binding, identity: identityOf(role), name, case: 'camel', meaning: 'value' }),
  };
}
