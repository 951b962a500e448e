/** Validates the default export of a configuration file, and returns the settings of each API with all defaults. */
import { posix } from 'node:path';
import { below, type Place } from '../api/place.ts';
import type { Selections } from '../api/selection.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { GenerateOptions } from '../options.ts';
import type { ApiConfig, ApisConfig, SharedConfig } from './config.ts';
import {
  type AddressSettings,
  type Fields,
  fieldsOf,
  isPlainObject,
  readAddress,
  readChoice,
  readFlag,
  readList,
  readOrigin,
  readPackageName,
  readPath,
  readSelection,
  readTemplate,
  readValueTypes,
  type ValueReader,
} from './values.ts';
import type { ImportExtension } from '../template/slots.ts';

/** The settings that may be shared by all APIs. */
export type SharedSettings = Pick<
  GenerateOptions,
  'root' | 'strict' | 'allowedOrigins' | 'propertyOrder' | 'schemas' | 'importExtension' | 'templates'
> &
  Selections &
  Required<Pick<GenerateOptions, 'enums' | 'nulls' | 'dateTimes' | 'types' | 'package' | 'build'>>;

/** Paths are as written until `runs.ts` resolves them. */
export interface ApiSettings extends SharedSettings {
  /** The key under `apis`; `null` for a configuration of one API. */
  readonly api: string | null;
  /** Place in the configuration; `null` where the command line has all settings. */
  readonly place: Place | null;
  readonly spec: string;
  readonly out: string;
  readonly overlays: readonly string[];
  readonly packageName: string | null;
  /** Address of the document; `null`: it is not pulled. */
  readonly from: AddressSettings | null;
}

export const defaultSettings: SharedSettings = {
  root: null,
  strict: false,
  allowedOrigins: [],
  propertyOrder: 'name',
  schemas: 'lenient',
  enums: 'open',
  nulls: 'strict',
  dateTimes: 'strict',
  types: {},
  package: true,
  build: true,
  importExtension: 'js',
  templates: [],
};

const sharedKeys: readonly (keyof SharedConfig)[] = [
  'root',
  'strict',
  'allowedOrigins',
  'propertyOrder',
  'schemas',
  'enums',
  'nulls',
  'dateTimes',
  'types',
  'package',
  'build',
  'importExtension',
  'templates',
  'include',
  'exclude',
];
const apiKeys: readonly (keyof ApiConfig)[] = ['spec', 'from', 'out', 'overlays', 'name', ...sharedKeys];
const apisKeys: readonly (keyof ApisConfig)[] = ['apis', ...sharedKeys];

/** Returns `null` and reports all faults where anything is wrong. A partly valid configuration is never used. */
export function checkConfig(
  value: unknown,
  file: string,
  diagnostics: DiagnosticCollector,
): readonly ApiSettings[] | null {
  const apis = readConfig(value, { file, pointer: '' }, diagnostics);
  if (!diagnostics.hasErrors) reportOverlaps(apis, { file, pointer: '/apis' }, diagnostics);
  return diagnostics.hasErrors ? null : apis;
}

function readConfig(value: unknown, place: Place, diagnostics: DiagnosticCollector): readonly ApiSettings[] {
  if (!isPlainObject(value)) {
    diagnostics.report({ code: 'CW6006', message: 'The default export must be an object.', place });
    return [];
  }
  return 'apis' in value
    ? readApis(value, place, diagnostics)
    : [readApi({ object: value, api: null, place, fallback: defaultSettings, diagnostics })];
}

function readApis(
  object: Readonly<Record<string, unknown>>,
  place: Place,
  diagnostics: DiagnosticCollector,
): readonly ApiSettings[] {
  const fallback = readShared(fieldsOf({ object, place, known: apisKeys, diagnostics }), defaultSettings);
  const apis = Object.entries(isPlainObject(object['apis']) ? object['apis'] : {});
  const apisPlace = below(place, 'apis');
  if (apis.length === 0) {
    const message = '"apis" must be an object with at least one API, keyed by name.';
    diagnostics.report({ code: 'CW6006', message, place: apisPlace });
  }
  return apis.flatMap(([api, value]) => {
    const apiPlace = below(apisPlace, api);
    if (isPlainObject(value))
      return [readApi({ object: value, api, place: apiPlace, fallback, diagnostics })];
    diagnostics.report({ code: 'CW6006', message: `"apis.${api}" must be an object.`, place: apiPlace });
    return [];
  });
}

