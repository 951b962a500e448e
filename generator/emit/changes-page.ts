/** Keeps `CHANGES.md`: one entry for each run that changed a public declaration, the newest first. */
import { compareText } from '../api/json.ts';
import type { Api } from '../api/api.ts';
import { type OutputFile, sha256 } from './files.ts';
import { conflictSides } from './merge-sides.ts';
import { apiPagePath, changesPath } from './output-path.ts';
import type { PreviousOutput } from './previous.ts';
import { publicDeclarations, type PublicDeclaration, type PublicDeclarations } from './signatures.ts';

/** `null`: no public declaration has changed yet, or a template writes the file. */
export async function changesPage(
  previous: PreviousOutput,
  files: readonly OutputFile[],
  { version }: Api,
): Promise<OutputFile | null> {
  if (files.some(({ path }) => path === changesPath)) return null;
  const text = previous.files.get(changesPath)?.text ?? null;
  const kept = text === null ? null : withoutConflict(text);
  const before = previous.files.get(apiPagePath)?.text;
  const after = files.find(({ path }) => path === apiPagePath)?.text;
  const entry =
    before === undefined || after === undefined ? null : await entryOf({ before, after, version });
  const next =
    entry === null || kept?.includes(entry) === true ? kept : withEntry(kept ?? `${title}\n`, entry);
  return next === null ? null : { path: changesPath, text: next, sourceHash: sha256(next) };
}

/** Above the newest entry, and below whatever stands before it. */
function withEntry(text: string, entry: string): string {
  const first = text.search(/^## /m);
  const [head, rest] = first < 0 ? [text, ''] : [text.slice(0, first), text.slice(first)];
  return `${head.trimEnd()}\n\n${entry}\n${rest === '' ? '' : `\n${rest}`}`;
}

const title = '# Changes';

/** Keeps the entries of both branches of a merge, in the same order whichever is merged into which. */
function withoutConflict(text: string): string {
  const sides = conflictSides(text);
  if (sides === null) return text;
  const [ours, theirs] = [entriesIn(sides.ours), entriesIn(sides.theirs)];
  const shared = ours.filter((entry) => theirs.includes(entry));
  const own = [...ours, ...theirs].filter((entry) => !shared.includes(entry)).toSorted(compareText);
  return `${[title, ...own, ...shared].join('\n\n')}\n`;
}

function entriesIn(text: string): readonly string[] {
  return text
    .split(/^(?=## )/m)
    .map((entry) => entry.trim())
    .filter((entry) => entry.startsWith('## '));
}

interface EntryRequest {
  readonly before: string;
  readonly after: string;
  readonly version: string;
}

/** `null`: nothing public differs. The hash tells two entries of one version apart. */
async function entryOf({ before, after, version }: EntryRequest): Promise<string | null> {
  if (before === after) return null;
  const { ours, theirs } = conflictSides(before) ?? { ours: before, theirs: '' };
  // Both branches of a merge have told their own changes already.
  const old = new Map([...(await publicDeclarations(theirs)), ...(await publicDeclarations(ours))]);
  const lines = changedLines(old, await publicDeclarations(after));
  if (lines.length === 0) return null;
  const shown = lines.slice(0, mostLines);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`- and ${more} more, in ${apiPagePath}`] : [];
  return [
    `## ${version.replaceAll(/[^\w.+-]/g, '-')} (${sha256(after).slice(0, 12)})`,
    '',
    ...shown,
    ...rest,
  ].join('\n');
}

/** The first update after a year may change everything. */
const mostLines = 200;
const longestText = 200;

/** Removed declarations come first, as they break callers. A declaration that moved to another file is no change. */
function changedLines(before: PublicDeclarations, after: PublicDeclarations): readonly string[] {
  const [old, now] = [identitiesOf(before), identitiesOf(after)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText);
  const lines = keys.map((key): readonly [Group, string] | null => {
    const [left, right] = [before.get(key), after.get(key)];
    if (left !== undefined && right !== undefined)
      return left.text === right.text
        ? null
        : ['Changed', `${codeOf(left)} → ${codeOf(right)}${fileOf(right)}`];
    const one = left ?? right;
    if (one === undefined || (left === undefined ? old : now).has(identityOf(one))) return null;
    if (isImplied(one, left === undefined ? before : after)) return null;
    return [left === undefined ? 'Added' : 'Removed', `${codeOf(one)}${fileOf(one)}`];
  });
  const found = lines.filter((line) => line !== null);
  return groups.flatMap((group) =>
    found.flatMap(([own, text]) => (own === group ? [`- ${group} ${text}`] : [])),
  );
}

function identityOf({ label, text }: PublicDeclaration): string {
  return `${label}\n${text}`;
}

function identitiesOf(declarations: PublicDeclarations): ReadonlySet<string> {
  return new Set([...declarations.values()].map(identityOf));
}

const groups = ['Removed', 'Changed', 'Added'] as const;
type Group = (typeof groups)[number];

/** Members of a declaration that came or left as a whole are not listed. */
function isImplied({ file, parent }: PublicDeclaration, others: PublicDeclarations): boolean {
  return parent !== null && !others.has(`${file} ${parent}`);
}

/** Names of models and of the client are unique in the package. */
function fileOf({ file }: PublicDeclaration): string {
  return /^src\/(?:models\/|client\.ts)/.test(file) ? '' : ` in ${file}`;
}

function codeOf({ parent, text }: PublicDeclaration): string {
  const isMember = !/^(?:interface|type|const|function|namespace) /.test(text);
  const whole = parent !== null && isMember ? `${parent}.${text.replace(/^readonly /, '')}` : text;
  const shown = whole.length > longestText ? `${whole.slice(0, longestText)}…` : whole;
  return shown.includes('`') ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}
