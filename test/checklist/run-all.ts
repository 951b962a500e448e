/** Turns all cases into results, wherever it runs, and hands them to the server that ordered them. */
import type { Case } from './case.ts';
import type { Packages } from './packages.ts';
import { runCase, type Place } from './run-case.ts';

export interface CaseResult {
  readonly number: string;
  readonly name: string;
  /** `null`: it passed. */
  readonly error: string | null;
}

/** So many at once that waiting costs little, so few that nobody is late. */
const atOnce = 4;

/** A case that takes longer hangs. */
const longestMs = 20_000;

/** Runs every case, and posts the results to `/results` of the control server. */
export async function runAll(cases: readonly Case[], packages: Packages, place: Place): Promise<void> {
  const waiting = [...cases];
  const results: CaseResult[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await resultOf(next, packages, place));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await fetch(`${place.controlUrl}/results`, { method: 'POST', body: JSON.stringify(results) });
}

/** Server and client have two clocks here, in two processes: a case that fails gets a second chance. */
async function resultOf(each: Case, packages: Packages, place: Place): Promise<CaseResult> {
  const first = await errorOf(each, packages, place);
  const error = first === null ? null : await errorOf(each, packages, place);
  return { number: String(each.number), name: each.name, error };
}

async function errorOf(each: Case, packages: Packages, place: Place): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${longestMs} ms`)), longestMs);
  });
  try {
    await Promise.race([runCase(each, packages, place), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
