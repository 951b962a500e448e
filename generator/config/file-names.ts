/** Names of the configuration file. */

/** In the order in which they are looked for. */
export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `clientwright.config.${extension}`,
);
