/** Turns a case into its result, with servers that are ordered over HTTP and end with it. */
import type { Case, Context, RuntimeName, Server } from './case.ts';
import type { Packages } from './packages.ts';
import type { Log, Script } from './script.ts';

export interface Place {
  readonly runtime: RuntimeName;
  /** Where servers are ordered. */
  readonly controlUrl: string;
}

/** Runs one case. @throws what the case throws. */
export async function runCase({ run }: Case, packages: Packages, place: Place): Promise<void> {
  const opened: string[] = [];
  const context: Context = {
    ...packages,
    runtime: place.runtime,
    serve: (script) => order(place, script, opened),
  };
  try {
    await run(context);
  } finally {
    await Promise.all(opened.map((url) => fetch(url, { method: 'DELETE' })));
  }
}

async function order({ controlUrl }: Place, script: Script, opened: string[]): Promise<Server> {
  const ordered = await fetch(`${controlUrl}/servers`, { method: 'POST', body: JSON.stringify(script) });
  const { number, url } = (await ordered.json()) as { number: number; url: string }; // see server/control.ts
  const own = `${controlUrl}/servers/${number}`;
  opened.push(own);
  return { url, log: async () => (await (await fetch(own)).json()) as Log };
}
