/** Changes of everything but the document, which an update of it may bring along. */
import type { Cause, ChangedInputs, GenerateOptions } from '../../../generator/options.ts';
import type { AnyTemplate } from '../../../generator/template/template.ts';
import { generatePackage, type Files } from '../../support/generated-package.ts';

export interface Companion {
  readonly title: string;
  /** The cause of every hunk that does not come from the document; `null`: there is none. */
  readonly cause: Cause | null;
  /** Options of the new package. */
  readonly options: Partial<GenerateOptions>;
  readonly inputs: ChangedInputs;
  /** The committed package, from that of a document with the usual options. */
  readonly committed: (files: Files, spec: string) => Promise<Files>;
}

const nothing: Companion = {
  title: 'nothing else',
  cause: null,
  options: {},
  inputs: { configuration: null, templates: [] },
  committed: async (files) => files,
};

/** The older version wrote other comments. */
const generator: Companion = {
  ...nothing,
  title: 'an older version of the generator',
  cause: 'generator',
  committed: async (files) =>
    new Map([...files].map(([path, text]) => [path, path === manifest ? aged(text) : older(path, text)])),
};

const manifest = '.clientwright/manifest.json';

function aged(text: string): string {
  return text.replace(/clientwright@[\d.]+/, 'clientwright@0.0.1');
}

function older(path: string, text: string): string {
  return /^src\/(?:models|resources)\//.test(path) ? `// Written by an older version.\n${text}` : text;
}

const template: Companion = {
  ...nothing,
  title: 'a changed template',
  cause: 'template',
  options: { templates: [notes('Two.')] },
  inputs: { configuration: null, templates: ['notes.ts'] },
  committed: async (_files, spec) =>
    (await generatePackage({ spec, options: { templates: [notes('One.')] } })).files,
};

function notes(text: string): AnyTemplate {
  return {
    name: 'notes',
    slot: null,
    declare: (_api, plan) => ({
      files: [
        {
          file: plan.file({ identity: 'notes', path: 'NOTES.md' }),
          render: () => ({ kind: 'text', text: `${text}\n` }),
        },
      ],
    }),
  };
}

function configured(options: Partial<GenerateOptions>): Companion {
  return {
    ...nothing,
    title: `the option ${JSON.stringify(options)}`,
    cause: 'configuration',
    options,
    inputs: { configuration: 'clientwright.config.ts', templates: [] },
  };
}

const options: readonly Partial<GenerateOptions>[] = [
  { packageName: 'another' },
  { propertyOrder: 'spec' },
  { schemas: 'exact' },
  { enums: 'closed' },
  { nulls: 'absent' },
  { dateTimes: 'utc' },
  { types: { int64: 'bigint', dateTime: 'Date' } },
  { package: false },
  { build: true },
  { importExtension: 'ts' },
  { exclude: { methods: ['get'] } },
  { include: { paths: ['/**'] } },
  { out: 'elsewhere' },
];

export const companions: readonly Companion[] = [nothing, generator, template, ...options.map(configured)];