interface ApiRequest {
  readonly object: Readonly<Record<string, unknown>>;
  readonly api: string | null;
  readonly place: Place;
  readonly fallback: SharedSettings;
  readonly diagnostics: DiagnosticCollector;
}

function readApi({ object, api, place, fallback, diagnostics }: ApiRequest): ApiSettings {
  const fields = fieldsOf({ object, place, known: apiKeys, diagnostics });
  return {
    api,
    place,
    spec: fields.demand('spec', readPath),
    out: fields.demand('out', readPath),
    overlays: fields.read('overlays', readList(readPath), []),
    packageName: fields.read<string | null>('name', readPackageName, null),
    from: fields.read<AddressSettings | null>('from', readAddress, null),
    ...readShared(fields, fallback),
  };
}

function readShared(fields: Fields, fallback: SharedSettings): SharedSettings {
  const isPackage = fields.read('package', readFlag, fallback.package);
  const extension = isPackage === fallback.package ? fallback.importExtension : isPackage ? 'js' : 'none';
  const importExtension = fields.read('importExtension', readChoice(['js', 'ts', 'none']), extension);
  return {
    root: fields.read<string | null>('root', readPath, fallback.root),
    strict: fields.read('strict', readFlag, fallback.strict),
    allowedOrigins: fields.read('allowedOrigins', readList(readOrigin), fallback.allowedOrigins),
    propertyOrder: fields.read('propertyOrder', readChoice(['name', 'spec']), fallback.propertyOrder),
    schemas: fields.read('schemas', readChoice(['lenient', 'exact']), fallback.schemas),
    enums: fields.read('enums', readChoice(['open', 'closed']), fallback.enums),
    nulls: fields.read('nulls', readChoice(['strict', 'absent']), fallback.nulls),
    dateTimes: fields.read('dateTimes', readChoice(['strict', 'utc']), fallback.dateTimes),
    types: fields.read('types', readValueTypes, fallback.types),
    package: isPackage,
    build: readBuild(fields, { isPackage, importExtension }, fallback),
    importExtension,
    templates: fields.read('templates', readList(readTemplate), fallback.templates),
    ...readSelections(fields, fallback),
  };
}

/** Without the key, a package is built if it can be. Its default for all APIs holds where the package is of the same kind. */
function readBuild(
  fields: Fields,
  { isPackage, importExtension }: { isPackage: boolean; importExtension: ImportExtension },
  fallback: SharedSettings,
): boolean {
  const isPossible = isPackage && importExtension === 'js';
  const isSameKind = isPackage === fallback.package && importExtension === fallback.importExtension;
  const readPossible: ValueReader<boolean> = (value) =>
    value === true && !isPossible
      ? { ok: false, expected: "`false`, unless a package is written and `importExtension` is 'js'" }
      : readFlag(value);
  return fields.read('build', readPossible, isSameKind ? fallback.build : isPossible);
}

/** An absent selection stays absent: all operations are selected. */
function readSelections(fields: Fields, fallback: Selections): Selections {
  const include = fields.read('include', readSelection, fallback.include);
  const exclude = fields.read('exclude', readSelection, fallback.exclude);
  return { ...(include && { include }), ...(exclude && { exclude }) };
}

/** Each run removes stale files of its folder, so no two APIs may share one or nest in one another. */
function reportOverlaps(apis: readonly ApiSettings[], place: Place, diagnostics: DiagnosticCollector): void {
  for (const [index, later] of apis.entries()) {
    const earlier = apis.slice(0, index).find((other) => overlap(other.out, later.out));
    if (earlier === undefined) continue;
    const message = `The output folders of "${earlier.api}" and "${later.api}" overlap: "${earlier.out}" and "${later.out}".`;
    diagnostics.report({ code: 'CW6008', message, place });
  }
}

/** Ignores case: on many file systems `Orders` and `orders` are the same folder. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [folderKey(one), folderKey(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function folderKey(folder: string): string {
  const path = posix.normalize(`${folder.replaceAll('\\', '/').toLowerCase()}/`);
  return path === './' ? '' : path;
}
