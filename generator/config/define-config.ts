/** A configuration → itself, checked by the compiler. */
import type { Config } from './config.ts';

/**
 * Gives a configuration file its types, and changes nothing.
 *
 * @example
 * export default defineConfig({ spec: 'specs/workflows.json', out: 'generated/workflows' });
 */
export function defineConfig(config: Config): Config {
  return config;
}
