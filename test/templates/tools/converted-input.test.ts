/** Tools and commands whose calls take dates and long integers: what JSON contains becomes these types, at any depth. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../../../templates/tools/cli.ts';
import { mcp } from '../../../templates/tools/mcp.ts';
import { startArtuServer, type ArtuServer } from '../../support/artu-server.ts';
import { generatePackage, type Folder, type GeneratedPackage } from '../../support/generated-package.ts';
import { installedFolder } from '../../support/installed-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const stack = new AsyncDisposableStack();
let trips: GeneratedPackage;
let folder: Folder;
let server: ArtuServer;

beforeAll(async () => {
  trips = await generatePackage({
    spec: readFileSync(new URL('trips.yaml', import.meta.url), 'utf8'),
    specFile: 'trips.yaml',
    options: {
      importExtension: 'ts',
      packageName: '@example/trips',
      templates: [mcp(), cli()],
      types: { int64: 'bigint', dateTime: 'Date' },
    },
  });
  folder = stack.use(await installedFolder({ files: trips.files }));
  server = stack.use(
    await startArtuServer({
      answer: (_, response) => {
        response.writeHead(204);
        response.end();
      },
    }),
  );
});
afterAll(() => stack.disposeAsync());

const at = '2026-01-02T03:04:05.000Z';
const trip = {
  starts: at,
  ends: null,
  stops: [{ at, code: 7 }],
  seats: [1, 2],
  notes: { departure: at },
  pair: ['a', at],
  back: { starts: at, by: { type: 'walk', leaves: at } },
  by: { type: 'train', leaves: at },
};

/** Runs a program of the package; returns what it prints. */
async function printed(program: string, words: readonly string[] = []): Promise<string> {
  const env = { EXAMPLE_TRIPS_BASE_URL: server.url };
  const child = spawn(process.execPath, [program, ...words], { env });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return output + errors;
}

/** The last request: its address, and its body as JSON. */
function sent(): unknown {
  const { url, body } = server.requests.at(-1) ?? { url: '', body: 'null' };
  return { url, body: JSON.parse(body) };
}

async function runTool(input: object): Promise<string> {
  const program = join(folder.path, 'call.ts');
  await writeFile(
    program,
    `import { createTransport } from './src/client.ts';
import { createTool } from './src/mcp/trips.ts';
const call = { signal: AbortSignal.timeout(60_000), onProgress() {} };
await createTool.run(createTransport({ baseUrl: ${JSON.stringify(server.url)} }), ${JSON.stringify(input)}, call)
  .then(() => console.log('sent'), (error) => console.log(JSON.stringify(error.issues)));`,
  );
  return printed(program);
}

const runCommand = (...words: readonly string[]): Promise<string> =>
  printed(join(folder.path, 'src/cli/main.ts'), words);

describe('the package', () => {
  it('compiles', async () => {
    const programs = ['src/mcp/main.ts', 'src/cli/main.ts'].map((path) => join(folder.path, path));
    expect(await typeErrors(programs)).toEqual([]);
  });

  it('has no tool or command where JSON does not show the type, and reports it', () => {
    const messages = trips.result.diagnostics.map(({ code, message }) => `${code} ${message}`);
    const reason = 'it takes converted values in alternatives without a tag, or by a pattern of keys.';
    expect(messages).toEqual([
      `CW4013 trips.remark has no command: ${reason}`,
      `CW4013 trips.remark has no tool: ${reason}`,
      'CW4013 trips.show has no tool: it sends a file.',
    ]);
  });

  it('has one function for each model with such values', () => {
    expect(trips.files.get('src/mcp/conversions.ts'))
      .toContain(`export function stopInput(value: unknown): unknown {
  return membersInput({ at: dateInput, code: bigintInput })(value);
}`);
    expect(trips.files.get('src/mcp/conversions.ts')).not.toContain('walkInput');
  });
});

describe('a tool', () => {
  it('sends what its JSON contains', async () => {
    expect(await runTool({ body: trip, days: [at] })).toBe('sent\n');
    expect(sent()).toEqual({ url: `/trips?days=${encodeURIComponent(at)}`, body: trip });
  });

  it('lists the places of values that cannot be converted', async () => {
    const before = server.requests.length;
    const stops = [{ at: 'soon', code: 1.5 }, 'none'];
    const issues: unknown = JSON.parse(await runTool({ body: { ...trip, starts: 2026, stops } }));
    expect(issues).toMatchObject([
      { path: ['body', 'starts'], expected: 'Date', received: 'number' },
      { path: ['body', 'stops', 0, 'at'], expected: 'Date' },
      { path: ['body', 'stops', 0, 'code'], expected: 'bigint' },
      { path: ['body', 'stops', 1], expected: 'object' },
    ]);
    expect(server.requests.length).toBe(before);
  });
});

describe('a command', () => {
  it('sends what its flags contain', async () => {
    const { starts, stops, seats, notes, by } = trip;
    const flags = {
      starts,
      stops: JSON.stringify(stops),
      notes: JSON.stringify(notes),
      by: JSON.stringify(by),
    };
    const words = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    const lists = [...seats.map((seat) => `--seats=${seat}`), '--days', at, '--days', at];
    expect(await runCommand('trips', 'create', ...words, ...lists)).toBe('');
    const day = `days=${encodeURIComponent(at)}`;
    expect(sent()).toEqual({ url: `/trips?${day}&${day}`, body: { starts, stops, seats, notes, by } });
  });

  it('sends a long integer beyond the precision of a number', async () => {
    const words = ['--starts', at, '--by', '{"type":"walk"}', '--seats', '9007199254740993'];
    expect(await runCommand('trips', 'create', ...words)).toBe('');
    expect(server.requests.at(-1)?.body).toContain('"seats":[9007199254740993]');
  });

  it('sends the body of a file, with flags in place of its properties', async () => {
    await writeFile(join(folder.path, 'trip.json'), JSON.stringify(trip));
    const words = ['--body', join(folder.path, 'trip.json'), '--ends', at];
    expect(await runCommand('trips', 'create', ...words)).toBe('');
    expect(sent()).toEqual({ url: '/trips', body: { ...trip, ends: at } });
  });

  it('sends several files', async () => {
    const photos = [join(folder.path, 'package.json'), join(folder.path, 'trip.json')];
    await writeFile(photos[1] ?? '', '{}');
    expect(await runCommand('trips', 'show', ...photos.flatMap((path) => ['--photos', path]))).toBe('');
    const body = server.requests.at(-1)?.body ?? '';
    expect(body.match(/name="photos"; filename="[^"]+"/g)).toEqual([
      'name="photos"; filename="package.json"',
      'name="photos"; filename="trip.json"',
    ]);
  });

  it('names the flag whose value cannot be converted', async () => {
    expect(await runCommand('trips', 'create', '--starts', 'soon', '--by', '{"type":"walk"}')).toMatch(
      /starts/,
    );
  });
});
