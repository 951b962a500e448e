/** Calls `declare` of every template and checks what they return. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { faultOf, helpFor } from '../diagnostics/thrown.ts';
import { asDeclaration, findDeclarationFault, readDeclaration } from '../template/check.ts';
import type { Dependency } from '../template/code.ts';
import type { PlannedFile, PlannedSymbol } from '../template/plan.ts';
import type { RuntimeName } from '../template/runtime-names.ts';
import type { PackageAdditions, PackageCommand, SlotContracts, SlotName } from '../template/slots.ts';
import type { AnyTemplate, Declaration, FileTemplate } from '../template/template.ts';
import { isPlanError, type Registry } from './registry.ts';

/** All declarations of a run. */
export interface Declared {
  readonly slots: SlotContracts;
  readonly runtimeExports: readonly PlannedSymbol[];
  readonly additions: Required<PackageAdditions>;
  readonly files: readonly { readonly template: string; readonly file: FileTemplate }[];
}

interface DeclareRequest {
  readonly api: Api;
  readonly templates: readonly AnyTemplate[];
}

/** `null` after an error was reported. */
export function declareAll(
  { api, templates }: DeclareRequest,
  registry: Registry,
  diagnostics: DiagnosticCollector,
): Declared | null {
  const declarations = templates.flatMap((template) => {
    const declaration = declareOne(template, { api, registry }, diagnostics);
    return declaration === null ? [] : [{ template, declaration }];
  });
  const slots: Partial<Record<SlotName, unknown>> = {};
  for (const { template, declaration } of declarations) {
    if (template.slot !== null) slots[template.slot] = declaration.slot;
  }
  if (diagnostics.hasErrors) return null;
  for (const message of findMissingContracts(slots, api)) diagnostics.report({ code: 'CW4002', message });
  const additions = mergeAdditions(declarations, diagnostics);
  if (diagnostics.hasErrors) return null;
  const complete = slots as unknown as SlotContracts; // findMissingContracts has looked at each member
  const { publicNames, name } = complete.runtime;
  const names = runtimeNames(declarations, name, diagnostics);
  if (names === null) return null;
  return {
    slots: complete,
    runtimeExports: [...publicNames, ...names],
    additions,
    files: declarations.flatMap(({ template, declaration }) =>
      declaration.files.map((file) => ({ template: template.name, file })),
    ),
  };
}

/** `null` after a reported name that the runtime does not have. */
function runtimeNames(
  declarations: readonly NamedDeclaration[],
  nameOf: (name: RuntimeName) => PlannedSymbol,
  diagnostics: DiagnosticCollector,
): readonly PlannedSymbol[] | null {
  const names = new Map<RuntimeName, PlannedSymbol>();
  for (const { template, declaration } of declarations) {
    for (const name of declaration.runtimeExports ?? []) {
      try {
        names.set(name, nameOf(name));
      } catch (error) {
        const message = `The template "${template.name}" has runtimeExports that cannot be: ${faultOf(error).reason}`;
        diagnostics.report({ code: 'CW4007', message });
      }
    }
  }
  return diagnostics.hasErrors ? null : [...names.values()];
}

interface Given {
  readonly api: Api;
  readonly registry: Registry;
}

type CheckedDeclaration = Declaration<null> & { readonly slot?: unknown };

function declareOne(
  template: AnyTemplate,
  { api, registry }: Given,
  diagnostics: DiagnosticCollector,
): CheckedDeclaration | null {
  try {
    const returned: unknown = template.declare(api, registry);
    ignoreRejection(returned);
    const result = readDeclaration(returned);
    const fault = findDeclarationFault(template, result);
    if (fault === null) return asDeclaration(result);
    diagnostics.report({ code: 'CW4007', message: `The template "${template.name}": ${fault}.` });
  } catch (error) {
    const fault = faultOf(error);
    diagnostics.report({
      code: isPlanError(error) ? 'CW4003' : 'CW4001',
      message: `The template "${template.name}" failed to declare: ${fault.reason}`,
      help: helpFor(fault),
    });
  }
  return null;
}

/** A promise that nobody waits for would end the process where it fails. */
function ignoreRejection(result: unknown): void {
  if (result instanceof Promise) result.catch(() => null);
}

interface NamedDeclaration {
  readonly template: AnyTemplate;
  readonly declaration: CheckedDeclaration;
}

