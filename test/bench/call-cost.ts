/** One validated call of ARTU's client with a stubbed `fetch` → CPU time beside that of the peers, in turns in one process. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executionBody } from '../support/artu-executions.ts';
import { processUsage } from './process-usage.ts';
import type { Row } from './table.ts';

/** Each program makes calls one after the other. The least of many rounds is what others on the machine have not slowed. */
function programOf(root: string, peers: string | null): string {
  const id = '0198b8f0-0000-7000-8000-000000000001';
  const body = JSON.stringify(executionBody(id, { status: 'completed' }));
  const moduleOf = (path: string): string => JSON.stringify(join(peers ?? '', 'node_modules', path));
  const others =
    peers === null
      ? ''
      : `const { default: ky } = await import(${moduleOf('ky/distribution/index.js')});
         const own = ky.create({ fetch });
         calls.ky = () => own('https://api.test/executions/${id}', { headers: { authorization: 'Bearer key' } }).json();
         const { default: createFetch } = await import(${moduleOf('openapi-fetch/dist/index.mjs')});
         const client = createFetch({ baseUrl: 'https://api.test', fetch });
         calls['openapi-fetch'] = () => client.GET('/executions/{id}', { params: { path: { id: '${id}' } } });`;
  return `
    import { createClient } from ${JSON.stringify(join(root, 'generated/workflows/dist/index.js'))};
    const fetch = async () => new Response(${JSON.stringify(body)}, { headers: { 'content-type': 'application/json' } });
    const artu = createClient({ apiKey: 'key-0123456789', environment: 'test', fetch });
    const calls = {
      ours: () => artu.workflows.executions.retrieve({ id: '${id}' }),
      fetch: async () => (await fetch()).json(),
    };
    ${others}
    const least = {};
    for (let round = 0; round < 40; round += 1) {
      for (const [name, call] of Object.entries(calls)) {
        const before = process.cpuUsage();
        for (let made = 0; made < 500; made += 1) await call();
        const { user, system } = process.cpuUsage(before);
        least[name] = Math.min(least[name] ?? Infinity, (user + system) / 500);
      }
    }
    console.log(JSON.stringify(least));
  `;
}

/** Microseconds of CPU for one call with a body of 0.5 kB. */
export async function callRow(root: string, peers: string | null): Promise<Row> {
  const file = join(peers ?? root, 'node_modules/.call-cost.mjs');
  await writeFile(file, programOf(root, peers));
  const { stdout } = await processUsage([file], root);
  const { ours = NaN, ...others }: Readonly<Record<string, number>> = JSON.parse(stdout);
  return { measure: 'one call, validated', unit: 'µs CPU', ours, peers: others };
}
