/** Bundled validators and bodies → how long each takes beside `JSON.parse`, in one process, in turns. */
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { makeBodies } from './bodies.ts';
import type { Bodies, Body } from './bodies.ts';
import { median } from '../process-usage.ts';

/** The number of issues of a value. */
type Check = (value: unknown) => number;

/** CPU time of a check by that of `JSON.parse` of the same body; `null`: it says of the body what is not so. */
export interface Speed {
  readonly name: string;
  /** A body again and again. */
  readonly warm: Ratios;
  /** Bodies that were just parsed. */
  readonly fresh: Ratios;
  /** Found in the body with 100 wrong leaves. */
  readonly issuesOfHundred: number;
  /** Bytes that a check allocates. */
  readonly allocated: { readonly valid: number; readonly hundred: number };
}

export type Ratios = Readonly<Record<keyof Bodies, number>>;

export interface Target {
  readonly name: string;
  readonly file: string;
}

const rounds = 21;

/** Stands for `JSON.parse` among the names. */
const parse = '';

/** Long enough that the clock's grain is lost in it. */
const batchMs = 12;

if (argv[1] === import.meta.filename) {
  const targets: readonly Target[] = JSON.parse(readFileSync(argv[2] ?? '', 'utf8'));
  stdout.write(JSON.stringify(await measure(targets)));
}

/** Needs `--expose-gc`. */
async function measure(targets: readonly Target[]): Promise<readonly Speed[]> {
  const bodies = makeBodies();
  const checks = new Map<string, Check>();
  for (const { name, file } of targets) checks.set(name, (await import(pathToFileURL(file).href)).check);
  for (const [name, check] of checks) verify(name, check, bodies);
  for (const check of checks.values()) for (const body of [bodies.S, bodies.M]) warmUp(check, body);
  const sizes = ['S', 'M', 'L', 'late', 'hundred'] as const;
  const warm = new Map(sizes.map((size) => [size, warmRatios(checks, bodies[size])]));
  const fresh = new Map(sizes.map((size) => [size, freshRatios(checks, bodies[size])]));
  return [...checks].map(([name, check]) => ({
    name,
    warm: pick(warm, name),
    fresh: pick(fresh, name),
    issuesOfHundred: check(JSON.parse(bodies.hundred.text)),
    allocated: { valid: allocatedBy(check, bodies.M), hundred: allocatedBy(check, bodies.hundred) },
  }));
}

/** A check that takes what is wrong, or refuses what is right, has no speed worth telling. */
function verify(name: string, check: Check, bodies: Bodies): void {
  for (const [size, { text, wrong }] of Object.entries<Body>({ ...bodies })) {
    const found = check(JSON.parse(text));
    if (found > 0 !== wrong > 0) throw new Error(`${name} finds ${found} issues in ${size}, not ${wrong}`);
  }
}

/** Until the engine has made of it what it will: on a busy machine its optimising compiler comes late. */
function warmUp(check: Check, { text }: Body): void {
  const value: unknown = JSON.parse(text);
  const end = performance.now() + 200;
  while (performance.now() < end) check(value);
}

function pick(ratios: ReadonlyMap<keyof Bodies, ReadonlyMap<string, number>>, name: string): Ratios {
  const of = (size: keyof Bodies): number => ratios.get(size)?.get(name) ?? Number.NaN;
  return { S: of('S'), M: of('M'), L: of('L'), late: of('late'), hundred: of('hundred') };
}

function warmRatios(checks: ReadonlyMap<string, Check>, { text }: Body): ReadonlyMap<string, number> {
  const value: unknown = JSON.parse(text);
  const works = new Map([...checks].map(([name, check]) => [name, () => check(value)]));
  return byParse(inTurns(new Map<string, () => unknown>([[parse, () => JSON.parse(text)], ...works])));
}

/** Each value is looked at once; the parse of those that are looked at is not in the time of the look. */
function freshRatios(checks: ReadonlyMap<string, Check>, { text }: Body): ReadonlyMap<string, number> {
  const count = Math.max(3, Math.round(2_000_000 / text.length));
  const times = new Map([parse, ...checks.keys()].map((name) => [name, new Array<number>()]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, check] of checks) {
      const values: unknown[] = [];
      times.get(parse)?.push(timeOf(() => values.push(JSON.parse(text)), count));
      times.get(name)?.push(timeOf(() => check(values.pop()), count));
    }
  }
  return byParse(times);
}

/** The middle of a check's times by the middle of the parse's. */
function byParse(times: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, number> {
  const unit = median(times.get(parse) ?? []);
  return new Map([...times].map(([name, list]) => [name, median(list) / unit]));
}

/** CPU time of one call in each round, all works within a round. */
function inTurns(works: ReadonlyMap<string, () => unknown>): ReadonlyMap<string, readonly number[]> {
  const calls = new Map([...works].map(([name, work]) => [name, callsFor(work)]));
  const times = new Map([...works.keys()].map((name) => [name, new Array<number>()]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of works) times.get(name)?.push(timeOf(work, calls.get(name) ?? 1));
  }
  return times;
}

/** How many calls fill a batch, found while the work is warmed up. */
function callsFor(work: () => unknown): number {
  let calls = 1;
  for (;;) {
    const spent = timeOf(work, calls) * calls;
    if (spent >= batchMs) return Math.max(1, Math.round((calls * batchMs) / spent));
    calls = Math.ceil(calls * Math.min(8, (1.2 * batchMs) / Math.max(spent, 0.2)));
  }
}

/** Milliseconds of CPU for one call: of the process, as the clock of a thread is too coarse; others on the machine do not count. */
function timeOf(work: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
}

/** Of one call, the middle of several counts. */
function allocatedBy(check: Check, { text }: Body): number {
  const value: unknown = JSON.parse(text);
  const calls = 8;
  for (let call = 0; call < 500; call += 1) check(value);
  const counts = Array.from({ length: 7 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call += 1) check(value);
    return (process.memoryUsage().heapUsed - before) / calls;
  });
  return median(counts);
}
