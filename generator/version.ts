/** The package that this file is of → its version. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Resolves the package by name, because its sources and its build have different depths. */
export function ownVersion(): string {
  const path = createRequire(import.meta.url).resolve('clientwright/package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}
