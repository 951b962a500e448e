/** A generated package and its document → every operation called, and each request and response compared. */
import type { Api, Operation } from '../../../generator/api/api.ts';
import type { JsonValue } from '../../../generator/api/json.ts';
import { callName } from '../../../generator/diff/side.ts';
import { credentialsFor } from '../sent-back.ts';
import { schemasOf, type Names, type SchemaOf } from '../pairs.ts';
import type { DescribedDocument } from './described-document.ts';
import { describedOperations, type DescribedOperation } from './described-operation.ts';
import { recordingClient, type CallablePackage, type RecordingClient, type Wire } from './recorded-fetch.ts';
import { judgeOf, type Judge } from './schema-verdicts.ts';
import { triedRequests } from './tried-requests.ts';
import { triedResponses } from './tried-responses.ts';

/** One comparison that failed. */
export interface Disagreement {
  readonly kind: string;
  /** `GET /items/{id}` */
  readonly operation: string;
  readonly detail: string;
}

export interface CallCounts {
  readonly operations: number;
  /** Operations of the package whose description was not found, and those without a valid value. */
  readonly untried: number;
  readonly requests: number;
  readonly responses: number;
  /** Values for which ajv has no verdict, or the standard no encoding. */
  readonly undecided: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

/** What the trials of one operation use. */
export interface Trial {
  readonly operation: Operation;
  readonly described: DescribedOperation;
  readonly call: string;
  readonly names: Names;
  readonly schemaOf: SchemaOf;
  readonly judge: Judge;
  readonly document: DescribedDocument;
  readonly client: RecordingClient;
  readonly api: Api;
  readonly report: Report;
  /** How many changed values of one response are judged. */
  readonly changes: number;
}

/** Counts what was compared, and collects what differs. */
export interface Report {
  readonly request: () => void;
  readonly response: () => void;
  readonly undecided: (reason: string) => void;
  readonly disagree: (kind: string, detail: string) => void;
}

export interface TriedPackage {
  readonly exports: CallablePackage;
  readonly api: Api;
  readonly names: Names;
  readonly document: DescribedDocument;
  readonly changes: number;
  /** Absent: nothing leaves the process. */
  readonly wire?: Wire | undefined;
}

export async function triedDocument(tried: TriedPackage): Promise<CallCounts> {
  const { exports, api, names, document, changes, wire } = tried;
  const judge = judgeOf(document);
  const schemaOf = schemasOf(api);
  const client = recordingClient(exports, credentialsFor(api, names), wire);
  const described = new Map(
    describedOperations(document).map((each) => [`${each.method} ${each.path}`, each]),
  );
  const counts = { operations: 0, untried: 0, requests: 0, responses: 0 };
  const undecided = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  const side = { api, names, signatures: new Map(), files: new Map() };
  for (const operation of api.operations) {
    const found = descriptionOf(operation, described);
    if (found === undefined) {
      counts.untried += 1;
      continue;
    }
    const report: Report = {
      request: () => (counts.requests += 1),
      response: () => (counts.responses += 1),
      undecided: (reason) => undecided.set(reason, (undecided.get(reason) ?? 0) + 1),
      disagree: (kind, detail) =>
        disagreements.push({ kind, operation: `${operation.method} ${operation.url}`, detail }),
    };
    const trial: Trial = {
      operation,
      described: found,
      call: `client.${callName(side, operation)}`,
      names,
      schemaOf,
      judge,
      document,
      client,
      api,
      report,
      changes,
    };
    const parameters = await triedRequests(trial);
    if (parameters === null) {
      counts.untried += 1;
      continue;
    }
    counts.operations += 1;
    await triedResponses(trial, parameters);
  }
  return { ...counts, undecided, disagreements };
}

/** By its place, as keys have fragments and queries that the client changes; by its path where another one refers to it. */
function descriptionOf(
  operation: Operation,
  described: ReadonlyMap<string, DescribedOperation>,
): DescribedOperation | undefined {
  const placed = atPlace(operation, described);
  const pathOf = (key: string): string => key.split(/[?#]/)[0] ?? '';
  if (placed !== undefined && pathOf(placed.path) === pathOf(operation.url)) return placed;
  return described.get(`${operation.method} ${operation.url}`) ?? placed;
}

function atPlace(
  { place, method }: Operation,
  described: ReadonlyMap<string, DescribedOperation>,
): DescribedOperation | undefined {
  const [, , path = ''] = place.pointer.split('/');
  return described.get(`${method} ${path.replaceAll('~1', '/').replaceAll('~0', '~')}`);
}

export type Arguments = Readonly<Record<string, JsonValue | object>>;
