/**
 * Replaces the slot `package`: a private package of a workspace, whose sources are imported without a build.
 * It keeps the `package.json` and the list of signatures, and leaves the README and the compiler options out.
 */
import { defineTemplate } from 'clientwright';

export const workspacePackage = defineTemplate({
  name: 'workspace-package',
  slot: 'package',
  declare(_api, plan) {
    const manifest = plan.file({ identity: 'package:package.json', path: 'package.json' });
    const signatures = plan.file({ identity: 'package:API.md', path: 'API.md' });
    return {
      slot: { manifest: 'package.json' },
      files: [
        {
          file: manifest,
          render: ({ package: { name, version }, slots }) => ({
            kind: 'json',
            value: {
              name,
              version,
              private: true,
              type: 'module',
              sideEffects: false,
              exports: { '.': `./${slots.entry.path}` },
            },
          }),
        },
        { file: signatures, render: (context) => ({ kind: 'signatures', title: context.package.name }) },
      ],
    };
  },
});
