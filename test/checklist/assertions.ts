/** The few assertions that cases need, without a test runner. */

/** @throws where the two are not the same as JSON, which is what is sent and logged. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [left, right] = [text(actual), text(expected)];
  if (!Object.is(actual, expected) && left !== right) fail(`${what}: expected ${right}, got ${left}`);
}

/** @throws where the condition does not hold. */
export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) fail(message);
}

/** @throws where a number is outside. */
export function between(actual: number, [low, high]: readonly [number, number], what = 'value'): void {
  if (!(actual >= low && actual <= high)) fail(`${what}: expected ${low} to ${high}, got ${actual}`);
}

/** @throws where the object lacks one of these properties, or has it with another value. */
export function has(actual: unknown, expected: Readonly<Record<string, unknown>>): void {
  const found = new Object(actual) as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(expected))
    equal(found[key], value, `${String(found['name'])}: ${key}`);
}

/** @throws where it was before its time, or more than 50 ms after it; a call may begin a little after its clock. */
export function onTime(dueMs: number, { elapsedMs }: { readonly elapsedMs: number }): void {
  between(elapsedMs, [dueMs - 10, dueMs + 50], 'elapsed');
}

/** What it was rejected with. @throws where it was not. */
export async function rejected(promise: PromiseLike<unknown>): Promise<unknown> {
  const settled = await Promise.resolve(promise).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return 'error' in settled ? settled.error : fail(`expected an error, got ${text(settled.value)}`);
}

/** @throws always. */
export function fail(message: string): never {
  throw new Error(message);
}

function text(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return (
    JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item)) ??
    String(value)
  );
}

/** @throws the error that there was, where one was not expected. */
export function noError(error: unknown): void {
  if (error !== undefined) throw error instanceof Error ? error : new Error(text(error));
}
