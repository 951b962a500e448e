/** Turns a client of ARTU into a few lines on the screen: a look, one long-poll, a wait, and an error. */
import { startArtuServer } from './artu-server.ts';

/** The part of the generated client that the story uses. */
export interface ArtuClient<Execution extends { readonly status: string }> {
  readonly workflows: {
    readonly executions: {
      retrieve(parameters: { id: string }): PromiseLike<Execution>;
      wait(parameters: { id: string; timeoutMs: number }): PromiseLike<Execution>;
      waitUntilCompleted(
        parameters: { id: string },
        options: { maxWaitMs: number; onProgress: (progress: Progress<Execution>) => void },
      ): PromiseLike<Execution>;
    };
  };
}

interface Progress<Execution> {
  readonly state: Execution;
  readonly attempt: number;
  readonly elapsedMs: number;
}

/** Who tells the story, and to whom. */
export interface Narrator<Execution extends { readonly status: string }> {
  readonly connect: (options: {
    apiKey: string;
    environment: 'test';
    baseUrl: string;
  }) => ArtuClient<Execution>;
  readonly describeError: (error: unknown) => string;
  readonly say: (line: string) => void;
}

const id = '0198b8f0-0000-7000-8000-000000000001';
const unknownId = '0198b8f0-0000-7000-8000-00000000dead';

const timeline = [
  { atMs: 0, status: 'running' },
  { atMs: 1_600, status: 'waiting_for_input' },
  { atMs: 2_800, status: 'completed' },
];

/** Tells it from the beginning to the end, in about three seconds. */
export async function tellStory<Execution extends { readonly status: string }>(
  narrator: Narrator<Execution>,
): Promise<void> {
  const { connect, describeError, say } = narrator;
  await using server = await startArtuServer({ executions: { [id]: timeline } });
  const artu = connect({ apiKey: 'sk-demo', environment: 'test', baseUrl: server.url });
  const { executions } = artu.workflows;
  say(`A server that plays ARTU listens on ${server.url}.`);

  const first = await executions.retrieve({ id });
  say(`retrieve            ${first.status}`);

  const second = await executions.wait({ id, timeoutMs: 1_000 });
  say(`wait, 1 second      ${second.status}`);

  say('waitUntilCompleted');
  const last = await executions.waitUntilCompleted({ id }, { maxWaitMs: 60_000, onProgress: tellProgress });
  say(`it ended as         ${last.status}, after ${server.requests.length} requests in all`);

  const failure = await executions.retrieve({ id: unknownId }).then(() => 'no error', describeError);
  say(`an unknown id       ${failure}`);

  function tellProgress({ state, attempt, elapsedMs }: Progress<Execution>): void {
    say(`  ${(elapsedMs / 1000).toFixed(1)} s  request ${attempt}  ${state.status}`);
  }
}
