/** Computes the delays between the requests of a wait, and adapts their window. */
import type { Clock } from "./abort.js";
import { type FailedPoll, type Poll } from "./long-poll.js";
import { type AnySession } from "./waiter-session.js";
/** Time of the next request. */
export interface NextRequest {
	readonly delayMs: number;
	/** True if no further request can follow in time. */
	readonly isLast: boolean;
}
/**
* Schedules the next request after the wanted delay, or at the last moment at which a response can arrive.
*
* The last request is sent as late as possible, unless the server holds it until the deadline.
*/
export declare function nextRequestAfter(wantedMs: number, session: AnySession): NextRequest;
/** Returns the delay after a response that does not end the wait. */
export declare function delayAfterAnswer({ windowMs, elapsedMs }: Poll, session: AnySession): number;
/** Returns the delay after a failure; `undefined` if it ends the wait. */
export declare function delayAfterFailure(failed: FailedPoll, session: AnySession): number | undefined;
/**
* Runs the task after the machine has slept: the date then has advanced, and the clock has not. Returns a
* function that stops the check.
*
* Setting the date forward has the same effect, and costs one request.
*/
export declare function onWake(clock: Clock, task: () => void): () => void;
