/** Says in one sentence what a change is, and in another one what to do about it. */
import type { ChangeKind, Direction, Finding } from './change.ts';

export interface Explanation {
  readonly message: string;
  /** `null`: nothing is to be done. */
  readonly advice: string | null;
}

export function explain(finding: Finding): Explanation {
  const { message, advice } = sentences[finding.kind];
  const filled = message
    .replace('{before}', () => finding.before ?? 'none')
    .replace('{after}', () => finding.after ?? 'none');
  return { message: filled, advice: adviceFor(finding, advice) };
}

type Advice = string | null | Readonly<Record<Direction, string | null>>;

/** A change without an effect asks for nothing. */
function adviceFor(finding: Finding, advice: Advice): string | null {
  const { direction, effect } = finding;
  const isHarmless = effect.code === 'compiles' && !effect.oldClientBreaks && !effect.newClientBreaks;
  if (isHarmless) return null;
  if (aboutDeployed.has(finding.kind) && !effect.oldClientBreaks && effect.code === 'compiles')
    return 'Deploy the server before new clients.';
  if (isOptionalAddition(finding)) return 'Deploy the server before clients send it.';
  if (advice === null || typeof advice === 'string') return advice;
  return advice[direction ?? 'response'];
}

/** Kinds whose advice is about deployed clients, which only some of their changes break. */
const aboutDeployed: ReadonlySet<ChangeKind> = new Set([
  'security-changed',
  'scheme-changed',
  'servers-changed',
  'operation-servers-changed',
  'encoding-changed',
  'stream-end-changed',
]);

/** Something that clients may send, and need not. */
function isOptionalAddition({ kind, direction, effect }: Finding): boolean {
  const isAdded =
    kind === 'parameter-added' ||
    kind === 'body-added' ||
    (kind === 'property-added' && direction === 'request');
  return isAdded && effect.code === 'compiles' && !effect.oldClientBreaks;
}

interface Sentence {
  /** With `{before}` and `{after}`. */
  readonly message: string;
  readonly advice: Advice;
}

const readsAbsence = 'Handle its absence wherever you read it.';
const sendsIt = 'Pass it in every call.';
const completeMocks = 'Add it to complete mocks.';
const stopSending = 'Remove it from calls that pass it.';
const checkSent = 'Check the values that you send.';
const checkRead = 'Check the code that reads it.';

