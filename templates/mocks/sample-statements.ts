/** The functions that return samples. */
import {
  array,
  call,
  code,
  type Code,
  type Direction,
  type FunctionStatement,
  key,
  literal,
  object,
  type PlannedSymbol,
  type RenderContext,
  type Represented,
  runtimeValue,
  type Schema,
  type Statement,
  type,
  unrefined,
  value,
} from '../../generator/index.ts';
import { keyOf, type ModelSamples } from './model-samples.ts';
import type { FormSymbols, ResponseSymbols, SampleSymbols } from './sample-symbols.ts';
import type { Sample, SampleMember } from './sample.ts';

export interface StatementContext {
  readonly symbols: SampleSymbols;
  readonly samples: ModelSamples;
  readonly context: RenderContext;
}

export function formStatements(
  { form, plain, wire, sample }: FormSymbols,
  around: StatementContext,
): readonly Statement[] {
  const { context } = around;
  const { model, direction } = form;
  const functionFor = (name: PlannedSymbol, as: Direction): FunctionStatement => {
    const symbol = context.slots.model.type(model, as);
    const returns = type(symbol);
    const print = printContext(as, around);
    const docs = { text: `Sample of {@link ${context.qualifiedNameOf(symbol)}}.` };
    const head = { kind: 'function', name, exported: true, docs, returns } as const;
    if (!takesOverrides(model.schema) || sample.kind !== 'object')
      return { ...head, parameters: [], body: [code`return ${codeOfSample(sample, print)};`] };
    const members = [...codeOfMembers(sample.members, print), code`...overrides`];
    return {
      ...head,
      parameters: [{ name: code`overrides`, type: code`Partial<${returns}>`, optional: true }],
      body: [code`return ${object(members)};`],
    };
  };
  return [functionFor(plain, direction), ...(wire === null ? [] : [functionFor(wire, 'wire')])];
}

/** An object without an index signature: `Partial` would add `undefined` to its values. */
function takesOverrides(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind !== 'object') return false;
  const { patterns, rest } = body;
  if (rest === null || rest.kind === 'unknown') return true;
  return rest.kind === 'never' && patterns.length === 0;
}

export function responseStatements(
  { operation, response, content, plain, wire, sample }: ResponseSymbols,
  around: StatementContext,
): readonly Statement[] {
  const { context } = around;
  const { call } = context.slots.operation;
  const functionFor = (name: PlannedSymbol, as: Direction): FunctionStatement => ({
    kind: 'function',
    name,
    exported: true,
    docs: { text: `Body of status ${response.status} of {@link ${context.nameOf(call(operation))}}.` },
    parameters: [],
    returns: context.slots.model.typeOf(content.schema, as, context),
    body: [code`return ${codeOfSample(sample, printContext(as, around))};`],
  });
  return [functionFor(plain, 'response'), ...(wire === null ? [] : [functionFor(wire, 'wire')])];
}

function printContext(direction: Direction, around: StatementContext): PrintContext {
  const { context } = around;
  return { direction, context, functionOf: (model) => functionOfModel(model, direction, around) };
}

/** The function that returns the sample of a model, for one direction. */
function functionOfModel(
  id: string,
  direction: Direction,
  { symbols, samples, context }: StatementContext,
): Code {
  const form = samples.formOf(context.model(id), direction === 'request' ? 'request' : 'response');
  const found = symbols.forms.get(keyOf(form));
  if (found === undefined) throw new Error(`The model ${id} has no sample.`);
  return value(direction === 'wire' ? (found.wire ?? found.plain) : found.plain);
}

/** The sample as an expression: the function of its model, or the value itself. */
export function sampleExpression(sample: Sample, direction: Direction, around: StatementContext): Code {
  return codeOfSample(sample, printContext(direction, around));
}

interface PrintContext {
  readonly direction: Direction;
  /** The function of a model. */
  readonly functionOf: (model: string) => Code;
  readonly context: RenderContext;
}

function codeOfSample(sample: Sample, print: PrintContext): Code {
  switch (sample.kind) {
    case 'json':
      return literal(sample.json);
    case 'converted':
      return print.direction === 'wire'
        ? literal(sample.json)
        : convertedCode(sample.schema, String(sample.json), print.context);
    case 'bytes':
      return code`new Blob(['sample'])`;
    case 'model':
      return code`${print.functionOf(sample.model)}()`;
    case 'list':
      return array(sample.items.map((item) => codeOfSample(item, print)));
    case 'object':
      return object(codeOfMembers(sample.members, print));
  }
}

function codeOfMembers(members: readonly SampleMember[], print: PrintContext): readonly Code[] {
  return members.map(([name, sample]) => code`${key(name)}: ${codeOfSample(sample, print)}`);
}

function convertedCode({ representation }: Represented, text: string, context: RenderContext): Code {
  switch (representation) {
    case 'text':
      return literal(text);
    // A literal such as `1n` does not compile in applications whose target is older than ES2020.
    case 'bigint':
      return code`BigInt(${literal(Number.isSafeInteger(Number(text)) ? Number(text) : text)})`;
    case 'date':
      return code`new Date(${literal(text)})`;
    case 'instant':
      return call(runtimeValue('asInstant', context), [literal(text)]);
  }
}
