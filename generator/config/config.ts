/** The type of `clientwright.config.ts`: one API, or several by name. */
import type { RepresentedTypes } from '../api/api.ts';
import type { Selections } from '../api/selection.ts';
import type { AnyTemplate } from '../template/template.ts';

export type Config = ApiConfig | ApisConfig;

/** A document and its package. Paths are relative to the configuration file. */
export interface ApiConfig extends SharedConfig {
  /** Path of the OpenAPI document. */
  readonly spec: string;
  /** Address that `clientwright pull` downloads the document from. */
  readonly from?: DocumentAddress;
  /** Folder of the generated package. */
  readonly out: string;
  /** OpenAPI Overlay documents, applied in this order. */
  readonly overlays?: readonly string[];
  /** Name of the npm package. Default: derived from the title of the document. */
  readonly name?: string;
}

/** An address, and the headers of the request for it. */
interface DocumentAddress {
  /** `https://…`. Plain HTTP is only for this machine. */
  readonly url: string;
  /** Headers by name: a text, or an environment variable for a secret. */
  readonly headers?: Readonly<Record<string, string | SecretHeader>>;
}

/** A header with a secret, which the configuration names and does not contain. */
interface SecretHeader {
  /** Name of the environment variable. */
  readonly env: string;
  /** Text before the secret, such as `Bearer `. */
  readonly prefix?: string;
}

/** Several APIs. The other keys are defaults for all of them. */
export interface ApisConfig extends SharedConfig {
  /** Keyed by the name that `--api` selects. */
  readonly apis: Readonly<Record<string, ApiConfig>>;
}

/** The keys that are valid for one API and as defaults for all. */
export interface SharedConfig extends Selections {
  /** Folder that `$ref`s may reach; it contains the document. Default: the folder of the document. */
  readonly root?: string;
  /** Fail on warnings as on errors. */
  readonly strict?: boolean;
  /** Origins such as `https://example.com` that `$ref`s may be fetched from. Default: none. */
  readonly allowedOrigins?: readonly string[];
  /** Order of properties: by name (the default), or as in the document. */
  readonly propertyOrder?: 'name' | 'spec';
  /**
   * How schemas are read. `lenient` (the default) reads `properties` without `type` as an object and the like,
   * as most authors intend. `exact` follows JSON Schema 2020-12 to the letter.
   */
  readonly schemas?: 'lenient' | 'exact';
  /**
   * Members of enums and variants of unions that the document does not have. `open` (the default) accepts them,
   * because an API may add them later. `closed` refuses them, for teams that deploy both sides together.
   */
  readonly enums?: 'open' | 'closed';
  /**
   * Null in responses where a member is optional and not nullable. `strict` (the default) refuses it. `absent`
   * reads it as absent: the value that callers get has no such key.
   */
  readonly nulls?: 'strict' | 'absent';
  /**
   * Points in time of responses without an offset, such as `2026-01-02T03:04:05`. `strict` (the default) refuses
   * them. `utc` accepts them: a text stays as it is, a `Date` or `Temporal.Instant` is in UTC.
   */
  readonly dateTimes?: 'strict' | 'utc';
  /** TypeScript types of integers with the format `int64` and strings with the format `date-time`. */
  readonly types?: RepresentedTypes;
  /** `false` writes only sources into `out`, for a folder of your application. Default: `true`, an npm package. */
  readonly package?: boolean;
  /**
   * `true` (the default in a package with `importExtension: 'js'`) also writes `dist/`, which imports of the
   * package resolve to. `false` leaves the build to `tsc`.
   */
  readonly build?: boolean;
  /** Extension of relative imports. Default: `js` in a package, `none` in an application. */
  readonly importExtension?: 'js' | 'ts' | 'none';
  /** Templates that replace a built-in template or add files. */
  readonly templates?: readonly AnyTemplate[];
}

/**
 * Returns its argument. It gives a configuration file its types.
 *
 * @example
 * export default defineConfig({ spec: 'specs/workflows.json', out: 'generated/workflows' });
 */
export function defineConfig(config: Config): Config {
  return config;
}

/** In the order in which they are looked for. */
export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `clientwright.config.${extension}`,
);
