/** Histories of a document: random edits, one after the other, each planned over the ledger of the one before. */
import type { JsonObject } from '../../../generator/api/json.ts';
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.ts';
import type { Ledger } from '../../../generator/naming/ledger.ts';
import { faultsBetween, type Fault } from './compare.ts';
import { copyOf, find, referencesIn, type JsonMap } from './document.ts';
import { kinds } from './kinds.ts';
import { partOf } from './part.ts';
import { planOf, RefusedDocument } from './planned.ts';
import { randomOf } from './random.ts';
import { unreported } from './reported-kinds.ts';
import { surfaceOf, type Surface } from './surface.ts';

export interface EditFault extends Fault {
  readonly document: string;
  readonly edit: string;
  /** Of the history, and which edit of it. */
  readonly seed: number;
  readonly step: number;
}

export interface HistoryRequest {
  readonly document: string;
  readonly root: JsonObject;
  readonly seed: number;
  readonly edits: number;
  /** The most paths of the document that the history starts from; default: all. */
  readonly paths?: number;
  /** Part of the names of the kinds of edits that are made; default: all kinds. */
  readonly kind?: string;
}

export interface HistoryResult {
  readonly edits: number;
  readonly faults: readonly EditFault[];
  readonly byKind: ReadonlyMap<string, number>;
}

interface Version {
  readonly root: JsonMap;
  readonly surface: Surface;
  readonly ledger: Ledger;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every so many edits, the document is planned once more over the ledger that it has just written. */
const repeatedEvery = 4;

/** Starts from the document, without a ledger. A version with a fault is dropped: the next edit starts from the one before. */
export function runHistory({ document, root, seed, edits, paths, kind = '' }: HistoryRequest): HistoryResult {
  const random = randomOf(seed);
  const whole: JsonMap = JSON.parse(JSON.stringify(root));
  const faults: EditFault[] = [];
  const byKind = new Map<string, number>();
  let version = versionOf(paths === undefined ? whole : partOf(whole, random, paths));
  const chosen = Object.entries(kinds).filter(([name]) => name.includes(kind));
  let done = 0;
  for (let step = 0; done < edits && step < edits * 20; step += 1) {
    const [name = '', edit] = random.oneOf(chosen) ?? [];
    const edited = copyOf(version.root);
    const context = { found: find(edited), random, surface: version.surface, serial: `${seed}x${step}` };
    if (edit === undefined || !edit(context)) continue;
    const at = { document, edit: name, seed, step };
    const next = attempt(() => versionOf(edited, version.ledger));
    if (next === null) continue;
    done += 1;
    byKind.set(name, (byKind.get(name) ?? 0) + 1);
    if ('problem' in next) faults.push({ ...at, kind: 'lost', message: next.problem });
    else {
      const all = faultsBetween({
        before: version.surface,
        after: next.surface,
        written: referencesIn(edited),
        writtenBefore: referencesIn(version.root),
      });
      const repeated = done % repeatedEvery === 0 ? repetitionFaults(next) : [];
      const found = [...unreported(all, next.diagnostics, name), ...repeated];
      faults.push(...found.map((fault) => ({ ...at, ...fault })));
      if (found.length === 0) version = next;
    }
  }
  return { edits: done, faults, byKind };
}

function versionOf(root: JsonMap, ledger?: Ledger): Version {
  const { plan, diagnostics } = planOf(root, ledger);
  return { root, surface: surfaceOf(plan), ledger: plan.ledger, diagnostics: diagnostics.all };
}

/** Another run over the same document changes nothing, also of what the ledger alone has. */
function repetitionFaults({ root, ledger }: Version): readonly Fault[] {
  const before = linesOf(ledger);
  const after = linesOf(versionOf(root, ledger).ledger);
  const changed = [...before, ...after].filter((line) => before.has(line) !== after.has(line));
  return changed.slice(0, 1).map((line) => ({
    kind: 'moved',
    message: `a second run changes ${changed.length} lines of the ledger, such as ${line}`,
  }));
}

function linesOf(ledger: Ledger): ReadonlySet<string> {
  return new Set(
    Object.entries(ledger).flatMap(([section, entries]: [string, ReadonlyMap<string, string> | null]) =>
      [...(entries ?? [])].map(([key, value]) => `${section} ${key}: ${value}`),
    ),
  );
}

/** `null`: the document is refused, as one whose overlay no longer fits it. */
function attempt(make: () => Version): Version | { readonly problem: string } | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RefusedDocument) return null;
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
