/** The parts of the suite → the sections of the page, in the order in which they matter. */
import type { AnyTemplate } from '../../generator/template/template.ts';
import { validators } from '../../templates/index.ts';
import type { Part, Suite, SuiteGroup } from './suite.ts';

export interface SectionPlan {
  readonly title: string;
  readonly about: string;
  readonly groups: readonly SuiteGroup[];
  readonly templates: readonly AnyTemplate[];
}

interface Plan {
  readonly part: Part;
  readonly title: string;
  readonly about: string;
  /** Which files count; all where nothing is said. */
  readonly files?: ReadonlySet<string>;
  /** `all`: with `validators({ formats: 'all' })`. */
  readonly formats?: 'usual' | 'all';
}

/** The formats that are asserted unless more are asked for. */
const usualFormats: ReadonlySet<string> = new Set(
  [
    ...['date', 'date-time', 'duration', 'email', 'ipv4', 'ipv6', 'json-pointer', 'regex', 'time', 'uri'],
    ...['uuid', 'ecmascript-regex', 'unknown'],
  ].map((format) => `optional/format/${format}`),
);

const plans: readonly Plan[] = [
  {
    part: 'core',
    title: 'Required, core',
    about:
      'Every required test of a schema that stands alone, without the file `format`, whose 133 tests want formats to be left alone.',
  },
  {
    part: 'beyond',
    title: 'Required, beyond the core',
    about:
      'Schemas with `$id`, anchors, `$dynamicRef`, references to other documents, or a dialect of their own.',
  },
  {
    part: 'typed formats',
    title: 'The usual formats',
    about:
      'The formats that are asserted unless more are asked for. Each test with a string, `type: string` added to its schema, as OpenAPI documents have it.',
    files: usualFormats,
  },
  {
    part: 'typed formats',
    title: 'All formats',
    about: "With `validators({ formats: 'all' })`, each test with a string, beside `type: string`.",
    formats: 'all',
  },
  {
    part: 'formats',
    title: 'All formats, as written',
    about: 'The same without `type`, and the tests of values that are no strings.',
    formats: 'all',
  },
  { part: 'optional', title: 'Optional', about: 'What an implementation may do.' },
];

/** The file `format`, which wants formats to be left alone, is in none: they are asserted on purpose. */
export function sectionsOf({ parts }: Suite): readonly SectionPlan[] {
  return plans.map(({ part, title, about, files, formats = 'usual' }) => ({
    title,
    about,
    groups: (parts.get(part) ?? []).filter(({ file }) => files?.has(file) ?? true),
    templates: formats === 'all' ? [validators({ formats })] : [],
  }));
}
