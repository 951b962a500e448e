/** Which templates a run uses: the built-in ones, except where one of the user's fills the same slot. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { AnyTemplate } from './template.ts';

/** A replacement stands where the built-in stood, so that shared files keep their order; additions come last. */
export function chooseTemplates(
  builtIn: readonly AnyTemplate[],
  own: readonly AnyTemplate[],
  diagnostics: DiagnosticCollector,
): readonly AnyTemplate[] {
  const additions = own.filter(({ slot }) => slot === null);
  const replacements = new Map(own.map((template) => [template.slot, template]));
  const chosen = [...builtIn.map((template) => replacements.get(template.slot) ?? template), ...additions];
  const names = chosen.map(({ name }) => name);
  const twins = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of twins) {
    diagnostics.report({ code: 'CW4004', message: `Two templates are called "${name}".` });
  }
  return chosen;
}
