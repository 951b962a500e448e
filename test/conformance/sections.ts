/** The parts of the suite → the sections of the page, in the order in which they matter. */
import type { Part, Suite, SuiteGroup } from './suite.ts';

export interface SectionPlan {
  readonly title: string;
  readonly about: string;
  readonly groups: readonly SuiteGroup[];
}

const plans: readonly (readonly [Part, string, string])[] = [
  ['core', 'Required, core', 'Every required test of a schema that stands alone, without the file `format`.'],
  [
    'beyond',
    'Required, beyond the core',
    'Schemas with `$id`, anchors, `$dynamicRef`, references to other documents, or a dialect of their own.',
  ],
  [
    'typed formats',
    'Formats beside `type: string`',
    'Each test of a format with a string, `type: string` added to its schema, as OpenAPI documents have it.',
  ],
  [
    'formats',
    'Formats as written',
    'The same tests without `type`, and those with values that are no strings.',
  ],
  ['optional', 'Optional', 'What an implementation may do.'],
];

/** The file `format`, which wants formats to be left alone, is in none: they are asserted on purpose. */
export function sectionsOf({ parts }: Suite): readonly SectionPlan[] {
  return plans.map(([part, title, about]) => ({ title, about, groups: parts.get(part) ?? [] }));
}
