/** Prints a sample as an expression: literals, and calls of the functions of other models. */
import {
  array,
  call,
  code,
  key,
  literal,
  object,
  runtimeValue,
  type Code,
  type Direction,
  type RenderContext,
  type Represented,
} from '../../generator/index.ts';
import type { Sample, SampleMember } from './sample.ts';

export interface PrintContext {
  readonly direction: Direction;
  /** The function of a model. */
  readonly functionOf: (model: string) => Code;
  readonly context: RenderContext;
}

export function codeOfSample(sample: Sample, print: PrintContext): Code {
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

export function codeOfMembers(members: readonly SampleMember[], print: PrintContext): readonly Code[] {
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
