/** File and full name of a model, for all templates that write about models. */
import type { Model } from '../api/api.ts';
import type { Plan, PlannedFile } from './plan.ts';

/**
 * The file of a model that is not nested in another.
 *
 * It is shared: the templates of the slots `model` and `validator` write into it, and others may.
 */
export function modelFile(model: Model, plan: Plan): PlannedFile {
  return plan.file({
    identity: `model:${model.id}`,
    folder: 'src/models',
    name: model.name,
    extension: '.ts',
    shared: true,
  });
}

/** Names of the models that a model is nested in and its own, as words. */
export function fullModelName(model: Model, models: ReadonlyMap<string, Model>): string {
  return nestedNames(model, models).join(' ');
}

/** The same, one name for each level. */
export function nestedNames(model: Model, models: ReadonlyMap<string, Model>): readonly string[] {
  const parent = model.parent === null ? undefined : models.get(model.parent);
  return parent === undefined ? [model.name] : [...nestedNames(parent, models), model.name];
}
