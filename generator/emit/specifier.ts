/** What an import between two files of the package says. */

/** `('src/client.ts', 'src/models/pet.ts', 'js')` → `./models/pet.js` */
export function relativeSpecifier(from: string, to: string, extension: 'js' | 'ts'): string {
  const fromSteps = from.split('/').slice(0, -1);
  const toSteps = to.split('/');
  let shared = 0;
  while (shared < fromSteps.length && fromSteps[shared] === toSteps[shared]) shared += 1;
  const up = fromSteps.slice(shared).map(() => '..');
  const steps = [...(up.length === 0 ? ['.'] : up), ...toSteps.slice(shared)];
  return steps.join('/').replace(/\.ts$/, `.${extension}`);
}

/** The relative imports of a module of ours, as paths in the package. */
export function importedPaths(path: string, text: string): readonly string[] {
  const folder = path.split('/').slice(0, -1);
  return [...text.matchAll(/from '(\.[^']+)\.[jt]s'/g)].map(([, specifier = '']) => {
    const steps = [...folder];
    for (const step of specifier.split('/')) {
      if (step === '..') steps.pop();
      else if (step !== '.') steps.push(step);
    }
    return `${steps.join('/')}.ts`;
  });
}
