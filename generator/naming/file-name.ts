/** Turns words into a file name that is safe and the same on every file system. */
import { identityHash } from './identity-hash.ts';
import { kebabCase, splitWords } from './words.ts';

/** Names that Windows keeps for devices, whatever the extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

const longest = 80;

/** `Workflow Execution` → `workflow-execution`; what words cannot say is told apart by the identity. */
export function fileName(name: string, identity: string): string {
  const words = kebabCase(splitWords(name)).split('-');
  const plain = words
    .map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-');
  if (plain === '' || plain.length > longest)
    return `${plain.slice(0, longest)}${plain === '' ? 'x' : '-'}${identityHash(identity)}`;
  return deviceName.test(plain) || plain === 'index' ? `${plain}-${identityHash(identity)}` : plain;
}
