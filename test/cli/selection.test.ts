/** `--include` and `--exclude` on the command line. */
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../generator/cli/command-line.ts';
import type { Selections } from '../../generator/api/selection.ts';

async function selectionsOf(...words: readonly string[]): Promise<Selections | string> {
  const parsed = await parseCommandLine(['generate', ...words], '1.0.0');
  if (parsed.kind === 'generate') return parsed.flags.selections;
  return parsed.kind === 'wrong' ? `${parsed.message} ${parsed.help}` : parsed.kind;
}

describe('--include and --exclude', () => {
  it('are criteria, and values of one kind are alternatives', async () => {
    const words = [
      '--include',
      'tag:orders',
      '--include=tag:a:b',
      '--include',
      'method:GET',
      '--exclude',
      'deprecated',
    ];
    expect(await selectionsOf(...words)).toEqual({
      include: { tags: ['orders', 'a:b'], methods: ['get'] },
      exclude: { deprecated: true },
    });
  });

  it('leave the configuration as it is where they are absent', async () => {
    expect(await selectionsOf()).toEqual({});
    expect(await selectionsOf('--exclude', 'path:/v1/**')).toEqual({ exclude: { paths: ['/v1/**'] } });
  });

  const all = 'Use tag:NAME, operation:ID, path:GLOB, method:NAME or deprecated, such as `tag:orders`.';
  const methods = 'Use one of: delete, get, head, options, patch, post, put, query, trace.';
  it.each([
    ['orders', all],
    ['tag:', all],
    ['tag', all],
    ['tags:orders', 'Did you mean "tag:orders"?'],
    ['deprecated:true', all],
    ['deprecate', 'Did you mean "deprecated"?'],
    ['pth:/a:b', 'Did you mean "path:/a:b"?'],
    ['method:gte', 'Did you mean "get"?'],
    ['method:fetch', methods],
    ['methods:fetch', all],
  ])('refuse %s, and suggest what is near', async (value, help) => {
    expect(await selectionsOf('--include', value)).toBe(`Wrong value "${value}" of "--include". ${help}`);
  });
});