const sentences: Readonly<Record<ChangeKind, Sentence>> = {
  'operation-added': { message: 'Operation added', advice: 'Add it to complete mocks of the client.' },
  'operation-removed': { message: 'Operation removed', advice: 'Remove its calls.' },
  'operation-renamed': {
    message: 'Call renamed from {before} to {after}',
    advice: 'Rename the calls, or restore the name in the ledger.',
  },
  'path-changed': {
    message: 'Path changed from {before} to {after}',
    advice: 'Deploy clients with the server, or keep the old path for a while.',
  },
  'method-changed': {
    message: 'Method changed from {before} to {after}',
    advice: 'Deploy clients with the server, or keep the old method for a while.',
  },
  'operation-deprecated': { message: 'Operation deprecated', advice: null },
  'operation-restored': { message: 'Operation no longer deprecated', advice: null },
  'stability-changed': { message: 'Stability changed from {before} to {after}', advice: null },
  'sunset-changed': { message: 'Sunset changed from {before} to {after}', advice: null },
  'security-changed': {
    message: 'Security changed from {before} to {after}',
    advice: 'Give deployed clients the new credentials first.',
  },
  'scheme-changed': {
    message: 'Credential changed from {before} to {after}',
    advice: 'Accept the old credential until all clients are updated.',
  },
  'servers-changed': {
    message: 'Servers changed from {before} to {after}',
    advice: 'Keep the old server until all clients are updated.',
  },
  'operation-servers-changed': {
    message: 'Servers changed from {before} to {after}',
    advice: 'Keep the old server until all clients are updated.',
  },
  'pagination-changed': {
    message: 'Pages are read another way',
    advice: 'Check the code that reads all pages.',
  },
  'long-poll-changed': { message: 'Long-poll changed', advice: null },
  'waiter-added': { message: 'Waiter added', advice: 'Add it to complete mocks of the client.' },
  'waiter-removed': { message: 'Waiter removed', advice: 'Remove its calls.' },
  'waiter-changed': { message: 'Waiter changed', advice: 'Check the states that you handle.' },

  'parameter-added': { message: 'Parameter added, {after}', advice: sendsIt },
  'parameter-removed': { message: 'Parameter removed', advice: stopSending },
  'parameter-renamed': {
    message: 'Parameter renamed from {before} to {after}',
    advice: 'Rename it in calls.',
  },
  'parameter-moved': {
    message: 'Parameter moved from {before} to {after}',
    advice: 'Deploy clients with the server.',
  },
  'parameter-required': { message: 'Parameter became required', advice: sendsIt },
  'parameter-optional': {
    message: 'Parameter became optional',
    advice: 'Handle its absence in code that reads parameters.',
  },
  'parameter-style-changed': {
    message: 'Encoding changed from {before} to {after}',
    advice: 'Deploy clients with the server.',
  },
  'parameter-default-changed': { message: 'Default changed from {before} to {after}', advice: null },
  'parameter-deprecated': { message: 'Parameter deprecated', advice: null },

  'body-added': { message: 'Body added, {after}', advice: 'Pass a body in every call.' },
  'body-removed': { message: 'Body removed', advice: 'Remove the body from calls.' },
  'body-required': { message: 'Body became required', advice: 'Pass a body in every call.' },
  'body-optional': {
    message: 'Body became optional',
    advice: 'Handle its absence in code that reads parameters.',
  },
  'media-type-added': { message: 'Media type {after} added', advice: 'Check the type of the body.' },
  'media-type-removed': { message: 'Media type {before} removed', advice: 'Check the type of the body.' },
  'media-type-replaced': {
    message: 'Media type changed from {before} to {after}',
    advice: 'Deploy clients with the server.',
  },
  'encoding-changed': {
    message: 'Encoding changed from {before} to {after}',
    advice: 'Deploy clients with the server.',
  },
  'stream-end-changed': {
    message: 'Event that ends the stream changed from {before} to {after}',
    advice: 'Deploy clients with the server.',
  },
  'success-added': {
    message: 'Success status added',
    advice: 'Handle the new result, and update clients before the server sends it.',
  },
  'success-removed': { message: 'Success status removed', advice: 'Remove the branches that handle it.' },
  'error-added': { message: 'Error status added', advice: 'Add the status to exhaustive code.' },
  'error-removed': { message: 'Error status removed', advice: 'Remove the branches that handle it.' },
  'response-emptied': {
    message: 'Response has no body any more',
    advice: 'Remove the code that reads the result.',
  },
  'response-filled': {
    message: 'Response has a body now, {after}',
    advice: 'Deploy clients with the server.',
  },
  'header-added': { message: 'Header added', advice: null },
  'header-removed': { message: 'Header removed', advice: null },
  'header-required': { message: 'Header became required', advice: null },
  'header-optional': { message: 'Header became optional', advice: null },

  'incoming-added': { message: 'Added: the API sends it now', advice: null },
  'incoming-removed': { message: 'Removed: the API sends it no more', advice: 'Remove its handler.' },
  'incoming-url-changed': { message: 'URL changed from {before} to {after}', advice: null },
  'incoming-body-added': { message: 'Body added', advice: 'Add it to the requests of tests.' },
  'incoming-body-removed': { message: 'Body removed', advice: 'Remove the code that reads it.' },
  'incoming-field-added': { message: 'Field added', advice: 'Add it to the requests of tests.' },
  'incoming-field-removed': { message: 'Field removed', advice: 'Remove the code that reads it.' },
  'incoming-field-required': {
    message: 'Field is always sent now',
    advice: 'Add it to the requests of tests.',
  },
  'incoming-field-optional': { message: 'Field became optional', advice: readsAbsence },
  'answer-added': { message: 'Status added to the answers', advice: 'Check what handlers answer.' },
  'answer-removed': { message: 'Status removed from the answers', advice: 'Answer with another status.' },
  'answer-filled': { message: 'Answer has a body now', advice: 'Answer with a body.' },
  'answer-emptied': { message: 'Answer has no body any more', advice: 'Answer without a body.' },

  'property-added': {
    message: 'Property added, {after}',
    advice: { request: sendsIt, response: completeMocks },
  },
  'property-removed': {
    message: 'Property removed',
    advice: { request: stopSending, response: 'Remove the code that reads it.' },
  },
  'property-required': {
    message: 'Property became required',
    advice: { request: sendsIt, response: completeMocks },
  },
  'property-optional': {
    message: 'Property became optional',
    advice: { request: 'Handle its absence in code that reads request types.', response: readsAbsence },
  },
  'property-read-only': {
    message: 'Property became read-only',
    advice: { request: stopSending, response: completeMocks },
  },
  'property-write-only': {
    message: 'Property became write-only',
    advice: { request: sendsIt, response: 'Remove the code that reads it.' },
  },
  'property-shared': {
    message: 'Property is in requests and responses now',
    advice: { request: sendsIt, response: completeMocks },
  },
  'property-deprecated': { message: 'Deprecated', advice: null },
  'default-changed': { message: 'Default changed from {before} to {after}', advice: readsAbsence },
  'null-added': {
    message: 'May be null now',
    advice: {
      request: 'Handle null in code that reads request types.',
      response: 'Handle null wherever you read it.',
    },
  },
  'null-removed': {
    message: 'Cannot be null any more',
    advice: { request: 'Do not send null.', response: 'Replace null in mocks.' },
  },
  'type-widened': {
    message: 'Type widened from {before} to {after}',
    advice: { request: 'Check code that reads request types.', response: checkRead },
  },
  'type-narrowed': {
    message: 'Type narrowed from {before} to {after}',
    advice: { request: checkSent, response: 'Check the values in mocks.' },
  },
  'type-changed': {
    message: 'Type changed from {before} to {after}',
    advice: { request: checkSent, response: checkRead },
  },
  'value-added': { message: 'Value {after} added', advice: 'Add it to exhaustive code and lookup tables.' },
  'value-removed': {
    message: 'Value {before} removed',
    advice: { request: 'Do not send it.', response: 'Remove the branches that handle it.' },
  },
  'values-opened': {
    message: 'Any {after} is allowed, no longer only {before}',
    advice: { request: 'Check code that reads request types.', response: checkRead },
  },
  'values-closed': {
    message: 'Only {after} allowed, no longer any {before}',
    advice: { request: checkSent, response: 'Check the values in mocks.' },
  },
  'constant-changed': {
    message: 'Constant changed from {before} to {after}',
    advice: { request: checkSent, response: checkRead },
  },
  'variant-added': {
    message: 'Alternative {after} added',
    advice: { request: 'Check code that reads request types.', response: 'Handle the new alternative.' },
  },
  'variant-removed': {
    message: 'Alternative {before} removed',
    advice: { request: 'Do not send it.', response: 'Remove the branches that handle it.' },
  },
  'tag-changed': {
    message: 'Tag changed from {before} to {after}',
    advice: { request: 'Send the new tag.', response: 'Compare with the new tag.' },
  },
  'keys-opened': {
    message: 'Other keys: {before} before, {after} now',
    advice: 'Check code that lists the keys.',
  },
  'keys-closed': {
    message: 'Other keys: {before} before, {after} now',
    advice: { request: 'Send only listed keys.', response: 'Read only listed keys.' },
  },
  'format-added': {
    message: 'Format {after} added',
    advice: { request: checkSent, response: 'Check recorded responses.' },
  },
  'format-removed': {
    message: 'Format {before} removed',
    advice: 'Update clients before the server sends other text.',
  },
  'format-changed': {
    message: 'Format changed from {before} to {after}',
    advice: { request: checkSent, response: checkRead },
  },
  'limit-tightened': { message: 'Limit tightened: {before} before, {after} now', advice: checkSent },
  'limit-loosened': {
    message: 'Limit loosened: {before} before, {after} now',
    advice: 'Deploy the server before clients send such values.',
  },
  'rule-added': { message: 'Rule added: {after}', advice: checkSent },
  'rule-removed': {
    message: 'Rule removed: {before}',
    advice: 'Deploy the server before clients send such values.',
  },
  'representation-changed': {
    message: 'TypeScript type changed',
    advice: { request: checkSent, response: checkRead },
  },

  'name-added': { message: 'Name {after} added', advice: null },
  'name-removed': { message: 'Name {before} removed', advice: 'Remove it from imports and types.' },
  'name-changed': {
    message: 'Name changed from {before} to {after}',
    advice: 'Rename it, or restore the name in the ledger.',
  },
  'option-added': {
    message: 'Option {after} of the client added',
    advice: 'Pass it wherever a client is created.',
  },
  'option-removed': {
    message: 'Option {before} of the client removed',
    advice: 'Remove it wherever a client is created.',
  },
  'option-changed': {
    message: 'Option {after} of the client changed',
    advice: 'Check where a client is created.',
  },
  'signature-changed': { message: 'Declaration of {after} changed', advice: 'Check the code that uses it.' },

  'documentation-changed': { message: 'Documentation changed', advice: null },
  'version-changed': { message: 'Version changed from {before} to {after}', advice: null },
};
