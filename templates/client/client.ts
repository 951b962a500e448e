/** The built-in template of the slot `client`: the options of a client, its transport, and its tree of resources. */
import {
  apiName,
  code,
  defaultServer,
  defineTemplate,
  docsOf,
  join,
  key,
  literal,
  object,
  runtimeType,
  runtimeValue,
  schemeNames,
  type,
  value,
  type Api,
  type Code,
  type Member,
  type Plan,
  type PlannedFile,
  type PlannedSymbol,
  type RenderContext,
  type ResourceSymbols,
  type Statement,
  type Template,
} from '../../generator/index.ts';
import {
  credentialOptions,
  credentialsOf,
  credentialType,
  declareCredentials,
  exampleOptions,
  schemeCall,
} from './credentials.ts';
import {
  environmentFunction,
  environmentVariables,
  type EnvironmentSymbols,
} from './environment-function.ts';
import { declareTokenFunctions, tokenFunctions, tokenNotes, type TokenSymbols } from './oauth.ts';
import {
  declareServerOptions,
  hasRequiredVariable,
  relativeServerReport,
  serverDefinition,
  serverMembers,
  serverNotes,
  serverOptions,
  type ServerSymbols,
} from './server-options.ts';

interface ClientSymbols extends EnvironmentSymbols {
  readonly createClient: PlannedSymbol;
  readonly createTransport: PlannedSymbol;
  readonly client: PlannedSymbol;
  readonly tokens: TokenSymbols;
  readonly servers: ServerSymbols;
  /** The member of the client that ends it: a resource of that name gets another one. */
  readonly close: PlannedSymbol;
}

/** `createClient`, and what stands behind it. */
export function client(): Template<'client'> {
  return defineTemplate({
    name: 'client',
    slot: 'client',
    declare(api, plan) {
      const file = plan.file({ identity: 'client', path: 'src/client.ts' });
      const symbols = declareClient({ api, file }, plan);
      return {
        slot: {
          ...symbols,
          environmentVariables: (context) => environmentVariables(api, symbols, context),
          exampleOptions: (context) => exampleOptions(api, { ...symbols, context }),
        },
        files: [
          { file, render: (context) => ({ kind: 'code', statements: statementsOf(api, symbols, context) }) },
        ],
        runtimeExports: symbols.tokens.size === 0 ? [] : ['ClientCredentialsOptions'],
      };
    },
  });
}

function declareClient(
  { api, file }: { readonly api: Api; readonly file: PlannedFile },
  plan: Plan,
): ClientSymbols {
  const declare = (name: string, meaning: 'type' | 'value'): PlannedSymbol =>
    plan.symbol({
      identity: `client:${name}`,
      file,
      name,
      case: meaning === 'type' ? 'pascal' : 'camel',
      meaning,
      isPublic: true,
      claim: 2,
    });
  const options = declare('Client Options', 'type');
  return {
    createClient: declare('create client', 'value'),
    createTransport: declare('create transport', 'value'),
    client: declare('Client', 'type'),
    options,
    credentials: declareCredentials({ api, file, parent: options }, plan),
    tokens: declareTokenFunctions(api, file, plan),
    servers: declareServerOptions({ api, file, parent: options }, plan),
    optionsFromEnvironment: declare('options from environment', 'value'),
    close: plan.symbol({
      identity: 'client:close',
      file,
      name: 'close',
      meaning: 'value',
      isMember: true,
      claim: 3,
    }),
  };
}

function statementsOf(api: Api, symbols: ClientSymbols, context: RenderContext): readonly Statement[] {
  const isRelative = relativeServerReport(api);
  if (isRelative !== null) context.report(isRelative);
  const tree = treeOf(context.slots.operation.resources);
  const options = credentialOptions(api, { ...symbols, context });
  return [
    clientFunction(api, symbols, { tree, context }),
    transportFunction(api, symbols, context),
    environmentFunction(api, symbols, context),
    ...tokenFunctions(api, userAgent(context), { ...symbols, options, context }),
    optionsStatement(api, symbols, context),
    {
      kind: 'interface',
      name: symbols.client,
      exported: true,
      docs: docsOf({ ...api.docs, summary: api.title }),
      ...clientType(tree, symbols, context),
    },
  ];
}

interface Nested {
  readonly tree: TreeNode;
  readonly context: RenderContext;
}

function clientFunction(api: Api, symbols: ClientSymbols, { tree, context }: Nested): Statement {
  const close = code`...${runtimeValue('makeClosable', context)}(transport.close)`;
  return {
    kind: 'function',
    name: symbols.createClient,
    exported: true,
    docs: { text: `A client of the ${apiName(api)}.` },
    parameters: [{ name: code`options`, type: type(symbols.options), optional: isOptional(api) }],
    returns: type(symbols.client),
    body: [
      code`const transport = ${value(symbols.createTransport)}(options);`,
      code`return ${clientValue(tree, context, [close])};`,
    ],
  };
}

function transportFunction(api: Api, symbols: ClientSymbols, context: RenderContext): Statement {
  const initial = isOptional(api) ? { initial: code`{}` } : {};
  return {
    kind: 'function',
    name: symbols.createTransport,
    exported: true,
    docs: {
      text: 'Sends the calls of a client. Operations that are imported one by one take it as their first argument.',
    },
    parameters: [{ name: code`options`, type: type(symbols.options), ...initial }],
    returns: runtimeType('Transport', context),
    body: [transportBody(api, symbols, context)],
  };
}

