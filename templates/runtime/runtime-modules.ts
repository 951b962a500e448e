/** The modules of the runtime and what each exports; a test holds this list against the files. */

export interface RuntimeModule {
  readonly types: readonly string[];
  /** Classes are here too: they are types as well. */
  readonly values: readonly string[];
}

export const runtimeModules: Readonly<Record<string, RuntimeModule>> = {
  abort: { types: [], values: ['anySignal', 'orAbort', 'sleep'] },
  'api-error': { types: [], values: ['ApiError'] },
  'api-promise': { types: ['ApiResponse', 'PendingCall'], values: ['ApiPromise'] },
  attempt: { types: [], values: ['runAttempt'] },
  attempts: { types: [], values: ['makeAttempts'] },
  'body-start': { types: [], values: ['readStart'] },
  body: {
    types: ['FormEncoding', 'MultipartEncoding', 'RequestBody'],
    values: ['binaryBody', 'formBody', 'jsonBody', 'multipartBody', 'textBody'],
  },
  call: { types: ['Call'], values: ['call'] },
  checks: {
    types: [
      'ArrayLimits',
      'Format',
      'Members',
      'NumberLimits',
      'ObjectLimits',
      'PropertyCheck',
      'StringLimits',
    ],
    values: [
      'anyOf',
      'anything',
      'array',
      'arrayOf',
      'boolean',
      'bytes',
      'given',
      'integer',
      'literal',
      'member',
      'nested',
      'never',
      'nothing',
      'number',
      'object',
      'of',
      'oneOf',
      'own',
      'present',
      'record',
      'recordOf',
      'report',
      'rest',
      'size',
      'string',
      'tuple',
      'whole',
    ],
  },
  clock: { types: ['Clock'], values: ['systemClock'] },
  closable: { types: ['Closable'], values: ['closable'] },
  'connection-errors': {
    types: ['ConnectionErrorDetails', 'TimeoutErrorDetails', 'TimeoutPhase'],
    values: ['ApiAbortError', 'ApiConnectionError', 'ApiTimeoutError'],
  },
  decode: {
    types: [
      'DecodeContext',
      'DecodeFailure',
      'Decoder',
      'Parser',
      'Received',
      'RestOfCall',
      'ValidationMode',
    ],
    values: [
      'binary',
      'byMediaType',
      'empty',
      'isOther',
      'json',
      'parseJson',
      'text',
      'unchecked',
      'validated',
      'wrongMediaType',
    ],
  },
  environment: { types: [], values: ['isBrowser'] },
  'error-of': { types: ['ErrorOf'], values: ['isErrorOf'] },
  'event-stream': {
    types: ['EventOptions', 'EventStream', 'ServerSentEvent'],
    values: ['events', 'splitEvents', 'wholeEvents'],
  },
  failure: { types: [], values: ['abortError', 'explainFailure', 'timeoutError'] },
  formats: { types: [], values: ['date', 'dateTime', 'duration', 'email', 'ipv4', 'time', 'uri', 'uuid'] },
  'header-text': { types: [], values: ['cookie', 'headerText'] },
  headers: { types: ['HeaderOptions'], values: ['addCookie', 'applyHeaders', 'checkedValue'] },
  'json-lines': { types: [], values: ['lines', 'records', 'splitAt'] },
  middleware: { types: ['Middleware', 'MiddlewareRequest', 'Next'], values: ['throughMiddleware'] },
  open: { types: ['Open'], values: [] },
  operation: {
    types: ['FetchOptions', 'LongPoll', 'Method', 'Operation', 'RequestOptions', 'RequestParts', 'Responses'],
    values: [],
  },
  option: { types: [], values: ['checkedCount', 'checkedMs'] },
  'package-name': { types: [], values: ['packageName'] },
  path: { types: ['EncodedPath', 'PathValues'], values: ['expandPath', 'label', 'list', 'matrix'] },
  'prepared-call': { types: ['Attempt', 'PreparedCall', 'Receive'], values: ['restOf'] },
  primitive: { types: ['Primitive'], values: ['encode', 'encodeReserved', 'entriesOf', 'isKeyed', 'textOf'] },
  query: {
    types: ['QueryPart', 'QueryStyle'],
    values: ['deepObject', 'form', 'jsonQuery', 'pipeDelimited', 'spaceDelimited'],
  },
  quota: { types: [], values: ['RetryQuota'] },
  receive: { types: [], values: ['receive', 'receiveRaw'] },
  redirect: { types: ['Hop'], values: ['fetchWithRedirects', 'isRedirect'] },
  'request-error': { types: ['RequestErrorDetails'], values: ['ApiRequestError'] },
  request: { types: ['CallInput', 'PreparedRequest'], values: ['prepareRequest'] },
  'response-error': { types: ['ResponseErrorDetails', 'ResponseErrorKind'], values: ['ApiResponseError'] },
  'retry-hint': { types: [], values: ['isRetryAsked', 'retryAfter'] },
  retry: { types: ['FailedAttempt'], values: ['backoff', 'retryDelay', 'statusOf'] },
  security: {
    types: ['BasicCredential', 'Credential', 'CredentialTarget', 'SecurityAlternatives', 'SecurityScheme'],
    values: ['apiKeyCookie', 'apiKeyHeader', 'apiKeyQuery', 'basic', 'bearer', 'chooseSchemes'],
  },
  send: { types: [], values: ['send'] },
  settings: { types: ['Settings'], values: ['resolveSettings', 'standardSettings', 'windowOf'] },
  'status-error': { types: ['StatusErrorDetails'], values: ['ApiStatusError', 'requestIdOf'] },
  stream: { types: ['ItemStream', 'Splitter', 'StreamFormat'], values: ['openStream'] },
  transient: { types: [], values: ['isTransient', 'isTransientStatus'] },
  transport: {
    types: ['Fetch', 'Transport', 'TransportDefinition', 'TransportOptions'],
    values: ['makeTransport'],
  },
  url: { types: [], values: ['joinUrl', 'parseBaseUrl'] },
  validation: {
    types: [
      'Check',
      'Context',
      'Direction',
      'Key',
      'Result',
      'StandardSchema',
      'ValidationIssue',
      'Validator',
    ],
    values: ['ValidationError', 'describeIssues', 'findIssues', 'fits', 'validator'],
  },
  'waiter-definition': { types: ['Waiter', 'WaiterOptions', 'WaiterOutcome', 'WaiterProgress'], values: [] },
  'waiter-errors': {
    types: ['WaiterReport'],
    values: ['WaiterAbortedError', 'WaiterError', 'WaiterFailureError', 'WaiterTimeoutError'],
  },
  'waiter-judgement': { types: ['AnyOutcome'], values: ['judge', 'note', 'tellProgress', 'warnOfNewState'] },
  'waiter-loop': { types: ['EndOfWait'], values: ['runWait'] },
  'waiter-pace': { types: ['Turn'], values: ['delayAfterAnswer', 'delayAfterFailure', 'turnAfter'] },
  'waiter-session': {
    types: ['AnySession', 'Session', 'Wait', 'WaiterLimits', 'WaiterMemory'],
    values: ['elapsedIn', 'observe', 'remainingIn', 'reportOf', 'startSession', 'warnOnce'],
  },
  waiter: { types: [], values: ['tryWaitUntil', 'waitUntil'] },
  warning: { types: ['Warning', 'WarningKind'], values: ['warnWith'] },
  window: { types: ['FailedPoll', 'Poll', 'WindowLimits'], values: ['clampWindow', 'isCut'] },
};

/** What every package hands on to its callers. */
export const publicNames: readonly string[] = [
  'ApiAbortError',
  'ApiConnectionError',
  'ApiError',
  'ApiPromise',
  'ApiResponse',
  'ApiRequestError',
  'ApiResponseError',
  'ApiStatusError',
  'ApiTimeoutError',
  'Credential',
  'HeaderOptions',
  'ValidationMode',
  'ValidationIssue',
  'Open',
  'RequestOptions',
  'Transport',
  'TransportOptions',
  'ValidationError',
  'Validator',
];

/** What a package whose document describes errors hands on besides. */
export const errorNames: readonly string[] = ['ErrorOf', 'isErrorOf'];

/** What a package with streams hands on besides. */
export const streamNames: readonly string[] = ['EventStream', 'ItemStream', 'ServerSentEvent'];

/** What a package with waiters hands on besides. */
export const waiterNames: readonly string[] = [
  'WaiterAbortedError',
  'WaiterError',
  'WaiterFailureError',
  'WaiterOptions',
  'WaiterOutcome',
  'WaiterProgress',
  'WaiterTimeoutError',
];
