/** Compares two versions of one operation: its address, its rules, and everything that it sends and receives. */
import type { Operation, Waiter } from '../api/api.ts';
import { canonicalJson } from '../api/hash.ts';
import { sentMethod } from '../api/requests.ts';
import type { ChangeKind } from './change.ts';
import { compareRequestBody, compareResponses } from './compare-bodies.ts';
import { compareParameters } from './compare-parameters.ts';
import { securityEffect, securityText } from './compare-security.ts';
import { operationServersEffect, serversText } from './compare-servers.ts';
import { effect, noEffect } from './judge.ts';
import { matchBy, type Pair } from './match.ts';
import type { OperationComparison } from './operation-comparison.ts';
import { callName } from './side.ts';

export function compareOperation(pair: Pair<Operation>, to: OperationComparison): void {
  const { before, after } = pair;
  const found = { path: [], before: null, after: null, places: { before: before.place, after: after.place } };
  const calls = { before: callName(to.sides.before, before), after: callName(to.sides.after, after) };
  if (calls.before !== calls.after)
    to.find({ ...found, ...calls, kind: 'operation-renamed', effect: effect('breaks') });
  const [oldPath, newPath] = [
    before.url.replaceAll(/\{[^}]*\}/g, '{}'),
    after.url.replaceAll(/\{[^}]*\}/g, '{}'),
  ];
  if (oldPath !== newPath) {
    const urls = { before: before.url, after: after.url };
    to.find({ ...found, ...urls, kind: 'path-changed', effect: effect('compiles', true, true) });
  }
  if (before.method !== after.method) {
    const methods = { before: sentMethod(before.method), after: sentMethod(after.method) };
    to.find({ ...found, ...methods, kind: 'method-changed', effect: effect('compiles', true, true) });
  }
  compareRules(pair, to);
  compareBehaviour(pair, to);
  to.values.docs(before.docs, after.docs, { ...found, owner: to.owner, direction: 'request' });
  compareParameters(pair, to);
  compareRequestBody(pair, to);
  compareResponses(pair, to);
}

/** Security, servers, and what the document announces. */
function compareRules({ before, after }: Pair<Operation>, to: OperationComparison): void {
  const found = { path: [], places: { before: before.place, after: after.place } };
  const apis = { before: to.sides.before.api, after: to.sides.after.api };
  const security = { before: securityText(before.security), after: securityText(after.security) };
  if (security.before !== security.after) {
    const judged = securityEffect({ before, after }, apis);
    to.find({ ...found, ...security, kind: 'security-changed', effect: judged });
  }
  const servers = { before: serversText(before) ?? inherited, after: serversText(after) ?? inherited };
  if (servers.before !== servers.after)
    to.find({
      ...found,
      ...servers,
      kind: 'operation-servers-changed',
      effect: operationServersEffect({ before, after }, apis),
    });
  if (before.docs.deprecated !== false && after.docs.deprecated === false)
    to.find({ ...found, before: null, after: null, kind: 'operation-restored', effect: noEffect });
  for (const [kind, key] of announcements) {
    const texts = { before: extensionText(before, key), after: extensionText(after, key) };
    if (texts.before !== texts.after) to.find({ ...found, ...texts, kind, effect: noEffect });
  }
}

const inherited = 'those of the API';

const announcements: readonly (readonly [ChangeKind, string])[] = [
  ['sunset-changed', 'x-sunset'],
  ['stability-changed', 'x-stability-level'],
];

/** Text of an extension; `null`: the operation does not have it. */
export function extensionText({ docs }: Operation, key: string): string | null {
  const value = docs.extensions?.[key];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** Pages, long-polls and waiters: what the client does by itself. */
function compareBehaviour({ before, after }: Pair<Operation>, to: OperationComparison): void {
  const found = { path: [], places: { before: before.place, after: after.place } };
  const pages = { before: before.pagination?.method ?? null, after: after.pagination?.method ?? null };
  if (textOf(before.pagination) !== textOf(after.pagination)) {
    const isGone = before.pagination !== null && pages.before !== pages.after;
    const code = isGone ? 'breaks' : pages.before === pages.after ? 'compiles' : 'tests';
    to.find({ ...found, ...pages, kind: 'pagination-changed', effect: effect(code) });
  }
  if (textOf(before.longPoll) !== textOf(after.longPoll))
    to.find({ ...found, before: null, after: null, kind: 'long-poll-changed', effect: noEffect });
  const { pairs, removed, added } = matchBy(before.waiters, after.waiters, ({ name }) => name);
  const at = (waiter: Waiter) => ({ ...found, path: [waiter.name], before: null, after: null });
  for (const waiter of removed) to.find({ ...at(waiter), kind: 'waiter-removed', effect: effect('breaks') });
  for (const waiter of added) to.find({ ...at(waiter), kind: 'waiter-added', effect: effect('tests') });
  for (const pair of pairs.filter((one) => textOf(one.before) !== textOf(one.after))) {
    const hasNewResult = textOf(resultOf(pair.before)) !== textOf(resultOf(pair.after));
    to.find({
      ...at(pair.after),
      kind: 'waiter-changed',
      effect: effect(hasNewResult ? 'tests' : 'compiles'),
    });
  }
}

/** The states that the type of a wait's result has. */
function resultOf({ success, failure }: Waiter): object {
  return { success, failure };
}

/** Without places: they move with every edit. */
function textOf(part: object | null): string {
  return JSON.stringify(part, (key, value: unknown) => (key === 'place' ? undefined : value));
}
