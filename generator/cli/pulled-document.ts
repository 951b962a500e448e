/** Checks that a download is an OpenAPI document, and writes it with a record of its origin. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface PulledDocument {
  readonly isChanged: boolean;
  readonly sha256: string;
  /** `info.version` of the document. */
  readonly version: string;
}

export type Pulled =
  { readonly ok: true; readonly document: PulledDocument } | { readonly ok: false; readonly reason: string };

export interface PullRequest {
  /** Absolute path of the document in the project. */
  readonly file: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes nothing if the file has these bytes already. The record beside it, `api.json.source.json`, has the date of
 * the last change, so that a pull without a change leaves no diff.
 */
export async function writePulled({ file, url, bytes }: PullRequest): Promise<Pulled> {
  const version = await versionOf(bytes);
  if (version === null) return { ok: false, reason: 'the address does not return an OpenAPI document' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const present = await readFile(file).catch(() => null);
  const isChanged = present === null || !present.equals(bytes);
  const recordFile = `${file}.source.json`;
  const record = { url: withoutSecrets(url), sha256, date: new Date().toISOString() };
  try {
    await mkdir(dirname(file), { recursive: true });
    if (isChanged) await replaceFile(file, bytes);
    if (isChanged || (await recordedHash(recordFile)) !== sha256)
      await replaceFile(recordFile, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { ok: false, reason: `the file cannot be written (${code})` };
  }
  return { ok: true, document: { isChanged, sha256, version } };
}

async function recordedHash(file: string): Promise<unknown> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof record === 'object' && record !== null && 'sha256' in record ? record.sha256 : null;
  } catch {
    return null;
  }
}

/** A crash leaves the old file or the new one. */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** `info.version`, or a hyphen; `null`: not a document. A login page and an error in JSON are refused. */
async function versionOf(bytes: Uint8Array): Promise<string | null> {
  const content = await parsed(new TextDecoder().decode(bytes));
  if (!isObject(content)) return null;
  const format = content['openapi'] ?? content['swagger'];
  if (typeof format !== 'string' && typeof format !== 'number') return null;
  const info = content['info'];
  const version = isObject(info) ? info['version'] : null;
  return typeof version === 'string' || typeof version === 'number' ? String(version) : '-';
}

async function parsed(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { parse } = await import('yaml');
    try {
      return parse(text);
    } catch {
      return null;
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record is committed: it has no password, and no query, which may have a key. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
