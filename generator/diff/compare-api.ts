/** Compares what concerns all operations: version, servers, and the security that most operations share. */
import type { Api } from '../api/api.ts';
import { defaultServer } from '../api/servers.ts';
import type { Effect, Finding } from './change.ts';
import { effect, noEffect } from './judge.ts';
import { docsText } from './schema-facts.ts';

export function compareApi(before: Api, after: Api): readonly Finding[] {
  const places = { before: before.place, after: after.place };
  const found = { owner: { kind: 'api' }, direction: null, path: [], places } as const;
  const servers = { before: serversText(before), after: serversText(after) };
  const versions = { before: before.version, after: after.version };
  const hasNewText = docsText(before.docs) !== docsText(after.docs) || before.title !== after.title;
  return [
    ...(versions.before === versions.after
      ? []
      : [{ ...found, ...versions, kind: 'version-changed' as const, effect: noEffect }]),
    ...(hasNewText
      ? [{ ...found, before: null, after: null, kind: 'documentation-changed' as const, effect: noEffect }]
      : []),
    ...(servers.before === servers.after
      ? []
      : [{ ...found, ...servers, kind: 'servers-changed' as const, effect: serversEffect(before, after) }]),
  ];
}

/** Only the first server counts: callers choose another one themselves. */
function serversEffect(before: Api, after: Api): Effect {
  const [left, right] = [defaultServer(before), defaultServer(after)];
  if (left === right) return noEffect;
  // Without a server, the option `baseUrl` becomes required.
  const code = left !== null && right === null ? 'breaks' : left === null ? 'tests' : 'compiles';
  return effect(code, left !== null && right !== null, left !== null && right !== null);
}

function serversText({ servers }: Api): string {
  return servers
    .map(({ url, variables }) =>
      [url, ...variables.map(({ name, default: value }) => `${name}=${value}`)].join(' '),
    )
    .join(', ');
}
