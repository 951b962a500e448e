/** What a command line says of a run, before a configuration file fills in the rest. */

/** Each is `null` or empty where the command line does not say it. Paths are relative to the working directory. */
export interface RunFlags {
  readonly config: string | null;
  readonly spec: string | null;
  readonly root: string | null;
  readonly out: string | null;
  readonly overlays: readonly string[];
  readonly packageName: string | null;
  readonly api: string | null;
  readonly strict: boolean | null;
  readonly force: boolean;
}
