/** Exports of the runtime as code. Naming one makes its module part of the package. */
import { type, value, type Code } from './code.ts';
import type { RuntimeName, RuntimeValueName } from './runtime-names.ts';
import type { RenderContext } from './slots.ts';

/** An export of the runtime as a value. */
export function runtimeValue(name: RuntimeValueName, { slots }: Pick<RenderContext, 'slots'>): Code {
  return value(slots.runtime.name(name));
}

/** An export of the runtime as a type. */
export function runtimeType(name: RuntimeName, { slots }: Pick<RenderContext, 'slots'>): Code {
  return type(slots.runtime.name(name));
}
