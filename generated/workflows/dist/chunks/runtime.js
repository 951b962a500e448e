const mostIssues = 1e3;
const deepest = 500;
function object(out, key, value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? enterValue(out, key, value) : report(out, key, "object", value);
}
function anyRecord(out, key, value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) || report(out, key, "object", value);
}
function anyArray(out, key, value) {
	return Array.isArray(value) || report(out, key, "array", value);
}
function isPresentOrRequired(out, value) {
	return value !== void 0 || out.complete;
}
function string(out, key, value) {
	return typeof value === "string" || report(out, key, "string", value);
}
function number(out, key, value) {
	return Number.isFinite(value) || report(out, key, "number", value);
}
function integer(out, key, value) {
	return Number.isSafeInteger(value) || report(out, key, "integer", value);
}
function boolean(out, key, value) {
	if (typeof value !== "boolean") report(out, key, "boolean", value);
}
function member(out, key, value, values) {
	const isOfType = typeof value === typeof values[0] && (typeof value === "string" || Number.isFinite(value));
	if (out.closed || !isOfType) knownMember(out, key, value, values);
}
function knownMember(out, key, value, values) {
	if (!values.includes(value)) report(out, key, oneOfThese(values), value);
}
function oneOfThese(values) {
	return `one of ${JSON.stringify(values).slice(1, -1)}`;
}
function array(out, key, value, check) {
	if (!Array.isArray(value)) return report(out, key, "array", value);
	if (!enterValue(out, key, value)) return false;
	for (let index = 0; index < value.length; index += 1) check(out, index, value[index]);
	leaveValue(out, key);
	return true;
}
function record(out, key, value, check) {
	if (!object(out, key, value)) return false;
	for (const name in value) check(out, name, value[name]);
	leaveValue(out, key);
	return true;
}
function report(out, key, expected, value) {
	out.issues ??= [];
	if (out.issues.length < mostIssues) {
		const path = [];
		path[out.depth] = key;
		const received = describe(value, expected);
		out.issues.unshift({
			path,
			expected,
			received,
			message: `expected ${expected}, received ${received}`
		});
	}
	return false;
}
function enterValue(out, key, value) {
	if (out.depth >= 500) return report(out, key, `nesting of at most ${500}`, value);
	out.depth += 1;
	return true;
}
function leaveValue(out, key) {
	out.depth -= 1;
	if (out.issues === null) return;
	for (const { path } of out.issues) {
		if (!(out.depth + 1 in path) || out.depth in path) return;
		path[out.depth] = key;
	}
}
function describe(value, expected) {
	if (value === void 0) return "absent";
	if (Array.isArray(value)) return "array";
	return value === null || typeof value === "number" && /^[imn]|\d/.test(expected) ? String(value) : typeof value;
}

function format(name, form) {
	return (out, key, value) => string(out, key, value) && (form.test(value) || report(out, key, name, value));
}
const uuid = /* @__PURE__ */ format("uuid", /^[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}[\da-f]{2}$/i);

function minLength(out, key, value, limit) {
	if (!out.exact || !isShorter(value, limit)) return;
	report(out, key, `at least ${limit} characters`, value);
}
function minimum(out, key, value, limit) {
	if (out.exact && value < limit) report(out, key, `number ≥ ${limit}`, value);
}
function maximum(out, key, value, limit) {
	if (out.exact && value > limit) report(out, key, `number ≤ ${limit}`, value);
}
function isShorter(text, length) {
	return text.length < length || text.length < 2 * length && [...text].length < length;
}

var ValidationError = class extends Error {
	name = "ValidationError";
	issues;
	constructor(issues) {
		super(describeIssues(issues));
		this.issues = issues;
	}
};
function findIssues(check, value, purpose) {
	const out = {
		...purpose,
		issues: null,
		depth: 0
	};
	check(out, "", value);
	out.issues?.reverse().forEach(({ path }) => path.shift());
	return out.issues;
}
function validator(check, fill) {
	const run = (value, complete, options) => {
		const exact = options?.exact === true;
		const issues = findIssues(check, value, {
			direction: "response",
			exact,
			closed: exact,
			complete
		});
		if (issues !== null) return {
			ok: false,
			issues
		};
		if (!complete) fill?.(value);
		return {
			ok: true,
			value
		};
	};
	const safeParse = (value, options) => run(value, false, options);
	return {
		safeParse,
		parse: (value, options) => valueOf(safeParse(value, options)),
		is: (value, options) => run(value, true, options).ok,
		assert(value, options) {
			valueOf(run(value, true, options));
		},
		"~standard": {
			version: 1,
			vendor: "clientwright",
			validate: safeParse
		}
	};
}
function exactSchema(validator) {
	const validate = (value) => validator.safeParse(value, { exact: true });
	return { "~standard": {
		version: 1,
		vendor: "clientwright",
		validate
	} };
}
function valueOf(result) {
	if (result.ok) return result.value;
	throw new ValidationError(result.issues);
}
function describeIssues(issues) {
	const [first, ...more] = issues;
	const where = `/${first?.path.join("/")}: ${first?.message}`;
	return more.length > 0 ? `${where} (and ${more.length} more)` : where;
}

const longestTimerMs = 2 ** 31 - 1;
function anySignal(signals) {
	return AbortSignal.any(signals.map((signal) => signal instanceof AbortSignal ? signal : follow(signal)));
}
function follow(signal, controller = new AbortController()) {
	const abort = () => controller.abort(signal.reason);
	signal.addEventListener("abort", abort);
	if (signal.aborted) abort();
	return controller.signal;
}
function orAbort(work, signal) {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort);
		if (signal.aborted) abort();
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}
async function sleep(ms, clock, signal) {
	let cancel = () => {};
	await orAbort(new Promise((resolve) => cancel = clock.schedule(ms, resolve)), signal).catch(() => {});
	cancel();
}
const systemClock = {
	now: () => performance.now(),
	date: () => Date.now(),
	schedule(ms, task) {
		const timer = setTimeout(task, Math.min(ms, longestTimerMs));
		return () => clearTimeout(timer);
	}
};
function makeClosable(close) {
	const key = Reflect.get(Symbol, "asyncDispose");
	return {
		close,
		...typeof key === "symbol" && { [key]: close }
	};
}

const packageName = "@artu/workflows";

