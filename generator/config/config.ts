/** What a team writes in `clientwright.config.ts`: one API, or several by name. */
import type { RepresentedTypes } from '../api/api.ts';
import type { AnyTemplate } from '../template/template.ts';

/** With `apis` several, without it one. */
export type Config = ApiConfig | ApisConfig;

/** One document and the package that is made from it. Paths are relative to the configuration file. */
export interface ApiConfig extends SharedConfig {
  /** Path of the OpenAPI document. */
  readonly spec: string;
  /** Folder of the package that is written. */
  readonly out: string;
  /** OpenAPI Overlay documents, applied in this order before anything is read. */
  readonly overlays?: readonly string[];
  /** Name of the npm package; made from the document's title where it is absent. */
  readonly name?: string;
}

/** Several APIs; what stands beside `apis` holds for each that does not say otherwise. */
export interface ApisConfig extends SharedConfig {
  /** By the name that `--api` takes. */
  readonly apis: Readonly<Record<string, ApiConfig>>;
}

/** What may stand beside `apis` as well as in one of them. */
export interface SharedConfig {
  /** Folder that `$ref`s may reach, each document below it; a document's own folder where it is absent. */
  readonly root?: string;
  /** Warnings stop the run as errors do. */
  readonly strict?: boolean;
  /** Origins (`https://example.com`) that `$ref`s may be fetched from; none by default. */
  readonly allowedOrigins?: readonly string[];
  /** Order of an object's properties: by name (the default), or as the document has them. */
  readonly propertyOrder?: 'name' | 'spec';
  /**
   * What schemas mean: `lenient` (the default) reads `properties` without `type` as an object and the like,
   * as most authors mean it; `exact` reads every keyword as JSON Schema 2020-12 has it.
   */
  readonly schemas?: 'lenient' | 'exact';
  /** What callers have for integers of the format `int64` and texts of the format `date-time`. */
  readonly types?: RepresentedTypes;
  /** What relative imports of the package end in; `js` by default. */
  readonly importExtension?: 'js' | 'ts';
  /** Templates that replace a built-in slot or add to it. */
  readonly templates?: readonly AnyTemplate[];
}
