/**
 * Parses the printed code again and compares it with its plan, before anything is written.
 *
 * This is the second layer of safety, behind the encoders. Each text of the document in the plan has to
 * appear whole in the code, as one string, one key or one comment. A text that breaks out of its string
 * is cut in two. It cannot contain a whole copy of itself to make up for that: it would have to be longer
 * than it is.
 */
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { encodeString } from '../naming/encode.ts';
import type { OutputFile, UnformattedFile } from './files.ts';
import { foundCode, type FoundCode, loadCodeParser, type ParsedCode } from './verify-found.ts';
import type { Outline, PlannedCode } from './verify-planned.ts';

export interface VerifyRequest {
  readonly printed: readonly UnformattedFile[];
  readonly files: readonly OutputFile[];
}

/** Reports each file whose text differs from its plan. Loads the parser only if a file has changed. */
export async function verify(request: VerifyRequest, diagnostics: DiagnosticCollector): Promise<void> {
  const planned = new Map(request.printed.map(({ path, planned: plan }) => [path, plan]));
  const changed = request.files.filter(
    ({ path, isVerified }) => planned.get(path) !== undefined && isVerified !== true,
  );
  if (changed.length === 0) return;
  const parse = await loadCodeParser();
  for (const { path, text } of changed) {
    const plan = planned.get(path)?.();
    if (plan === undefined) continue;
    const [difference] = differencesOf(text, parse(path, text), plan);
    if (difference !== undefined) diagnostics.report({ code: 'CW5015', message: `${path}: ${difference}` });
  }
}

function differencesOf(text: string, parsed: ParsedCode, planned: PlannedCode): readonly string[] {
  if (!parsed.ok) return [`it does not parse: ${parsed.problem}`];
  const found = foundCode(parsed);
  return [
    ...differentStatements(planned, found),
    ...missingTexts('string', planned.strings, found.strings),
    ...missingTexts('key', planned.keys, found.keys),
    ...missingTexts('comment', planned.comments, found.comments),
    ...unplannedWords(planned, found),
    ...unplannedEffects(text, found, planned),
  ];
}

function differentStatements(planned: Outline, found: Outline): readonly string[] {
  const length = Math.max(planned.statements.length, found.statements.length);
  for (let index = 0; index < length; index += 1) {
    const [wanted, got] = [planned.statements[index], found.statements[index]];
    if (wanted !== got) return [`expected ${shown(wanted)}, found ${shown(got)}`];
  }
  return [];
}

function shown(line: string | undefined): string {
  return line === undefined ? 'nothing' : excerpt(line.trim());
}

/** The file has each planned text at least as often as the plan; texts of templates come on top. */
function missingTexts(
  kind: 'string' | 'key' | 'comment',
  planned: readonly string[],
  found: readonly string[],
): readonly string[] {
  const left = new Map<string, number>();
  for (const text of found) left.set(text, (left.get(text) ?? 0) + 1);
  for (const text of planned) {
    const count = left.get(text) ?? 0;
    if (count === 0) return [`a ${kind} of the plan is missing or cut: ${excerpt(text)}`];
    left.set(text, count - 1);
  }
  return [];
}

function unplannedWords(planned: Outline, found: Outline): readonly string[] {
  const unplanned = [...found.words].find((word) => !planned.words.has(word));
  return unplanned === undefined ? [] : [`its code has an unplanned identifier: ${excerpt(unplanned)}`];
}

/** Code that loads modules, disables checks or hides text, unless the author of a template wrote it. */
function unplannedEffects(text: string, found: FoundCode, { ownText }: PlannedCode): readonly string[] {
  const effects: string[] = [];
  if (found.hasDynamicImport && !/\bimport\s*\(/.test(ownText)) effects.push('it imports at run time');
  const hasDirective = found.rawComments.some((comment) => directive.test(comment));
  if (hasDirective && !directive.test(ownText)) effects.push('a comment is a directive to the compiler');
  if (invisible.test(text) && !invisible.test(ownText)) effects.push('it has invisible characters');
  return effects;
}

/** Repeats the lists of the encoders on purpose, so that a gap there is not a gap here. */
const invisible = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
const directive = /@(?:ts-|jsx)|source(?:Mapping)?URL\s*=|\/\/\/\s*</i;

function excerpt(text: string): string {
  return encodeString(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