const longestText = 65536;
const longestMessage = 500;
const hidden = [
	"headers",
	"body",
	"rawBody",
	"rawText",
	"value",
	"lastResponse",
	"resume"
];
var ApiError = class extends Error {
	static className = "ApiError";
	static packageName = packageName;
	static [Symbol.hasInstance](value) {
		if (!Object.hasOwn(this, "className")) return Function.prototype[Symbol.hasInstance].call(this, value);
		let link = Object(value).constructor;
		while (link && (link.packageName !== "@artu/workflows" || link.className !== this.className)) link = Object.getPrototypeOf(link);
		return Boolean(link);
	}
	constructor(message, { cause, hide = (text) => text, ...fields } = {}) {
		const shown = hide(message).slice(0, longestMessage).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURI);
		super(shown, cause === void 0 ? {} : { cause });
		for (const [name, field] of Object.entries({
			retryable: false,
			...fields
		})) {
			const enumerable = !hidden.includes(name);
			const value = enumerable && typeof field === "string" ? hide(field) : field;
			Object.defineProperty(this, name, {
				value,
				enumerable
			});
		}
	}
	get name() {
		return this.constructor.className;
	}
	toJSON() {
		const fields = this;
		return {
			name: this.name,
			message: this.message,
			...fields
		};
	}
};
var ApiRequestError = class extends ApiError {
	static className = "ApiRequestError";
	constructor(message, details = {}) {
		super(message, {
			issues: [],
			...details
		});
	}
};
var ApiConnectionError = class extends ApiError {
	static className = "ApiConnectionError";
	constructor(message, details) {
		super(message, { ...details });
	}
};
var ApiTimeoutError = class extends ApiConnectionError {
	static className = "ApiTimeoutError";
	constructor(message, details) {
		super(message, { ...details });
	}
};
var ApiAbortError = class extends ApiError {
	static className = "ApiAbortError";
	constructor(reason) {
		super("The call was aborted.", { cause: reason });
	}
	get name() {
		return "AbortError";
	}
};
var ApiStatusError = class extends ApiError {
	static className = "ApiStatusError";
	constructor(details) {
		const reason = reasonIn(details.body);
		const words = reason ? `: ${reason}` : "";
		const requestId = requestIdOf(details.headers);
		super(`${details.operation}: status ${details.status}${words}`, {
			...details,
			requestId
		});
	}
};
function requestIdOf(headers) {
	return headers.get("x-request-id") ?? headers.get("request-id") ?? void 0;
}
const reasonKeys = [
	"message",
	"detail",
	"error_description",
	"error",
	"title"
];
function reasonIn(body) {
	return membersOf(body).flatMap((member) => [member, ...membersOf(member)]).find((member) => typeof member === "string");
}
function membersOf(value) {
	return reasonKeys.map((key) => Object(value)[key]);
}
var ApiResponseError = class extends ApiError {
	static className = "ApiResponseError";
	constructor(message, details) {
		const { kind, response, issues = [], cause, hide } = details;
		const { status, headers } = response;
		super(`${details.id}: ${message}`, {
			kind,
			status,
			issues,
			requestId: requestIdOf(headers),
			attempts: details.attempt,
			headers,
			rawText: details.rawText?.slice(0, longestText) ?? "",
			cause,
			hide
		});
	}
};

function apiPromise(sendDecoded, sendRaw) {
	let response;
	let isSent = false;
	const decoded = Promise.resolve().then(() => {
		isSent = true;
		return response === void 0 ? sendDecoded() : rejectSecondRead();
	});
	const value = decoded.then(({ data }) => data);
	const instead = (promise) => {
		value.catch(() => void 0);
		return promise;
	};
	return Object.assign(value, {
		withResponse: () => instead(decoded),
		raw: () => instead(response ??= isSent ? rejectSecondRead() : sendRaw())
	});
}
async function rejectSecondRead() {
	throw new ApiRequestError("A body can be read once: use raw() or the value.");
}

function isBrowser() {
	return "document" in globalThis || "WorkerGlobalScope" in globalThis && "importScripts" in globalThis && !("Deno" in globalThis);
}
function environmentValue(name) {
	if (isBrowser()) return void 0;
	const value = memberOf(memberOf(memberOf(globalThis, "process"), "env"), name);
	return typeof value === "string" && value.trim() || void 0;
}
function environmentChoice(name, values) {
	const text = environmentValue(name);
	const found = values.find((value) => value === text);
	if (text === void 0 || found !== void 0) return found;
	throw new ApiRequestError(`The variable ${name} must be ${values.join(" or ")}.`, { option: name });
}
function memberOf(value, name) {
	return typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
}

