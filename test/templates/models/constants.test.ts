/** Constants of enums whose members the document names. */
import { describe, expect, it } from 'vitest';
import { complaintsOf } from '../../support/compile.ts';
import { generatePackage, withFolder } from '../../support/generated-package.ts';
import { documentWith } from '../../support/validators-of.ts';

interface Made {
  readonly text: string;
  readonly reports: readonly string[];
}

/** The file of an enum without its imports and its check, and what was reported. */
async function made(level: object): Promise<Made> {
  const { files, result } = await generatePackage({ spec: documentWith({ Level: level }) });
  const text = files.get('src/models/level.ts') ?? '';
  const byName = /export const levelByName[^]*?as const;/.exec(text)?.[0] ?? '';
  const reports = result.diagnostics.filter(({ code }) => code === 'CW2070').map(({ message }) => message);
  return { text: byName, reports };
}

const numbers = { type: 'integer', enum: [10, 20, 30] };

const constants = `export const levelByName = {
  Low: 10,
  Mid: 20,
  High: 30,
} as const;`;

describe('constants by name', () => {
  it.each([
    ['x-enum-varnames', { 'x-enum-varnames': ['Low', 'Mid', 'High'] }],
    ['x-enumNames', { 'x-enumNames': ['Low', 'Mid', 'High'] }],
    ['names by value', { 'x-enumNames': { 30: 'High', 20: 'Mid', 10: 'Low' } }],
    [
      'x-ms-enum',
      {
        'x-ms-enum': {
          name: 'Level',
          values: [
            { value: 20, name: 'Mid' },
            { value: 10, name: 'Low' },
            { value: 30, name: 'High' },
            { value: 40, name: 'Unknown' },
          ],
        },
      },
    ],
  ])('come from %s', async (_, names) => {
    expect(await made({ ...numbers, ...names })).toEqual({ text: constants, reports: [] });
  });

  it('have descriptions', async () => {
    const named = { ...numbers, 'x-enum-varnames': ['Low', 'Mid', 'High'] };
    const described = `export const levelByName = {
  /** Least. */
  Low: 10,
  Mid: 20,
  /** Most *\\/. */
  High: 30,
} as const;`;
    const lists = await made({ ...named, 'x-enum-descriptions': ['Least.', '', 'Most */.'] });
    expect(lists.text).toBe(described);
    const values = [
      { value: 10, name: 'Low', description: 'Least.' },
      { value: 20, name: 'Mid' },
      { value: 30, name: 'High', description: 'Most */.' },
    ];
    expect((await made({ ...numbers, 'x-ms-enum': { values } })).text).toBe(described);
  });

  it('leave null out, whether it is named or not', async () => {
    const nullable = { type: ['integer', 'null'], enum: [10, null, 20] };
    const expected = 'export const levelByName = {\n  Low: 10,\n  High: 20,\n} as const;';
    for (const names of [
      ['Low', 'None', 'High'],
      ['Low', 'High'],
    ])
      expect(await made({ ...nullable, 'x-enum-varnames': names })).toEqual({ text: expected, reports: [] });
  });

  it.each([
    [['Low', 'Mid'], 'A list of 3 names is expected here, one for each member.', ''],
    ['Low', 'A list of 3 names is expected here, one for each member.', ''],
    [['Low', 'in between', 'High'], '"in between" is not an identifier.', 'Low: 10,\n  High: 30'],
    [['Low', '__proto__', 'High'], '"__proto__" is not an identifier.', 'Low: 10,\n  High: 30'],
    [['Low', 7, 'High'], '7 is not an identifier.', 'Low: 10,\n  High: 30'],
    [['Low', 'Same', 'Same'], '"Same" names several members.', 'Low: 10'],
  ])('are left out where names cannot be used: %j', async (names, message, kept) => {
    const { text, reports } = await made({ ...numbers, 'x-enum-varnames': names });
    expect(new Set(reports)).toEqual(new Set([message]));
    expect(text).toBe(kept === '' ? '' : `export const levelByName = {\n  ${kept},\n} as const;`);
  });

  it('are members of the type, and reserved words may be names', async () => {
    const spec = documentWith({
      Level: { type: 'string', enum: ['d', 'n'], 'x-enum-varnames': ['default', 'constructor'] },
    });
    const { files } = await generatePackage({ spec });
    const caller = `
      import { levelByName, type Level, type Open } from './index.js';
      export const level: Level = levelByName.default;
      export const open: Open<Level> = levelByName.constructor;
      // @ts-expect-error: there is no such name.
      export const other: string = levelByName.other;
    `;
    await withFolder(new Map([...files, ['src/caller.ts', caller]]), async (folder) => {
      expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
    });
  });
});