function mergeAdditions(
  declarations: readonly NamedDeclaration[],
  diagnostics: DiagnosticCollector,
): Required<PackageAdditions> {
  const exports = new Map<string, PlannedFile>();
  const exportFiles: PlannedFile[] = [];
  const scripts = new Map<string, string>();
  const bin = new Map<string, PackageCommand>();
  const dependencies: Dependency[] = [];
  const refuse = (template: AnyTemplate, what: string): void => {
    const message = `The template "${template.name}" adds ${what}, which another template has added.`;
    diagnostics.report({ code: 'CW4003', message });
  };
  for (const { template, declaration } of declarations) {
    for (const [path, file] of Object.entries(declaration.package?.exports ?? {})) {
      if (exports.has(path)) refuse(template, `the export ${JSON.stringify(path)}`);
      exports.set(path, file);
    }
    for (const [name, script] of Object.entries(declaration.package?.scripts ?? {})) {
      if (scripts.has(name)) refuse(template, `the script ${JSON.stringify(name)}`);
      scripts.set(name, script);
    }
    for (const command of declaration.package?.bin ?? []) {
      const { name, suffix = '' } = command;
      const key = name ?? `<package>${suffix}`;
      if (bin.has(key)) refuse(template, `the command ${JSON.stringify(key)}`);
      bin.set(key, command);
    }
    exportFiles.push(...(declaration.package?.exportFiles ?? []));
    dependencies.push(...(declaration.package?.dependencies ?? []));
  }
  return {
    exports: Object.fromEntries(exports),
    exportFiles,
    scripts: Object.fromEntries(scripts),
    bin: [...bin.values()],
    dependencies,
  };
}

type MemberKind = 'function' | 'object' | 'string' | 'string or null';

/** Required members of each slot's contract, with the kinds of their values. */
const contracts: Readonly<Record<SlotName, Readonly<Record<string, MemberKind>>>> = {
  model: { type: 'function', typeOf: 'function' },
  validator: { validator: 'function', inline: 'function' },
  operation: {
    resources: 'object',
    call: 'function',
    method: 'function',
    parameters: 'function',
    properties: 'function',
    result: 'function',
  },
  incoming: { validator: 'function', handler: 'function' },
  client: { createClient: 'object', createTransport: 'object', client: 'object', options: 'object' },
  runtime: { name: 'function', publicNames: 'object' },
  entry: { path: 'string' },
  package: { manifest: 'string or null' },
};

export const slotNames: readonly SlotName[] = [
  'model',
  'validator',
  'operation',
  'incoming',
  'client',
  'runtime',
  'entry',
  'package',
];

/** A sentence for each member that is missing or of the wrong kind; empty: every contract is kept. */
export function findMissingContracts(
  slots: Readonly<Partial<Record<SlotName, unknown>>>,
  api: Api,
): readonly string[] {
  return slotNames.flatMap((slot) => {
    const contract = slots[slot];
    if (typeof contract !== 'object' || contract === null) return [`No template fills the slot "${slot}".`];
    const members = Object.entries(contracts[slot]).filter(
      ([name, kind]) => !isKind((contract as Readonly<Record<string, unknown>>)[name], kind),
    );
    const wrong = members.map(([name, kind]) => `The slot "${slot}" must declare "${name}" (a ${kind}).`);
    return [...wrong, ...(wrong.length === 0 ? findMissingSymbols(slot, contract, api) : [])];
  });
}

function isKind(value: unknown, kind: MemberKind): boolean {
  return kind === 'string or null' ? value === null || typeof value === 'string' : typeof value === kind;
}

/** A contract may be complete and still leave out a model or an operation. */
function findMissingSymbols(slot: SlotName, contract: object, api: Api): readonly string[] {
  const members = contract as Readonly<Record<string, unknown>>;
  const lookUp = (name: string, item: unknown, ...rest: readonly unknown[]): boolean => {
    const ask = members[name];
    return typeof ask === 'function' && isSymbol(ask.call(contract, item, ...rest));
  };
  if (slot === 'model') {
    return api.models
      .filter((model) => !lookUp('type', model, 'response'))
      .map((model) => `The slot "model" declares no type for ${model.id}.`);
  }
  if (slot === 'operation') {
    return api.operations
      .filter((operation) => !lookUp('call', operation))
      .map((operation) => `The slot "operation" declares no call for ${operation.id}.`);
  }
  return [];
}

function isSymbol(candidate: unknown): boolean {
  return (
    typeof candidate === 'object' && candidate !== null && 'kind' in candidate && candidate.kind === 'symbol'
  );
}
