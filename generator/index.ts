/** The public API of templates: the API model, code as data, structures, names. Built-in templates use nothing else. */
export type * from './api/api.ts';
export type * from './api/place.ts';
export {
  answeredContents,
  defaultServer,
  firstServer,
  isRelativeServer,
  receivedContents,
  schemeNames,
  sentContent,
  sentMethod,
  serverUrl,
  type WithServers,
} from './api/requests.ts';
export type * from './api/json.ts';
export type * from './api/place.ts';
export type * from './api/schema.ts';
export type * from './api/security.ts';
export { assertedSchemas, unrefined } from './api/assertions.ts';
export { hashText } from './api/hash.ts';
export {
  type Difference,
  holdsDefault,
  holdsRepresented,
  isRepresented,
  isScalar,
  isSharedByDirections,
  modelsThatDiffer,
  modelsWithWireForm,
  reaches,
  receivedModelsAround,
  referencesOf,
  type Representation,
  type Represented,
  someSchema,
} from './api/representations.ts';
export {
  hasConstant,
  isOpenEnum,
  isOpenUnion,
  isTagged,
  sourceOf,
  withoutNull,
  type ModelSource,
  type TaggedUnion,
} from './api/unions.ts';
export { type Child, childrenOf, referenceGroups, type Step } from './api/walk.ts';
export type { Diagnostic, Report, Severity } from './diagnostics/diagnostic.ts';
export { encodeComment } from './naming/encode.ts';
export { isIdentifier, toIdentifier } from './naming/identifier.ts';
export { argumentIdentity, keyName, longerKeyNames } from './naming/key-names.ts';
export { camelCase, kebabCase, pascalCase, singular, splitWords } from './naming/words.ts';
export {
  ownFile as builtInFile,
  ownModules as builtInModules,
  type ExportedName,
  type OwnModule,
} from './own-file.ts';
export {
  code,
  comment,
  external,
  identifier,
  join,
  key,
  literal,
  member,
  nameOf,
  nothing,
  numeral,
  type,
  value,
  type Code,
  type Dependency,
  type DependencyKind,
} from './template/code.ts';
export {
  array,
  block,
  call,
  type Entry,
  generic,
  isInherited,
  type Layout,
  list,
  object,
  objectType,
  options,
  ownMember,
  property,
  regularExpression,
  runtimeType,
  runtimeValue,
  setMember,
  union,
} from './template/combinators.ts';
export { apiName, deprecation, docsOf, notesOf } from './template/docs.ts';
export {
  argumentFacts,
  modelFacts,
  operationFacts,
  pagingFacts,
  propertyFacts,
  schemaFacts,
  waiterFacts,
} from './template/facts.ts';
export {
  type AnyTemplate,
  type ContractChange,
  contractChanges,
  contractVersion,
  type Declaration,
  defineTemplate,
  type FileTemplate,
  type Template,
} from './template/template.ts';
export { formatCheck } from './template/format-checks.ts';
export { jsonSchemaOf, type JsonSchemaContext } from './template/json-schema-of.ts';
export { fullModelName, modelFile, nestedNames } from './template/model-file.ts';
export type {
  CopyRequest,
  FileRequest,
  FixedFileRequest,
  NamedFileRequest,
  NamedPart,
  Plan,
  PlannedFile,
  PlannedSymbol,
  SymbolRequest,
} from './template/plan.ts';
export type { RuntimeName, RuntimeTypeName, RuntimeValueName } from './template/runtime-names.ts';
export { allValues, describedServer, environmentsOf, serverVariablesOf } from './template/servers.ts';
export type {
  CallProperty,
  ClientSlot,
  Direction,
  EntrySlot,
  EventShape,
  ExampleOptions,
  ImportExtension,
  IncomingSlot,
  InlineResponse,
  InlineSchemas,
  InlineValidators,
  ModelSlot,
  OperationSlot,
  PagesContract,
  PackageAdditions,
  PackageCommand,
  PackageIdentity,
  PackageSlot,
  RenderContext,
  ResourceSymbols,
  RuntimeSlot,
  SlotContracts,
  SlotName,
  ValidatorSlot,
} from './template/slots.ts';
export {
  isDeclaration,
  type ConstStatement,
  type DeclarationStatement,
  type DocComment,
  type FileContent,
  type FunctionStatement,
  type IndexMember,
  type InterfaceStatement,
  type Member,
  type MethodMember,
  type NamespaceStatement,
  type ParameterStructure,
  type ProgramStatement,
  type PropertyMember,
  type ReExportStatement,
  type Statement,
  type TypeAliasStatement,
} from './template/structures.ts';
