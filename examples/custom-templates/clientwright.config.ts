/** A client of a small library, made with templates of its own: one of each kind. */
import { defineConfig } from 'clientwright';
import { routes } from './templates/routes.ts';
import { uuidModels, uuidType } from './templates/uuid-type.ts';
import { workspacePackage } from './templates/workspace-package.ts';

export default defineConfig({
  spec: 'library.yaml',
  out: 'generated/library',
  name: '@example/library',
  importExtension: 'ts',
  templates: [workspacePackage, uuidModels, uuidType, routes],
});
