/** How the tests install from the registry: a connection that stalls is tried again soon, where npm would wait for five minutes. */
export const installWords: readonly string[] = [
  'install',
  '--silent',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--fetch-timeout=45000',
  '--fetch-retries=5',
];