/** Nothing has to be given: no credential and no server is asked for. */
function isOptional(api: Api): boolean {
  const isServerKnown = defaultServer(api) !== null && !hasRequiredVariable(api);
  return credentialsOf(api).every(({ required }) => !required) && isServerKnown;
}

function optionsStatement(api: Api, symbols: ClientSymbols, context: RenderContext): Statement {
  const credentials = credentialOptions(api, { ...symbols, context }).map((option): Member => ({
    kind: 'property',
    name: option.name,
    type: code`${credentialType(option.scheme, context)} | undefined`,
    optional: !option.required,
    docs: docsOf(option.scheme.docs, tokenNotes(option, { ...symbols, context })),
  }));
  return {
    kind: 'interface',
    name: symbols.options,
    exported: true,
    docs: { text: 'Options of a client: address, credentials and defaults of calls.' },
    extends: [runtimeType('TransportOptions', context)],
    members: [
      ...credentials,
      ...serverMembers(serverOptions(api, symbols.servers, context)),
      baseUrlMember(api),
    ],
  };
}

/** It has to be given where the document does not say which host it is about. */
function baseUrlMember(api: Api): Member {
  const hasServer = defaultServer(api) !== null;
  return {
    kind: 'property',
    name: 'baseUrl',
    type: hasServer ? code`string | undefined` : code`string`,
    optional: hasServer,
    docs: { text: serverNotes(api) },
    facts: api.servers.map(({ url }) => url),
  };
}

function transportBody(api: Api, symbols: ClientSymbols, context: RenderContext): Code {
  const schemes = credentialOptions(api, { ...symbols, context }).map(
    (option) => code`${key(option.scheme.name)}: ${schemeCall(option, context)}`,
  );
  const members = [
    ...serverDefinition(api, symbols.servers, context),
    code`userAgent: ${userAgent(context)}`,
    code`securitySchemes: ${object(schemes, 'lines')}`,
    code`security: ${literal(schemeNames(api.security, api))}`,
  ];
  const definition = object(members, 'lines');
  return code`return ${runtimeValue('makeTransport', context)}(${definition}, options);`;
}

function userAgent({ package: { name, version } }: RenderContext): Code {
  return literal(`${name}/${version}`);
}

/** Resources by the names that they share. */
interface TreeNode {
  readonly name: PlannedSymbol | null;
  readonly resource: ResourceSymbols | null;
  readonly children: readonly TreeNode[];
}

function treeOf(resources: readonly ResourceSymbols[]): TreeNode {
  return nodeAt(resources, { depth: 0, name: null });
}

function nodeAt(
  resources: readonly ResourceSymbols[],
  { depth, name }: { readonly depth: number; readonly name: PlannedSymbol | null },
): TreeNode {
  const below = resources.filter(({ members }) => members.length > depth);
  const groups = Map.groupBy(below, ({ members }) => members[depth]?.identity ?? '');
  return {
    name,
    resource: resources.find(({ members }) => members.length === depth) ?? null,
    children: [...groups.values()].map((group) =>
      nodeAt(group, { depth: depth + 1, name: group[0]?.members[depth] ?? null }),
    ),
  };
}

function clientValue(node: TreeNode, context: RenderContext, first: readonly Code[] = []): Code {
  const own = node.resource === null ? null : code`${value(node.resource.bind)}(transport)`;
  if (own !== null && node.children.length + first.length === 0) return own;
  const children = node.children.map(
    (child) => code`${memberKey(child, context)}: ${clientValue(child, context)}`,
  );
  const members = [...first, own === null ? null : code`...${own}`, ...children];
  return object(members, 'lines');
}

/** The root is an interface: it extends the operations at the top, and has a property for each resource. */
function clientType(
  node: TreeNode,
  symbols: ClientSymbols,
  context: RenderContext,
): { readonly extends: readonly Code[]; readonly members: readonly Member[] } {
  return {
    extends: [closableType(symbols, context), ...(node.resource === null ? [] : [type(node.resource.type)])],
    members: node.children.map((child) => ({
      kind: 'property',
      name: child.name === null ? '' : context.nameOf(child.name),
      readonly: true,
      type: nodeType(child, context),
    })),
  };
}

/** Names of an older ledger count for more: there, only `await using` ends a client with a `close` of its own. */
function closableType({ close }: ClientSymbols, context: RenderContext): Code {
  const closable = runtimeType('Closable', context);
  return context.nameOf(close) === 'close' ? closable : code`Omit<${closable}, 'close'>`;
}

function nodeType(node: TreeNode, context: RenderContext): Code {
  const own = node.resource === null ? [] : [type(node.resource.type)];
  if (node.children.length === 0) return own[0] ?? code`{}`;
  const children = node.children.map(
    (child) => code`readonly ${memberKey(child, context)}: ${nodeType(child, context)}`,
  );
  return join([...own, code`{\n${join(children, code`;\n`)};\n}`], code` & `);
}

function memberKey({ name }: TreeNode, context: RenderContext): Code {
  return key(name === null ? '' : context.nameOf(name));
}
