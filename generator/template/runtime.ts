/** Exports of the runtime as code. Naming one makes its module part of the package. */
import { type, value, type Code } from './code.ts';
import type { RenderContext } from './template.ts';

/** An export of the runtime as a value. */
export function runtimeValue(name: string, { slots }: Pick<RenderContext, 'slots'>): Code {
  return value(slots.runtime.name(name));
}

/** An export of the runtime as a type. */
export function runtimeType(name: string, { slots }: Pick<RenderContext, 'slots'>): Code {
  return type(slots.runtime.name(name));
}
