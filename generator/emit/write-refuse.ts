/** Everything that can refuse a write, asked before the first byte is written. */
import { join } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { type FileSystem, linkOnPath } from './file-system.ts';
import { foldPath, foldersOf, ledgerPath, manifestPath, recordsFolder } from './output-path.ts';
import { existingFolder } from './previous.ts';
import { isThere, type WritePlan } from './write-plan.ts';

/** What version control and desktops leave in a folder that a person calls empty, and our own records. */
const ignoredEntries: ReadonlySet<string> = new Set(['.git', '.gitkeep', '.DS_Store', recordsFolder]);

/** Whether the output path is a folder, or free for one. */
export function checkOutputFolder(
  fileSystem: FileSystem,
  out: string,
  diagnostics: DiagnosticCollector,
): void {
  if (fileSystem.kindOf(out) === 'none' || existingFolder(fileSystem, out) !== null) return;
  diagnostics.report({ code: 'CW5005', message: `The output path ${JSON.stringify(out)} is not a folder.` });
}

export interface RefusalContext {
  readonly fileSystem: FileSystem;
  /** Real path of the output folder. */
  readonly folder: string;
  /** Real paths of the files that the run has read. */
  readonly inputs: readonly string[];
  readonly force: boolean;
  readonly diagnostics: DiagnosticCollector;
}

/** Reports all reasons against a plan, so that a person mends them in one go. */
export function checkPlan(context: RefusalContext, plan: WritePlan): void {
  if (!checkManifest(context, plan)) return;
  const paths = [...plan.writes.map(({ path }) => path), ...plan.removals.map(({ path }) => path)];
  checkInputs(context, paths);
  checkLinks(context, paths);
  checkForeign(context, plan);
  if (!context.force) checkEdits(context, plan);
}

function checkManifest(
  { fileSystem, folder, diagnostics }: RefusalContext,
  { previous }: WritePlan,
): boolean {
  if (previous.manifestProblem !== null) {
    diagnostics.report({
      code: 'CW5004',
      message: `${manifestPath} cannot be read: ${previous.manifestProblem}.`,
    });
    return false;
  }
  if (previous.manifest !== null || fileSystem.kindOf(folder) === 'none') return true;
  const foreign = fileSystem.list(folder).filter((name) => !ignoredEntries.has(name));
  if (foreign.length === 0) return true;
  const example = foreign.toSorted()[0] ?? '';
  diagnostics.report({
    code: 'CW5006',
    message: `The output folder holds ${JSON.stringify(example)}, and has no ${manifestPath}.`,
  });
  return false;
}

function checkInputs({ folder, inputs, diagnostics }: RefusalContext, paths: readonly string[]): void {
  const taken = new Set(inputs.map(foldPath));
  for (const path of paths.filter((one) => taken.has(foldPath(join(folder, one))))) {
    diagnostics.report({ code: 'CW5008', message: `${path} is a file that the run reads.` });
  }
}

function checkLinks({ fileSystem, folder, diagnostics }: RefusalContext, paths: readonly string[]): void {
  const links = paths.map((path) => linkOnPath(fileSystem, folder, path));
  for (const link of new Set(links)) {
    if (link === null) continue;
    diagnostics.report({ code: 'CW5009', message: `${link} in the output folder is a symbolic link.` });
  }
}

/** Equal bytes are no matter whose: they are taken over without a write. */
function checkForeign(context: RefusalContext, plan: WritePlan): void {
  const { fileSystem, folder, diagnostics } = context;
  const own = plan.previous.manifest?.files;
  const obstacles = new Set<string>();
  for (const { path, displaces } of plan.writes) {
    const displaced = new Set(displaces.map((old) => old.path));
    for (const parent of foldersOf(path)) {
      const kind = fileSystem.kindOf(join(folder, parent));
      if (!['folder', 'none', 'link'].includes(kind) && !displaced.has(parent)) obstacles.add(parent);
    }
    const kind = fileSystem.kindOf(join(folder, path));
    const isOurs = path === manifestPath || (own?.has(path) ?? false) || path === ledgerPath;
    if (kind === 'folder' || kind === 'other') obstacles.add(path);
    else if (kind === 'file' && !isOurs && isThere(fileSystem, folder, path)) obstacles.add(path);
  }
  for (const path of obstacles) {
    diagnostics.report({ code: 'CW5007', message: `${path} was not written by the generator.` });
  }
}

function checkEdits({ diagnostics }: RefusalContext, { previous, writes, removals }: WritePlan): void {
  const touched = [...writes, ...writes.flatMap(({ displaces }) => displaces), ...removals];
  for (const { path, before } of touched) {
    const written = previous.manifest?.files.get(path)?.sha256;
    if (path === ledgerPath || written === undefined || before === null || before === written) continue;
    diagnostics.report({ code: 'CW5010', message: `${path} was edited since it was generated.` });
  }
}