const longestStart = 65536;
function readStart(response) {
	return readUpTo(longestStart, response);
}
function readWhole(response, context) {
	return readUpTo(context.maxResponseBytes, response, context);
}
function decodedText(pieces, decoder = new TextDecoder()) {
	return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
async function readUpTo(most, response, context) {
	const reader = response.body?.getReader();
	const pieces = [];
	let left = most;
	while (left >= 0) {
		const { value } = await reader?.read() ?? {};
		if (!value) break;
		pieces.push(value.subarray(0, left));
		left -= value.length;
	}
	await reader?.cancel();
	if (left >= 0 || !context) return pieces;
	const message = `the body exceeds maxResponseBytes, ${most}`;
	throw new ApiResponseError(message, {
		...context,
		response,
		kind: "size"
	});
}

const isTelling = /[^]{8}|^(?=[^]*\d)(?=[^]*\D)[^]{4}/;
function hideSecrets(text, secrets) {
	return secrets.reduce((shown, secret) => isTelling.test(secret) ? shown.replaceAll(secret, "[hidden]") : shown, text);
}
function secretsIn(value) {
	return value.split(/[\s,;"]+|(?<==)/);
}

const longestBody = 1e4;
function throughMiddleware(middleware, send) {
	return middleware.reduceRight((next, each) => async (request) => {
		try {
			const response = await each(request, next);
			if (!response.bodyUsed) return response;
		} catch (cause) {
			if (cause instanceof ApiError) throw cause;
			throw new ApiError(`${request.operation}: a middleware failed`, { cause });
		}
		throw new ApiError(`${request.operation}: a middleware read the body, not a clone`);
	}, send);
}
const logLevels = [
	"off",
	"error",
	"warn",
	"info",
	"debug"
];
const harmlessHeaders = [
	"accept",
	"accept-encoding",
	"age",
	"allow",
	"cache-control",
	"connection",
	"content-encoding",
	"content-length",
	"content-type",
	"date",
	"etag",
	"expires",
	"last-modified",
	"ratelimit-limit",
	"ratelimit-remaining",
	"ratelimit-reset",
	"request-id",
	"retry-after",
	"retry-after-ms",
	"server",
	"traceparent",
	"transfer-encoding",
	"user-agent",
	"vary",
	"x-request-id",
	"x-retry-count",
	"x-should-retry"
];
function logging(options = {}) {
	const write = writerOf(options);
	return async (request, next) => {
		const log = lineWriter(request, options, write);
		log("debug", "begins", () => ({
			headers: shownHeaders(request.headers, options),
			...options.bodies && typeof request.body === "string" && { body: request.body.slice(0, longestBody) }
		}));
		try {
			const response = await next(request);
			const secrets = hiddenIn(request, options);
			log(response.status < 400 ? "info" : "warn", `status ${response.status}`);
			log("debug", "received", () => ({ headers: shownHeaders(response.headers, options, secrets) }));
			if (options.level === "debug" && options.bodies && isText(response.headers)) logBody(response.clone(), log, secrets);
			return response;
		} catch (error) {
			log("error", "failed", () => ({ error }));
			throw error;
		}
	};
}
function writerOf({ level = "info", logger = console }) {
	return (each, line) => {
		if (logLevels.indexOf(each) > logLevels.indexOf(level)) return;
		try {
			logger[each](...line());
		} catch {}
	};
}
function lineWriter(request, options, write) {
	const { operation, callId, attempt, method, url } = request;
	const startedAt = performance.now();
	return (level, event, fields = () => ({})) => write(level, () => {
		const ms = Math.round(performance.now() - startedAt);
		return [`${`${operation} ${callId}/${attempt} ${method} ${shownUrl(url, options)}`}: ${event} after ${ms} ms`, fields()];
	});
}
function logBody(response, log, secrets) {
	readStart(response).then((start) => decodedText(start)).then((body) => log("debug", "body", () => ({ body: hideSecrets(body, secrets).slice(0, longestBody) })), () => void 0);
}
function isText(headers) {
	const mediaType = headers.get("content-type") ?? "";
	return /^(?:text\/(?!event-stream)|application\/(?:[^;]+\+)?(?:json|xml)\s*(?:;|$))/i.test(mediaType);
}
function hiddenIn({ headers, url }, options) {
	const shown = shownNames(options);
	const shownQuery = new Set(lowerCased(options.query));
	return [...[...headers].flatMap(([name, value]) => shown.has(name) ? [] : secretsIn(value)), ...[...url.searchParams].flatMap(([name, value]) => shownQuery.has(name.toLowerCase()) ? [] : [value, encodeURIComponent(value)])];
}
function shownNames(options) {
	return /* @__PURE__ */ new Set([...harmlessHeaders, ...lowerCased(options.headers)]);
}
function shownHeaders(headers, options, secrets = []) {
	const shown = shownNames(options);
	return Object.fromEntries([...headers].map(([name, value]) => [name, shown.has(name) ? hideSecrets(value, secrets) : redacted]));
}
function shownUrl({ origin, pathname, searchParams }, options) {
	const shown = new Set(lowerCased(options.query));
	const query = [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${shown.has(name.toLowerCase()) ? encodeURIComponent(value) : redacted}`);
	return `${origin}${pathname}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}
function lowerCased(names = []) {
	return names.map((name) => name.toLowerCase());
}
const redacted = "REDACTED";

const token = /^[!#$%&'*+\-.^`|~\w]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;
function applyHeaders(headers, layer, names) {
	for (const [name, value] of Object.entries(layer)) {
		if (!token.test(name)) throw new ApiRequestError(`Invalid header name ${JSON.stringify(name)}.`);
		if (value === void 0) continue;
		names?.add(name.toLowerCase());
		if (value === null) headers.delete(name);
		else headers.set(name, checkedValue(`header ${name}`, value));
	}
}
function checkedValue(source, value) {
	const trimmed = value.trim();
	if (fieldValue.test(trimmed)) return trimmed;
	throw new ApiRequestError(`The ${source} has a line break or a character outside Latin-1.`);
}

function textOf(name, value) {
	if ([
		"string",
		"boolean",
		"bigint"
	].includes(typeof value) || Number.isFinite(value)) return String(value);
	if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
	throw new ApiRequestError(`The parameter ${name} cannot be encoded as text.`);
}
function encode(name, text) {
	try {
		return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	} catch (cause) {
		throw new ApiRequestError(`The parameter ${name} has half a surrogate pair.`, { cause });
	}
}
function pair(name, value) {
	if (value === void 0 || value === null) return "";
	return `${encode(name, name)}=${encode(name, textOf(name, value))}`;
}

const mostSecrets = 9;
function bearer(option, credential) {
	return inHeader({
		option,
		credential,
		header: "authorization",
		prefix: "Bearer "
	});
}
function apiKeyHeader(option, name, credential) {
	return inHeader({
		option,
		credential,
		header: name.toLowerCase(),
		prefix: ""
	});
}
function inHeader({ header, prefix, ...parts }) {
	return scheme(parts, ({ explicit }) => explicit.has(header), (secret, { headers }) => headers.set(header, prefix + secret));
}
function scheme({ option, credential }, isGiven, put) {
	const renewable = typeof credential === "function";
	let rejected;
	const secrets = [];
	const read = async () => renewable ? credential(rejected) : credential ?? "";
	const ask = shareWhilePending(async () => {
		const given = await read().catch((cause) => {
			throw new ApiRequestError(`The function of the option ${option} failed.`, {
				option,
				cause
			});
		});
		const secret = checkedValue(`option ${option}`, given);
		if (secret === "") throw missing([[option]]);
		remember(secrets, secret);
		return secret;
	});
	return {
		option,
		secrets,
		hasCredential: renewable || Boolean(credential?.trim()),
		renewable,
		isGiven,
		async send(request, next) {
			const secret = await ask();
			put(secret, request);
			const response = await next(request);
			if (response.status === 401) rejected = secret;
			return response;
		}
	};
}
function remember(secrets, secret) {
	if (!secrets.includes(secret) && secrets.push(secret) > mostSecrets) secrets.shift();
}
function shareWhilePending(work) {
	let pending;
	return () => {
		pending ??= work().finally(() => {
			pending = void 0;
		});
		return pending;
	};
}
function chooseSchemes(schemes, alternatives, request) {
	const isMissing = (name) => {
		const found = schemes.get(name);
		return !found?.hasCredential && !found?.isGiven(request);
	};
	const complete = alternatives.filter((names) => !names.some(isMissing));
	if (complete.length === 0 && alternatives.length > 0) throw missing(alternatives.map((names) => names.filter(isMissing).map((name) => schemes.get(name)?.option ?? name)));
	return (complete.find((names) => names.length > 0) ?? []).flatMap((name) => schemes.get(name) ?? []).filter(({ isGiven }) => !isGiven(request));
}
function missing(alternatives) {
	const choices = new Set(alternatives.map((options) => options.join(" and ")));
	const [option = ""] = alternatives.flat();
	return new ApiRequestError(`The client needs the option ${[...choices].join(", or ")}.`, { option });
}

function parseBaseUrl(text) {
	const url = readUrl(text);
	if (url && /^https?:\/\/[^@/]+\//.test(url.href)) return url;
	throw new ApiRequestError("The option baseUrl must be an http URL without a user.", { option: "baseUrl" });
}
function readUrl(text, base) {
	return URL.canParse(text, base) ? new URL(text, base) : void 0;
}
function joinUrl(base, path, query) {
	const url = new URL(base);
	url.pathname = base.pathname.replace(/\/+$/, "") + path;
	url.search = [base.search.slice(1), ...query].filter(Boolean).join("&");
	return url;
}
function expandPath(template, values) {
	const expanded = template.replace(/\{([^{}]+)\}/g, (_, name) => pathText(name, values));
	if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(expanded)) throw new ApiRequestError(`A path parameter makes a segment of ${template} "." or "..".`);
	return expanded;
}
function pathText(name, values) {
	const value = (Object.hasOwn(values, name) ? values[name] : void 0) ?? "";
	const text = typeof value === "object" && "encoded" in value ? value.encoded : encode(name, textOf(name, value));
	if (text === "") throw new ApiRequestError(`The path parameter ${name} is missing or empty.`);
	return text;
}

function prepareRequest(call, parameters, givenKey) {
	call.check?.(call, parameters);
	const parts = call.request?.(parameters) ?? {};
	const key = givenKey ?? (call.idempotencyHeader && crypto.randomUUID());
	const headers = new Headers();
	applyHeaders(headers, standardHeaders(call, parts));
	const explicit = /* @__PURE__ */ new Set();
	for (const layer of [
		parts.headers ?? {},
		{ [call.idempotencyHeader ?? "idempotency-key"]: key },
		...call.headerLayers
	]) applyHeaders(headers, layer, explicit);
	const url = joinUrl(call.baseUrl, expandPath(call.path, parts.path ?? {}), parts.query ?? []);
	return {
		url,
		headers,
		explicit,
		body: parts.body,
		hide: (text) => hideSecrets(call.hide(text), ownSecrets(headers)),
		schemes: chooseSchemes(call.securitySchemes, call.security, {
			url,
			headers,
			explicit
		}),
		idempotent: key !== void 0 || /^(GET|HEAD|PUT|DELETE|OPTIONS|QUERY)$/.test(call.method)
	};
}
function ownSecrets(headers) {
	return [...headers].flatMap(([name, value]) => /auth|cookie|key|secret|token/.test(name) ? secretsIn(value) : []);
}
function standardHeaders(call, parts) {
	const { cookies = [] } = parts;
	const decoders = [call.responses, call.errors ?? {}].flatMap(Object.values);
	return {
		accept: [...new Set(decoders.flatMap((decoder) => decoder?.mediaTypes ?? []))].join(", ") || void 0,
		"user-agent": call.userAgent,
		"content-type": parts.body?.mediaType,
		cookie: cookies.filter(Boolean).join("; ") || void 0
	};
}
function remainingMs({ clock, startedAt, totalTimeout = Infinity }) {
	return totalTimeout - (clock.now() - startedAt);
}

const shortestMs = 50;
function retryDelay(failed) {
	const { attempt } = failed;
	if (attempt > failed.maxRetries || !mayRepeat(failed)) return void 0;
	if (failed.hold?.isCut(failed)) return 0;
	const askedMs = failed.answer?.retryAfterMs;
	const delayMs = askedMs === void 0 ? backoff(attempt) : askedMs * (1 + Math.random() / 5);
	return (askedMs ?? 0) <= failed.maxRetryAfter && delayMs < remainingMs(failed) ? delayMs : void 0;
}
function backoff(failures) {
	return Math.min(8e3, 500 * 2 ** (failures - 1)) * (.5 + Math.random() / 2);
}
function mayRepeat(failed) {
	const { answer } = failed;
	return failed.body?.replayable !== false && isTransient(failed.error) && (failed.idempotent || answer !== void 0 && isRetryAsked(answer.headers) === true);
}
function isRetryAsked(headers) {
	const word = headers.get("x-should-retry");
	return word === "false" ? false : word === "true" || void 0;
}
function retryAfter({ status, headers }, date) {
	const asked = numberIn(headers, "retry-after-ms", 1) ?? numberIn(headers, "retry-after", 1e3) ?? untilDate(headers.get("retry-after") ?? "", date) ?? (status === 429 ? numberIn(headers, "ratelimit-reset", 1e3) : void 0);
	return asked === void 0 ? asked : Math.max(asked, shortestMs);
}
function numberIn(headers, name, unitMs) {
	const text = headers.get(name) ?? "";
	return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * unitMs : void 0;
}
const httpDate = /^[A-Z][a-z]+(?:, .+ GMT| .+ \d{4})$/;
function untilDate(text, date) {
	const named = httpDate.test(text) ? Date.parse(text.replace(/ \d{4}$/, " GMT$&")) : 0;
	return named > date ? named - date : void 0;
}
const transientStatuses = [
	408,
	429,
	500,
	502,
	503,
	504,
	520,
	522,
	524,
	529,
	530
];
const transientCode = /^(?:E(?:AI_|CONN|HOST|NET|PIPE|TIMED)|UND_ERR_(?:RES_CON|SOCK|.+_TIMEOUT)|Connection|FailedToOpen)/;
function isTransientStatus(status) {
	return transientStatuses.includes(status);
}
function isTransientCode(code, attempt) {
	if (code === "ENOTFOUND") return attempt === 1;
	return code === void 0 || transientCode.test(code);
}
function isTransient(error) {
	return error instanceof ApiError && error.retryable;
}

const mostRedirects = 5;
async function makeAttempts(call, receive) {
	const { clock, retryQuota: quota, signal } = call;
	let taken;
	for (let attempt = 1;; attempt += 1) {
		if (signal.aborted) throw abortError(signal.reason, attempt - 1);
		const startedAt = clock.now();
		try {
			const result = await runAttempt({
				...call,
				attempt
			}, receive);
			quota?.giveBack(taken);
			return result;
		} catch (error) {
			const answer = error instanceof ApiStatusError ? error : void 0;
			const elapsedMs = clock.now() - startedAt;
			taken = await prepareRetry({
				...call,
				attempt,
				error,
				answer,
				elapsedMs
			});
		}
	}
}
async function prepareRetry(failed) {
	const { error, clock, retryQuota: quota, signal } = failed;
	if (canRenewCredential(failed)) return void 0;
	const delayMs = retryDelay(failed);
	if (delayMs === void 0) throw error;
	const taken = quota?.take(failed.answer?.status);
	if (quota === void 0 || taken !== void 0) {
		await sleep(delayMs, clock, signal);
		return taken;
	}
	if (failed.hold !== void 0) await sleep(backoff(failed.attempt), clock, signal);
	throw error;
}
function canRenewCredential(failed) {
	return failed.attempt === 1 && failed.answer?.status === 401 && failed.body?.replayable !== false && failed.schemes.some((scheme) => scheme.renewable);
}
async function runAttempt(attempt, receive) {
	const restMs = remainingMs(attempt);
	const ms = Math.min(restMs, attempt.timeout);
	const timer = new AbortController();
	const signal = attempt.signal === attempt.ending.signal ? follow(attempt.signal, timer) : anySignal([attempt.signal, timer.signal]);
	let phase = restMs > attempt.timeout ? "headers" : "total";
	const stop = attempt.clock.schedule(ms, () => {
		const message = `${attempt.id}: timed out after ${ms} ms (${phase})`;
		const details = {
			phase,
			attempts: attempt.attempt,
			retryable: phase !== "total"
		};
		timer.abort(new ApiTimeoutError(message, details));
	});
	const exchange = respond(attempt, signal).then((response) => {
		if (phase === "headers") phase = "body";
		return receive(response, attempt);
	});
	return orAbort(exchange, signal).catch(throwExplained(attempt)).finally(stop);
}
function throwExplained(attempt) {
	return (error) => {
		throw explainFailure(error, attempt);
	};
}
async function respond(call, signal) {
	const headers = new Headers(call.headers);
	if (call.attempt > 1 && !isBrowser() && !call.explicit.has("x-retry-count")) headers.set("x-retry-count", String(call.attempt - 1));
	const send = (sent) => sendOut(call, sent).catch(throwExplained(call));
	const credentials = call.schemes.map((scheme) => scheme.send);
	return throughMiddleware([...credentials, ...call.middleware], send)({
		url: new URL(call.url),
		headers,
		operation: call.id,
		callId: call.callId,
		attempt: call.attempt,
		method: call.method,
		body: call.body?.content,
		signal
	});
}
async function sendOut(attempt, { url, method, headers, body, signal }) {
	const init = {
		...attempt.fetchOptions,
		...body !== void 0 && { body },
		...body instanceof ReadableStream && { duplex: "half" },
		method,
		headers,
		redirect: isBrowser() ? "error" : "manual",
		signal
	};
	return fetchWithRedirects(attempt.fetch, {
		url,
		init
	});
}
async function fetchWithRedirects(fetch, hop, left = mostRedirects) {
	const response = await fetch(hop.url.href, hop.init);
	const next = isRedirect(response) && nextHop(response, hop);
	if (!next || left === 0) return response;
	await response.body?.cancel();
	return fetchWithRedirects(fetch, next, left - 1);
}
function isRedirect({ status, headers }) {
	return /^30[12378]$/.test(`${status}`) && headers.has("location");
}
function nextHop(response, { url, init }) {
	const target = readUrl(response.headers.get("location") ?? "", url);
	if (!target?.href.startsWith(`${url.origin}/`)) return void 0;
	if (!becomesGet(response.status, init.method)) return init.body instanceof ReadableStream ? void 0 : {
		url: target,
		init
	};
	const headers = new Headers(init.headers);
	headers.delete("content-type");
	return {
		url: target,
		init: {
			...init,
			method: "GET",
			headers,
			body: null
		}
	};
}
function becomesGet(status, method) {
	return status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
}
function explainFailure(cause, { attempt, id, signal }) {
	if (signal.aborted) return abortError(signal.reason, attempt);
	if (cause instanceof ApiError) return cause;
	const code = codeOf(cause);
	const message = `${id}: no complete response (${code ?? "no code"})`;
	const details = {
		code,
		attempts: attempt,
		retryable: isTransientCode(code, attempt),
		cause
	};
	const [, platformLimit] = /^UND_ERR_(.+)_TIMEOUT$/.exec(code ?? "") ?? [];
	if (platformLimit === void 0) return new ApiConnectionError(message, details);
	const phase = platformLimit.toLowerCase();
	return new ApiTimeoutError(message + "; fetchOptions.dispatcher raises the limit", {
		...details,
		phase
	});
}
function abortError(reason, attempts) {
	return reason instanceof DOMException && reason.name === "TimeoutError" ? new ApiTimeoutError("The signal timed out.", {
		phase: "total",
		attempts,
		cause: reason
	}) : new ApiAbortError(reason);
}
function codeOf(error, links = 5) {
	const { code, cause } = Object(error);
	if (typeof code === "string") return code;
	return cause === void 0 || links === 1 ? void 0 : codeOf(cause, links - 1);
}

function anyJson(mediaType) {
	return jsonDecoder((value) => value, mediaType);
}
function jsonDecoder(finish, mediaType = "application/json") {
	return {
		mediaTypes: [mediaType],
		async decode(response, context) {
			const rawText = decodedText(await readWhole(response, context));
			const failure = {
				...context,
				response,
				rawText
			};
			if (rawText.trim() === "") throw new ApiResponseError("the body is empty, not JSON", {
				...failure,
				kind: "empty"
			});
			if (hasOtherMediaType(response, isJson)) throw wrongMediaType(failure);
			return finish(parseJson(failure), failure);
		}
	};
}
function parseJson(failure) {
	try {
		return JSON.parse(failure.rawText ?? "");
	} catch {
		throw new ApiResponseError("the body is not valid JSON", {
			...failure,
			kind: "json"
		});
	}
}
function wrongMediaType(failure) {
	const received = essenceOf(failure.response.headers.get("content-type") ?? "") || "none";
	return new ApiResponseError(`undocumented media type ${received}`, {
		...failure,
		kind: "content-type"
	});
}
function hasOtherMediaType(response, isExpected) {
	const mediaType = essenceOf(response.headers.get("content-type") ?? "");
	return mediaType !== "" && !isExpected(mediaType.toLowerCase());
}
function essenceOf(mediaType) {
	return mediaType.replace(/;[^]*$/, "").trim();
}
function isJson(mediaType) {
	return /^[^/]+\/(?:.+\+)?json$/.test(mediaType);
}

async function receiveRaw(response, attempt) {
	if (response.ok || attempt.responses[response.status] !== void 0) return response;
	throw await errorOf(response, attempt);
}
async function receive(received, attempt) {
	const response = await receiveRaw(received, attempt);
	const { status, headers } = response;
	const decoder = decoderFor(attempt.responses, status);
	if (decoder === void 0) {
		await response.body?.cancel();
		const message = `undocumented status ${status}`;
		throw new ApiResponseError(message, {
			...attempt,
			kind: "status",
			response
		});
	}
	return {
		data: await decoder.decode(response, attempt),
		status,
		headers,
		requestId: requestIdOf(headers),
		attempts: attempt.attempt
	};
}
function decoderFor(responses, status) {
	const range = `${String(status)[0]}XX`;
	return responses[status] ?? responses[range] ?? responses.default;
}
async function errorOf(response, attempt) {
	const start = await readStart(response);
	const rawBody = decodedText(start);
	const { status, headers } = response;
	if (isRedirect(response)) {
		const message = `redirect (${status}) is not followed`;
		return new ApiResponseError(message, {
			...attempt,
			response,
			rawText: rawBody,
			kind: "redirect"
		});
	}
	return new ApiStatusError({
		hide: attempt.hide,
		operation: attempt.id,
		status,
		headers,
		body: await errorBody(response, start, attempt),
		rawBody,
		attempts: attempt.attempt,
		retryable: isRetryAsked(headers) ?? isTransientStatus(status),
		retryAfterMs: retryAfter(response, attempt.clock.date())
	});
}
async function errorBody(response, start, attempt) {
	const documented = decoderFor(attempt.errors ?? {}, response.status);
	try {
		const read = new Response(new Blob(start), response);
		return await (documented ?? anyJson()).decode(read, {
			...attempt,
			validation: "strict"
		});
	} catch {
		return documented ? void 0 : decodedText(start) || void 0;
	}
}

const standardSettings = {
	timeout: 6e4,
	totalTimeout: void 0,
	maxRetries: 2,
	maxRetryAfter: 6e4,
	maxResponseBytes: 1e8,
	validation: "strict",
	fetchOptions: {},
	headerLayers: [],
	middleware: []
};
function resolveSettings(settings, options) {
	const whole = (option, least) => checkedWhole(option, options[option], least) ?? settings[option];
	return {
		timeout: whole("timeout", 1),
		totalTimeout: whole("totalTimeout", 1),
		maxRetries: whole("maxRetries", 0),
		maxRetryAfter: whole("maxRetryAfter", 1),
		maxResponseBytes: whole("maxResponseBytes", 0),
		validation: options.validation ?? settings.validation,
		fetchOptions: {
			...settings.fetchOptions,
			...options.fetchOptions
		},
		headerLayers: [...settings.headerLayers, options.headers ?? {}],
		middleware: [...settings.middleware, ...options.middleware ?? []]
	};
}
function checkedWhole(option, value, least) {
	if (value === void 0 || Number.isSafeInteger(value) && value >= least) return value;
	throw new ApiRequestError(`The option ${option} must be a whole number from ${least}.`, { option });
}

function warnWith(onWarning = ({ message }) => console.warn(message)) {
	return (warning) => {
		try {
			onWarning(warning);
		} catch {}
	};
}
function warnOnce({ warned, onWarning }, warning) {
	if (warned.has(warning.kind)) return;
	warned.add(warning.kind);
	onWarning(warning);
}

const quotaCapacity = 500;
const retryCost = 14;
const throttledCost = 5;
function makeTransport(definition, options) {
	const { baseUrl, fetch } = options;
	const closing = new AbortController();
	const underWay = /* @__PURE__ */ new Set();
	applyHeaders(new Headers(), options.headers ?? {});
	const schemes = Object.values(definition.securitySchemes);
	if (!options.allowBrowser && isBrowser()) refuseSecrets(schemes);
	return Object.freeze({
		...definition,
		securitySchemes: new Map(Object.entries(definition.securitySchemes)),
		baseUrl: parseBaseUrl(baseUrl ?? definition.baseUrl),
		isBaseUrlGiven: baseUrl !== void 0,
		userAgent: isBrowser() ? void 0 : `${definition.userAgent} ${globalThis.navigator?.userAgent ?? ""}`,
		fetch: (url, init) => {
			return (fetch ?? globalThis.fetch)(url, init);
		},
		...resolveSettings(standardSettings, options),
		hide: (text) => hideSecrets(text, schemes.flatMap(({ secrets }) => secrets)),
		onWarning: warnWith(options.onWarning),
		retryQuota: options.retryQuota === false ? void 0 : new RetryQuota(),
		windows: /* @__PURE__ */ new Map(),
		warned: /* @__PURE__ */ new Set(),
		clock: systemClock,
		closed: closing.signal,
		underWay,
		...makeClosable(async () => {
			closing.abort(closedError());
			for (const call of underWay) call.abort(closedError());
		})
	});
}
function closedError() {
	return new ApiRequestError("The client is closed.");
}
function refuseSecrets(schemes) {
	const secret = schemes.find(({ hasCredential: given }) => given);
	if (secret === void 0) return;
	const message = `Visitors of a page can read the option ${secret.option}: allowBrowser allows it.`;
	throw new ApiRequestError(message, { option: "allowBrowser" });
}
var RetryQuota = class {
	#tokens = quotaCapacity;
	take(status) {
		const cost = status === 429 ? throttledCost : retryCost;
		if (cost > this.#tokens) return void 0;
		this.#tokens -= cost;
		return cost;
	}
	giveBack(taken) {
		this.#tokens = Math.min(quotaCapacity, this.#tokens + (taken ?? 1));
	}
};

function call(describe) {
	let described;
	const operation = () => described ??= describe();
	const invoke = (transport, ...[parameters, options]) => send(transport, operation(), parameters ?? {}, options);
	return Object.assign(invoke, { operation });
}
function send(transport, operation, parameters, options = {}) {
	const callSite = /* @__PURE__ */ new Error("called");
	const prepare = (ending) => {
		if (transport.closed.aborted) throw closedError();
		const call = {
			...transport,
			...operation,
			baseUrl: baseUrlOf(transport, operation),
			...resolveSettings(transport, options)
		};
		const request = prepareRequest(call, parameters, options.idempotencyKey);
		const hold = call.longPoll?.hold(parameters, call);
		return {
			...call,
			...request,
			timeout: hold?.timeout ?? call.timeout,
			hold,
			resume: options.resume,
			callId: String(Math.random()).slice(2, 10),
			ending,
			signal: options.signal ? anySignal([ending.signal, options.signal]) : ending.signal,
			startedAt: transport.clock.now()
		};
	};
	const perform = async (receiver) => {
		const ending = new AbortController();
		transport.underWay.add(ending);
		try {
			return await makeAttempts(prepare(ending), receiver);
		} catch (error) {
			throw appendCallSite(callSite, asApiError(operation.id, error));
		} finally {
			transport.underWay.delete(ending);
		}
	};
	return apiPromise(() => perform(receive), () => perform(receiveRaw));
}
function baseUrlOf(transport, { server }) {
	const own = transport.isBaseUrlGiven ? void 0 : server?.(transport);
	return own ? new URL(own) : transport.baseUrl;
}
function asApiError(operation, cause) {
	if (cause instanceof ApiError) return cause;
	return new ApiRequestError(`${operation}: invalid parameters`, { cause });
}
function appendCallSite(callSite, error) {
	error.stack += callSite.stack?.replace(/^.*/, "") ?? "";
	return error;
}

const soonestCutMs = 1900;
function longPoll(definition) {
	return {
		...definition,
		hold(parameters, { id, timeout, ...warned }) {
			const windowMs = definition.windowOf(parameters) ?? definition.defaultMs;
			const leastMs = windowMs + definition.graceMs;
			if (timeout < leastMs && timeout !== standardSettings.timeout) {
				const message = `${id}: the timeout of ${timeout} ms is raised to ${leastMs} ms, the sum of its window and its grace`;
				warnOnce(warned, {
					kind: "timeout",
					message
				});
			}
			return {
				timeout: Math.max(timeout, leastMs),
				isCut: (failed) => isCut({
					...failed,
					windowMs
				})
			};
		}
	};
}
const cutStatuses = [
	408,
	502,
	503,
	504,
	520,
	522,
	524
];
function isCut({ error, answer, elapsedMs, windowMs }) {
	if (windowMs === 0 || elapsedMs < Math.min(windowMs / 2, soonestCutMs)) return false;
	if (answer) return cutStatuses.includes(answer.status) && answer.retryAfterMs === void 0;
	return error instanceof ApiConnectionError && !(error instanceof ApiTimeoutError);
}
function clampWindow(windowMs, { minMs, maxMs }) {
	return Math.floor(Math.max(minMs, Math.min(windowMs, maxMs)));
}

function startSession(wait) {
	const { clock, onWarning } = wait.transport;
	const limits = limitsOf(wait);
	const ending = new AbortController();
	return {
		...wait,
		...limits,
		clock,
		onWarning,
		startedAt: clock.now(),
		warned: /* @__PURE__ */ new Set(),
		memory: {
			attempts: 0,
			windowMs: firstWindow(wait, limits),
			observed: /* @__PURE__ */ new Map(),
			errors: 0,
			cuts: 0,
			shortReturns: 0,
			tolerated: 0
		},
		ending,
		signal: anySignal([wait.options.signal ?? ending.signal, ending.signal])
	};
}
function elapsedIn({ clock, startedAt }) {
	return Math.floor(clock.now() - startedAt);
}
function remainingIn(session) {
	return session.maxWaitMs - elapsedIn(session);
}
function originOf({ transport, waiter }) {
	return baseUrlOf(transport, waiter.call.operation()).origin;
}
function observe({ memory: { observed } }, seen) {
	observed.set(seen, (observed.get(seen) ?? 0) + 1);
}
const noWindow = {
	minMs: 0,
	maxMs: 0,
	defaultMs: 0,
	graceMs: 0
};
function limitsOf({ waiter, options }) {
	const optionMs = (option) => checkedWhole(option, options[option], 1);
	const held = waiter.call.operation().longPoll ?? noWindow;
	const minDelayMs = optionMs("minDelayMs") ?? waiter.minDelayMs;
	return {
		maxWaitMs: checkedWhole("maxWaitMs", options.maxWaitMs ?? waiter.maxWaitMs ?? NaN, 1),
		minMs: held.minMs,
		maxMs: held.maxMs,
		windowMs: optionMs("windowMs") ?? held.defaultMs,
		graceMs: optionMs("graceMs") ?? held.graceMs,
		minDelayMs,
		maxDelayMs: Math.max(minDelayMs, optionMs("maxDelayMs") ?? waiter.maxDelayMs),
		maxConsecutiveErrors: checkedWhole("maxConsecutiveErrors", options.maxConsecutiveErrors, 0) ?? 5
	};
}
function firstWindow(wait, limits) {
	const { transport } = wait;
	const knownMs = transport.windows.get(originOf(wait)) ?? Infinity;
	return clampWindow(Math.min(limits.windowMs, knownMs), limits);
}
function serializeWait(session) {
	const { waiter, parameters, clock, memory } = session;
	const token = {
		v: 1,
		op: waiter.call.operation().id,
		waiter: waiter.name,
		input: parameters,
		deadline: Math.round(clock.date() + remainingIn(session)),
		window: memory.windowMs
	};
	return JSON.stringify(token);
}

var WaiterError = class extends ApiError {
	static className = "WaiterError";
	constructor(message, report, details = {}) {
		super(`${report.waiter}: ${message}`, {
			...report,
			...details
		});
	}
};
var WaiterFailureError = class extends WaiterError {
	static className = "WaiterFailureError";
	constructor(report, { value, reason }) {
		const text = typeof reason === "string" && reason;
		super(`ended as ${report.state}${text ? `: ${text}` : ""}`, report, {
			value,
			...text && { reason }
		});
		if (!text) Object.defineProperty(this, "reason", { value: reason });
	}
};
var WaiterTimeoutError = class extends WaiterError {
	static className = "WaiterTimeoutError";
};
var WaiterAbortedError = class extends WaiterError {
	static className = "WaiterAbortedError";
	get name() {
		return "AbortError";
	}
};
function reportOf(session) {
	const { waiter, memory, transport } = session;
	return {
		hide: transport.hide,
		waiter: waiter.name,
		state: memory.state,
		attempts: memory.attempts,
		elapsedMs: elapsedIn(session),
		lastResponse: memory.lastResponse,
		observed: Object.fromEntries([...memory.observed].map(([seen, times]) => [transport.hide(seen), times])),
		resume: serializeWait(session)
	};
}
function successOf(outcome, session) {
	if (outcome.state === "success") return outcome.value;
	const report = reportOf(session);
	switch (outcome.state) {
		case "failure": throw new WaiterFailureError(report, outcome);
		case "stopped": throw new WaiterError(`stopped at ${report.state}`, report);
		case "timeout": throw new WaiterTimeoutError(`timed out; last state: ${report.state}`, report);
		case "aborted": throw new WaiterAbortedError("aborted by its signal", report, { cause: outcome.reason });
	}
}

const jitterMs = 250;
const mostCuts = 3;
const answerMs = 250;
const everyMs = 5e3;
function nextRequestAfter(wantedMs, session) {
	const isHeld = session.maxMs > 0 && session.waiter.fallback === void 0;
	const restMs = remainingIn(session);
	const latestMs = latestDelay(restMs);
	const isLast = wantedMs > latestMs || restMs - wantedMs < session.minMs;
	return {
		delayMs: isLast && !isHeld ? latestMs : Math.min(wantedMs, latestMs),
		isLast
	};
}
function latestDelay(restMs) {
	return restMs - Math.min(restMs / 2, answerMs);
}
function delayAfterAnswer({ windowMs, elapsedMs }, session) {
	const { memory, minDelayMs, maxDelayMs } = session;
	if (windowMs > 0 && elapsedMs >= windowMs / 2) {
		memory.shortReturns = 0;
		return Math.random() * jitterMs;
	}
	memory.shortReturns += 1;
	const longestMs = Math.min(maxDelayMs, minDelayMs * 2 ** memory.shortReturns);
	return minDelayMs + Math.random() * (longestMs - minDelayMs);
}
function delayAfterFailure(failed, session) {
	const { memory, transport } = session;
	const { error, answer } = failed;
	if (memory.cuts < mostCuts && isCut(failed)) {
		memory.cuts += 1;
		memory.windowMs = clampWindow(failed.elapsedMs * .8, session);
		transport.windows.set(originOf(session), memory.windowMs);
		return 0;
	}
	memory.errors += 1;
	if (!isTransient(error) || memory.errors >= session.maxConsecutiveErrors || transport.retryQuota && transport.retryQuota.take(answer?.status) === void 0) return void 0;
	if (error instanceof ApiTimeoutError) {
		memory.windowMs = clampWindow(failed.windowMs / 2, session);
		return 0;
	}
	const askedMs = answer?.retryAfterMs;
	if (askedMs === void 0) return backoff(memory.errors);
	return askedMs <= latestDelay(remainingIn(session)) ? askedMs : void 0;
}
function onWake(clock, task) {
	const aheadMs = () => clock.date() - clock.now();
	const beforeMs = aheadMs();
	let cancel;
	const watch = () => {
		cancel = clock.schedule(everyMs, () => {
			if (aheadMs() - beforeMs > everyMs) task();
			else watch();
		});
	};
	watch();
	return () => cancel();
}

async function waitUntil(transport, waiter, parameters, options = {}) {
	const session = startSession({
		transport,
		waiter,
		parameters,
		options
	});
	return successOf(await runWait(session), session);
}
async function tryWaitUntil(transport, waiter, parameters, options = {}) {
	return await runWait(startSession({
		transport,
		waiter,
		parameters,
		options
	}));
}
async function runWait(session) {
	const { ending, transport } = session;
	transport.underWay.add(ending);
	try {
		let next = 0;
		while (typeof next === "number") next = await takeTurn(session, next);
		return next;
	} finally {
		transport.underWay.delete(ending);
	}
}
async function takeTurn(session, wantedMs) {
	const { delayMs, isLast } = nextRequestAfter(wantedMs, session);
	await pause(session, delayMs);
	const restMs = remainingIn(session);
	if (session.signal.aborted || restMs <= 0) return endWithoutAnswer(session);
	const next = await sendPoll(session, restMs);
	if (typeof next === "object" || !isLast) return next;
	await pause(session, remainingIn(session));
	return endWithoutAnswer(session);
}
async function pause({ clock, signal }, ms) {
	if (ms > 0) await sleep(ms, clock, signal);
}
function endWithoutAnswer({ signal, memory }) {
	return signal.aborted ? {
		state: "aborted",
		reason: signal.reason
	} : {
		state: "timeout",
		value: memory.lastResponse
	};
}
function sendPoll(session, restMs) {
	const { signal, options, memory, clock } = session;
	const windowMs = windowWithin(session, restMs);
	const awake = new AbortController();
	const stop = onWake(clock, () => awake.abort());
	const startedAt = clock.now();
	const poll = () => ({
		windowMs,
		elapsedMs: clock.now() - startedAt
	});
	const call = startRequest(session, windowMs, {
		...options,
		signal: anySignal([signal, awake.signal]),
		timeout: windowMs > 0 ? windowMs + session.graceMs : void 0,
		totalTimeout: restMs,
		maxRetries: 0
	});
	memory.attempts += 1;
	return call.withResponse().then((answer) => handleAnswer(session, poll(), answer), (error) => awake.signal.aborted ? 0 : handleFailure(session, poll(), error)).finally(stop);
}
function windowWithin(session, restMs) {
	const { memory, minMs, waiter } = session;
	if (waiter.fallback && restMs < minMs) return 0;
	return clampWindow(Math.min(memory.windowMs, restMs - Math.min(500, restMs / 10)), session);
}
function startRequest({ waiter, parameters, transport }, windowMs, options) {
	const { fallback, withWindow } = waiter;
	if (fallback && windowMs === 0) return fallback(transport, parameters, options);
	const { longPoll: _, ...operation } = waiter.call.operation();
	return send(transport, operation, withWindow?.(parameters, windowMs) ?? parameters, options);
}
function handleAnswer(session, poll, { data: result, status }) {
	const { memory } = session;
	memory.errors = 0;
	memory.cuts = 0;
	if (result !== void 0) recordResult(session, result, status);
	const decision = decisionOn(session, {
		status,
		result
	});
	if (typeof decision === "object") return decision;
	if (decision === void 0 && result !== void 0) warnOfNewState(session, result);
	return delayAfterAnswer(poll, session);
}
function handleFailure(session, poll, error) {
	const isTimeOver = error instanceof ApiTimeoutError && error.phase === "total";
	if (session.signal.aborted || isTimeOver) return endWithoutAnswer(session);
	if (!(error instanceof ApiError) || error instanceof ApiRequestError) throw error;
	const answer = error instanceof ApiStatusError ? error : void 0;
	const code = error instanceof ApiConnectionError ? error.code : void 0;
	observe(session, answer ? `status ${answer.status}` : code ?? error.name);
	const decision = answer && decisionOn(session, {
		status: answer.status,
		error
	});
	if (typeof decision === "object") return decision;
	const delayMs = decision === "retry" ? delayAfterAnswer(poll, session) : delayAfterFailure({
		...poll,
		error,
		answer
	}, session);
	if (delayMs !== void 0) return delayMs;
	throw new WaiterError(error.message, reportOf(session), { cause: error });
}
function recordResult(session, result, status) {
	const { memory, waiter, options } = session;
	const state = String(waiter.state?.(result) ?? `status ${status}`);
	const changed = state !== memory.state;
	memory.state = state;
	memory.lastResponse = result;
	if (changed) memory.shortReturns = 0;
	observe(session, state);
	try {
		options.onProgress?.({
			state: result,
			attempt: memory.attempts,
			elapsedMs: elapsedIn(session),
			remainingMs: Math.max(0, remainingIn(session)),
			changed
		});
	} catch (cause) {
		warnOnce(session, {
			kind: "progress",
			message: `${waiter.name}: onProgress failed`,
			cause
		});
	}
}
function decisionOn(session, { status, result: value, error }) {
	const { memory, waiter } = session;
	const acceptor = acceptorsOf(session).find(({ when, onStatus, limit = Infinity }) => memory.tolerated < limit && (onStatus ? onStatus(status) : value !== void 0 && when?.(value, status)) === true);
	memory.tolerated = acceptor?.limit ? memory.tolerated + 1 : 0;
	if (acceptor === void 0) return void 0;
	if (acceptor.state === "retry") return acceptor.state;
	if (acceptor.state !== "failure") return {
		state: acceptor.state,
		value
	};
	const reason = acceptor.reason ?? waiter.reason;
	return {
		state: "failure",
		value,
		reason: value === void 0 ? error : reason?.(value)
	};
}
function acceptorsOf({ waiter, options, memory }) {
	const isIn = (states) => () => states.includes(memory.state ?? "");
	return [
		...options.acceptors ?? [],
		...waiter.acceptors ?? [],
		{
			state: "success",
			when: isIn(waiter.success)
		},
		{
			state: "failure",
			when: isIn(waiter.failure)
		},
		{
			state: "stopped",
			when: (result) => options.stopWhen?.(result) === true
		}
	];
}
function warnOfNewState(session, result) {
	const { pending, state, name } = session.waiter;
	const current = state?.(result);
	if (current === void 0 || pending?.includes(String(current)) !== false) return;
	const message = `${name}: unknown state ${session.transport.hide(JSON.stringify(current)).slice(0, 100)}; the wait continues`;
	warnOnce(session, {
		kind: "state",
		message
	});
}

function startPoller(transport, waiter, parameters, options = {}) {
	const { restoreFrom, ...rest } = options;
	const listeners = /* @__PURE__ */ new Set([options.onProgress ?? (() => void 0)]);
	let changes = 0;
	const onProgress = (progress) => {
		if (progress.changed) changes += 1;
		notifyAll(listeners, progress);
	};
	const requested = {
		transport,
		waiter,
		parameters: serializableParameters(parameters),
		options: {
			...rest,
			onProgress
		}
	};
	const wait = restoreFrom === void 0 ? requested : restoredWait(requested, restoreFrom);
	const session = startSession(wait);
	const steps = sharedSteps(session);
	const { memory } = session;
	return {
		get status() {
			return statusOf(steps.outcome(), memory.attempts);
		},
		get state() {
			return memory.lastResponse;
		},
		onProgress(listener) {
			const added = (progress) => listener(progress);
			listeners.add(added);
			return () => listeners.delete(added);
		},
		async poll({ signal } = {}) {
			await steps.takeStep(signal);
			return memory.lastResponse;
		},
		async pollUntilDone({ signal } = {}) {
			while (steps.outcome() === void 0) await steps.takeStep(signal);
			return steps.success();
		},
		serialize: () => serializeWait(session),
		[Symbol.asyncIterator]: () => changesOf(steps, () => ({
			changes,
			state: memory.lastResponse
		})),
		...makeClosable(async () => steps.close())
	};
}
async function* changesOf(steps, latest) {
	for (let seen = 0;;) {
		const { changes, state } = latest();
		if (changes > seen && state !== void 0) {
			seen = changes;
			yield state;
		}
		const end = steps.outcome();
		if (end?.state === "timeout" || end?.state === "aborted") steps.success();
		if (end !== void 0 && latest().changes === seen) return;
		if (end === void 0) await steps.takeStep(void 0);
	}
}
function notifyAll(listeners, progress) {
	const failures = [];
	for (const listener of listeners) try {
		listener(progress);
	} catch (failure) {
		failures.push(failure);
	}
	if (failures.length > 0) throw failures[0];
}
function statusOf(outcome, attempts) {
	switch (outcome?.state) {
		case "success": return "succeeded";
		case "failure": return "failed";
		case "stopped":
		case "aborted": return "stopped";
		case "timeout": return "timedOut";
		case void 0: return attempts === 0 ? "notStarted" : "running";
	}
}
function turnsOf(session) {
	const { clock } = session;
	let nextAt = 0;
	return async (own) => {
		const signal = anySignal([session.signal, own]);
		const next = await takeTurn({
			...session,
			signal
		}, Math.max(0, nextAt - clock.now()));
		if (own.aborted) return void 0;
		if (typeof next === "object") return next;
		nextAt = clock.now() + next;
	};
}
function sharedSteps(session) {
	const { ending, transport } = session;
	const turn = turnsOf(session);
	let outcome;
	let step;
	const closing = new AbortController();
	const finish = (done) => {
		if (step !== done) return;
		step = void 0;
		transport.underWay.delete(ending);
	};
	const begin = () => {
		const own = new AbortController();
		const take = async () => {
			try {
				outcome = await turn(own.signal) ?? outcome;
			} finally {
				finish(begun);
			}
		};
		transport.underWay.add(ending);
		const begun = {
			done: take(),
			abort: () => own.abort(),
			callers: 0
		};
		begun.done.catch(() => {
			session.memory.errors = 0;
		});
		return begun;
	};
	const release = (joined) => {
		joined.callers -= 1;
		if (joined.callers > 0) return;
		finish(joined);
		joined.abort();
	};
	const next = async (callerSignal) => {
		const signal = anySignal([callerSignal ?? closing.signal, closing.signal]);
		if (signal.aborted) throw aborted(session, signal);
		if (outcome !== void 0) return;
		step ??= begin();
		const joined = step;
		joined.callers += 1;
		try {
			await orAbort(joined.done, signal);
		} catch (error) {
			throw signal.aborted ? aborted(session, signal) : error;
		} finally {
			release(joined);
		}
	};
	return {
		outcome: () => outcome,
		success: () => outcome && successOf(outcome, session),
		takeStep: next,
		close: () => closing.abort(new ApiRequestError("The poller is closed."))
	};
}
function aborted(session, { reason }) {
	return new WaiterAbortedError("aborted by its signal", reportOf(session), { cause: reason });
}
function restoredWait(wait, text) {
	const { waiter, transport, parameters, options } = wait;
	const token = tokenIn(text);
	if (token.v !== 1) throw refused("is of another version");
	if (token.op !== waiter.call.operation().id || token.waiter !== waiter.name) throw refused("is of another operation");
	if (canonical(token.input) !== canonical(parameters)) throw refused("has other parameters");
	const { deadline, window } = token;
	if (!Number.isFinite(deadline)) throw refused("has no deadline");
	const maxWaitMs = Math.max(1, Math.round(Number(deadline) - transport.clock.date()));
	const windowMs = options.windowMs ?? (Number(window) > 0 ? Number(window) : void 0);
	return {
		...wait,
		options: {
			...options,
			maxWaitMs,
			windowMs
		}
	};
}
function tokenIn(text) {
	try {
		return new Object(JSON.parse(text));
	} catch {
		throw refused("is not the text of a poller");
	}
}
function refused(problem) {
	return new ApiRequestError(`The option restoreFrom ${problem}.`, { option: "restoreFrom" });
}
function canonical(value) {
	return JSON.stringify(value, (_, item) => typeof item === "object" && item !== null && !Array.isArray(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => a < b ? -1 : 1)) : item);
}
function serializableParameters(parameters) {
	const toJSON = () => JSON.parse(JSON.stringify(parameters, (_, item) => typeof item === "bigint" ? String(item) : item));
	return Object.defineProperty({ ...parameters }, "toJSON", { value: toJSON });
}

function json(parser, mediaType) {
	return jsonDecoder((value, failure) => validated(parser, value, failure), mediaType);
}
function validated(parser, value, failure) {
	const { validation, onWarning } = failure;
	if (validation !== "off") {
		const result = parser.safeParse(value, { exact: validation === "exact" });
		if (result.ok) return result.value;
		const issues = result.issues.map(({ path, ...issue }) => ({
			...issue,
			path: path.map((key) => typeof key === "string" ? failure.hide(key) : key)
		}));
		const message = `the body does not match the document: ${describeIssues(issues)}`;
		const cause = new ApiResponseError(message, {
			...failure,
			kind: "schema",
			issues
		});
		if (validation !== "report") throw cause;
		onWarning({
			kind: "response",
			message: cause.message,
			cause
		});
	}
	return value;
}
function parameterCheck(checkMembers) {
	const check = (out, key, value) => {
		if (!object(out, key, value)) return;
		checkMembers(value, out);
		leaveValue(out, key);
	};
	return ({ id, validation }, parameters) => {
		const issues = findIssues(check, parameters, {
			direction: "request",
			exact: true,
			closed: validation === "exact",
			complete: false
		});
		if (issues === null) return;
		const message = `${id}: invalid parameters: ${describeIssues(issues)}`;
		throw new ApiRequestError(message, { issues });
	};
}

export { ApiAbortError, ApiConnectionError, ApiError, ApiRequestError, ApiResponseError, ApiStatusError, ApiTimeoutError, ValidationError, WaiterAbortedError, WaiterError, WaiterFailureError, WaiterTimeoutError, anyArray, anyRecord, apiKeyHeader, array, bearer, boolean, call, environmentChoice, environmentValue, exactSchema, integer, isPresentOrRequired, json, leaveValue, logLevels, logging, longPoll, makeClosable, makeTransport, maximum, member, minLength, minimum, number, object, pair, parameterCheck, record, startPoller, string, tryWaitUntil, uuid, validator, waitUntil };
//# sourceMappingURL=runtime.js.map