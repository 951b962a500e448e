/** The built-in templates: a function for each, which takes the parts of it that are replaced. */
import type { AnyTemplate } from '../generator/index.ts';
import { client } from './client/client.ts';
import { entry } from './entry/entry.ts';
import { incoming } from './incoming/incoming.ts';
import { models } from './models/models.ts';
import { operations } from './operations/operations.ts';
import { packageFiles, sourceFiles } from './package/package.ts';
import { runtime } from './runtime/runtime.ts';
import { validators } from './validators/validators.ts';

export { client } from './client/client.ts';
export { entry } from './entry/entry.ts';
export { incoming } from './incoming/incoming.ts';
export { jsonSchemas } from './json-schemas/json-schemas.ts';
export { models, type ModelParts } from './models/models.ts';
export { typeOfSchema, type TypeContext } from './models/type-of-schema.ts';
export { operationDocs } from './operations/resource-object.ts';
export { operations, type OperationParts } from './operations/operations.ts';
export { packageFiles } from './package/package.ts';
export { runtime } from './runtime/runtime.ts';
export {
  checkCall,
  type CheckCall,
  type CheckContext,
  type CheckedValue,
  type CheckRequest,
} from './validators/check-context.ts';
export { checkOfSchema } from './validators/check-of-schema.ts';
export { validators, type ValidatorParts } from './validators/validators.ts';

/** One for each slot, in the order in which they share files. `isPackage`: `false` for sources in an application. */
export function builtInTemplates(isPackage = true): readonly AnyTemplate[] {
  const files = isPackage ? packageFiles() : sourceFiles();
  return [models(), validators(), operations(), incoming(), client(), runtime(), entry(), files];
}
