/** Which templates a run uses: the built-in ones, except where one of the user's fills the same slot. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { breakingChangesSince, contractVersion } from './contract.ts';
import type { AnyTemplate } from './template.ts';

/** A replacement takes the position of the built-in template, so that shared files keep their order. Additions are last. */
export function chooseTemplates(
  builtIn: readonly AnyTemplate[],
  own: readonly AnyTemplate[],
  diagnostics: DiagnosticCollector,
): readonly AnyTemplate[] {
  reportContradictions(builtIn, own, diagnostics);
  for (const template of own) reportContract(template, diagnostics);
  const additions = own.filter(({ slot }) => slot === null);
  const replacements = new Map(own.map((template) => [template.slot, template]));
  const chosen = [...builtIn.map((template) => replacements.get(template.slot) ?? template), ...additions];
  for (const name of twinsOf(chosen.map((template) => template.name))) {
    diagnostics.report({ code: 'CW4004', message: `Two templates have the name "${name}".` });
  }
  return chosen;
}

/** A published template may be older or newer than this contract. */
function reportContract({ name, contract }: AnyTemplate, diagnostics: DiagnosticCollector): void {
  if (contract === undefined || contract === contractVersion) return;
  if (contract > contractVersion) {
    const message = `The template "${name}" needs contract ${contract} of templates; this clientwright has ${contractVersion}.`;
    diagnostics.report({ code: 'CW4015', message });
    return;
  }
  const changes = breakingChangesSince(contract);
  if (changes.length === 0) return;
  diagnostics.report({
    code: 'CW4014',
    message: `The template "${name}" was written for contract ${contract} of templates; this clientwright has ${contractVersion}.`,
    help: [
      'Update the template, or check it against these changes:',
      ...changes.map(({ version, kind, change }) => `  ${version}, ${kind}: ${change}`),
    ].join('\n'),
  });
}

/** A template that would silently do nothing: its slot is misspelt, or another one of the user's fills it too. */
function reportContradictions(
  builtIn: readonly AnyTemplate[],
  own: readonly AnyTemplate[],
  diagnostics: DiagnosticCollector,
): void {
  const slots = builtIn.map(({ slot }) => slot);
  for (const { name, slot } of own.filter((template) => template.slot !== null)) {
    if (slots.includes(slot)) continue;
    const message = `Unknown slot ${JSON.stringify(slot)} in the template "${name}".`;
    diagnostics.report({
      code: 'CW4002',
      message,
      help: `Use one of: ${slots.join(', ')}; or null to add files.`,
    });
  }
  for (const slot of twinsOf(own.map((template) => template.slot))) {
    if (slot !== null)
      diagnostics.report({ code: 'CW4003', message: `Two templates replace the slot "${slot}".` });
  }
}

function twinsOf<T>(items: readonly T[]): ReadonlySet<T> {
  return new Set(items.filter((item, index) => items.indexOf(item) !== index));
}
