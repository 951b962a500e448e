/** Turns the timeline of an execution into what ARTU answers to a request for it, held as long as ARTU holds it. */
import { executionBody, stateAt } from '../../support/artu-executions.ts';
import { processClock } from '../../support/process-clock.ts';
import type { Answer } from '../script.ts';
import type { Exchange } from './exchange.ts';

const route = /^\/workflows\/executions\/(?<id>[^/?]+)(?<wait>\/wait)?(?:\?|$)/;

/** Waits for the next change or the end of the window, and tells the state of then. */
export async function answerOfTimeline({ stage, request, response }: Exchange): Promise<Answer> {
  const { timeline = [], speed = 1, holds = true } = stage.script;
  const url = request.url ?? '';
  const { id, wait } = route.exec(url)?.groups ?? {};
  if (id === undefined) return { status: 404, json: { message: 'not found' } };
  const start = stage.starts.get(id) ?? stage.now();
  stage.starts.set(id, start);
  const state = (): ReturnType<typeof stateAt> => stateAt(timeline, (stage.now() - start) * speed);
  const { now, changesInMs } = state();
  const isOpen = now.status === 'running' || now.status === 'waiting_for_input';
  if (wait !== undefined && isOpen && holds) {
    await hold(response, Math.min(windowIn(url), changesInMs) / speed);
  }
  return { json: executionBody(id, state().now), headers: { 'x-request-id': 'req_1' } };
}

function hold(response: Exchange['response'], ms: number): Promise<void> {
  return new Promise((resolve) => {
    response.on('close', processClock.schedule(ms, resolve));
  });
}

function windowIn(url: string): number {
  return Number(new URL(url, 'http://artu').searchParams.get('timeoutMs') ?? 30_000);
}
