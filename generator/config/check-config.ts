/** The default export of a configuration file → the settings of each API, with all that is wrong reported at once. */
import { below } from '../api/place.ts';
import type { Place } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { ApiConfig, ApisConfig, SharedConfig } from './config.ts';
import { fieldsOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { reportOverlaps } from './overlaps.ts';
import { defaultSettings } from './settings.ts';
import type { ApiSettings, SharedSettings } from './settings.ts';
import {
  isPlainObject,
  readChoice,
  readFlag,
  readList,
  readOrigin,
  readPackageName,
  readTemplate,
  readText,
} from './values.ts';
import { readValueTypes } from './value-types.ts';

const sharedKeys: readonly (keyof SharedConfig)[] = [
  'root',
  'strict',
  'allowedOrigins',
  'propertyOrder',
  'schemas',
  'types',
  'importExtension',
  'templates',
];
const apiKeys: readonly (keyof ApiConfig)[] = ['spec', 'out', 'overlays', 'name', ...sharedKeys];
const apisKeys: readonly (keyof ApisConfig)[] = ['apis', ...sharedKeys];

/** `null` where anything is wrong: a run on half a configuration would write what nobody asked for. */
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
    diagnostics.report({ code: 'CW6006', message: 'The default export has to be an object.', place });
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
    const message = '"apis" has to be an object with an API under each name, and at least one.';
    diagnostics.report({ code: 'CW6006', message, place: apisPlace });
  }
  return apis.flatMap(([api, value]) => {
    const apiPlace = below(apisPlace, api);
    if (isPlainObject(value))
      return [readApi({ object: value, api, place: apiPlace, fallback, diagnostics })];
    diagnostics.report({ code: 'CW6006', message: `"apis.${api}" has to be an object.`, place: apiPlace });
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
    spec: fields.demand('spec', readText),
    out: fields.demand('out', readText),
    overlays: fields.read('overlays', readList(readText), []),
    packageName: fields.read<string | null>('name', readPackageName, null),
    ...readShared(fields, fallback),
  };
}

function readShared(fields: Fields, fallback: SharedSettings): SharedSettings {
  return {
    root: fields.read<string | null>('root', readText, fallback.root),
    strict: fields.read('strict', readFlag, fallback.strict),
    allowedOrigins: fields.read('allowedOrigins', readList(readOrigin), fallback.allowedOrigins),
    propertyOrder: fields.read('propertyOrder', readChoice(['name', 'spec']), fallback.propertyOrder),
    schemas: fields.read('schemas', readChoice(['lenient', 'exact']), fallback.schemas),
    types: fields.read('types', readValueTypes, fallback.types),
    importExtension: fields.read('importExtension', readChoice(['js', 'ts']), fallback.importExtension),
    templates: fields.read('templates', readList(readTemplate), fallback.templates),
  };
}
