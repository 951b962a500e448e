/** What operations are rendered with: the context of every template, and how the type of a schema is written. */
import type { RenderContext } from '../../generator/index.ts';
import type { TypeContext } from '../models/type-of-schema.ts';

export interface OperationContext extends RenderContext {
  readonly typeOf: TypeContext['typeOf'];
}
