/** A document sent as text → its findings, in a thread of its own that can be stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkSchema } from './schema-check.ts';
import type { CheckRequest } from './schema-check.ts';

// Only `startValidation` starts this file, with just this.
const { text, family } = workerData as CheckRequest;
parentPort?.postMessage(await checkSchema(JSON.parse(text), family));
