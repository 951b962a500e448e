/** A configuration with every default filled in: what one run needs to know of one API. */
import type { Place } from '../api/place.ts';
import type { RepresentedTypes } from '../api/api.ts';
import type { GenerateOptions } from '../options.ts';

/** Those options of a run that hold for all APIs of a configuration, unless one says otherwise. */
export type SharedSettings = Pick<
  GenerateOptions,
  'root' | 'strict' | 'allowedOrigins' | 'propertyOrder' | 'schemas' | 'importExtension' | 'templates'
> & { readonly types: RepresentedTypes };

/** Paths are as written until `runs.ts` has resolved them. */
export interface ApiSettings extends SharedSettings {
  /** `null`: the only one, which needs no name. */
  readonly api: string | null;
  /** Where the configuration has it; `null` where the command line says all. */
  readonly place: Place | null;
  readonly spec: string;
  readonly out: string;
  readonly overlays: readonly string[];
  readonly packageName: string | null;
}

/** What holds where nobody says otherwise. */
export const defaultSettings: SharedSettings = {
  root: null,
  strict: false,
  allowedOrigins: [],
  propertyOrder: 'name',
  schemas: 'lenient',
  types: {},
  importExtension: 'js',
  templates: [],
};
