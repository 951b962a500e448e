/** The name of an export of the runtime → the code of it. */
import { value, type Code, type RenderContext } from '../../generator/index.ts';

/** As a value; its module is imported, and so becomes part of the package. */
export function runtime(name: string, context: RenderContext): Code {
  return value(context.slots.runtime.name(name));
}
