/** What printing needs to know: the rendered files, all names, and how imports end. */
import type { PackagePlan } from '../plan/package-plan.ts';
import type { RenderedFile } from './render.ts';

export interface PrintRequest {
  readonly files: readonly RenderedFile[];
  readonly plan: PackagePlan;
  readonly importExtension: 'js' | 'ts';
}
