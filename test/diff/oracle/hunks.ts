/** An update of a document → what `check --explain` says of each hunk of the package. */
import { explain } from '../../../generator/diff-run.ts';
import type { ExplainedHunk, GenerateOptions } from '../../../generator/options.ts';
import { defaults, withFolder } from '../../support/generated-package.ts';
import { today } from '../compare-documents.ts';
import type { Companion } from './companions.ts';
import type { GeneratedUpdate } from './oracle.ts';

/** `companion`: what changes together with the document. */
export async function hunksOf(
  { before, after, old }: GeneratedUpdate,
  { committed, options, inputs }: Companion,
): Promise<readonly ExplainedHunk[]> {
  const files = await committed(old.files, JSON.stringify(before));
  const folderOf = (side: string, document: unknown): readonly (readonly [string, string])[] => [
    [`${side}/spec.json`, JSON.stringify(document)],
    ...[...files].map(([path, text]) => [`${side}/out/${path}`, text] as const),
  ];
  return withFolder(new Map([...folderOf('old', before), ...folderOf('new', after)]), async (folder) => {
    const optionsOf = (side: string): GenerateOptions => ({
      ...defaults,
      spec: 'spec.json',
      workingDirectory: `${folder}/${side}`,
      ...options,
    });
    const explanation = await explain({
      committed: optionsOf('old'),
      current: optionsOf('new'),
      names: { before: 'old', after: 'new' },
      policy: { severity: new Map(), ignored: [], today },
      inputs,
    });
    if (explanation === null) throw new Error('One of the packages cannot be generated.');
    return explanation.hunks;
  });
}

/** Hunks with another cause than the document and what changes with it. */
export function unexplained(hunks: readonly ExplainedHunk[], companion: Companion): readonly ExplainedHunk[] {
  return hunks.filter(({ cause }) => cause !== 'document' && cause !== companion.cause);
}
