/** Lint rules that are switched off: each must still be broken somewhere, or it is switched on. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../architecture/source-tree.ts';
import { isThorough } from '../support/sample.ts';

interface LintOverride {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

interface LintConfig {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly overrides: readonly LintOverride[];
}

interface Finding {
  /** `eslint(no-new)` */
  readonly code: string;
  readonly filename: string;
}

const config = readConfig();

/** Findings of every rule that is switched off anywhere. */
let findings: readonly Finding[] = [];

// The linter looks at every file with every rule, which takes as long as half of the other tests.
describe.runIf(isThorough)('an exemption', () => {
  beforeAll(async () => {
    findings = await lintWithEverything();
  });

  test('every rule that is off for all files is broken in some file', () => {
    expect(rulesOff(config.rules).filter((rule) => !isBroken(rule, ['**']))).toEqual([]);
  });

  test('every rule that is off for some files is broken in one of them', () => {
    const needless = config.overrides.flatMap(({ files, rules }) =>
      rulesOff(rules)
        .filter((rule) => !isBroken(rule, files))
        .map((rule) => `${rule} for ${files.join(', ')}`),
    );
    expect(needless).toEqual([]);
  });

  test('every pattern of an override matches a file', () => {
    const patterns = config.overrides.flatMap(({ files }) => files);
    const unused = patterns.filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
    expect(unused).toEqual([]);
  });
});

function rulesOff(rules: LintConfig['rules']): readonly string[] {
  return Object.entries(rules).flatMap(([rule, level]) => (level === 'off' ? [rule] : []));
}

function isBroken(rule: string, files: readonly string[]): boolean {
  const [plugin, name] = rule.split('/');
  return findings.some(
    ({ code, filename }) =>
      code === `${plugin}(${name})` && files.some((pattern) => matchesGlob(filename, pattern)),
  );
}

function readConfig(): LintConfig {
  const errors: ParseError[] = [];
  const found: LintConfig = parse(readFileSync(`${root}.oxlintrc.json`, 'utf8'), errors);
  expect(errors).toEqual([]);
  return found;
}

/** The configuration must stand beside the sources, as its patterns start from its folder. */
async function lintWithEverything(): Promise<readonly Finding[]> {
  const path = `${root}.oxlintrc.everything.json`;
  const text = readFileSync(`${root}.oxlintrc.json`, 'utf8').replaceAll(/: "off"/g, ': "error"');
  writeFileSync(path, text);
  try {
    const report: { readonly diagnostics: readonly Finding[] } = JSON.parse(await oxlint(path));
    return report.diagnostics;
  } finally {
    rmSync(path);
  }
}

function oxlint(path: string): Promise<string> {
  const parameters = [`${root}node_modules/oxlint/bin/oxlint`, '-c', path, '-f', 'json'];
  return new Promise((resolve) => {
    // Findings make it exit with 1; its output is complete all the same.
    execFile(process.execPath, parameters, { cwd: root, maxBuffer: 1e9 }, (_, output) => resolve(output));
  });
}
