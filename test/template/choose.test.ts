import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { type AnyTemplate, chooseTemplates, defineTemplate } from '../../generator/template/template.ts';

/** Never asked to declare: choosing looks at name and slot alone. */
function model(name: string): AnyTemplate {
  return defineTemplate({ name, slot: 'model', declare: () => never() });
}

function entry(name: string): AnyTemplate {
  return defineTemplate({ name, slot: 'entry', declare: () => never() });
}

function addition(name: string): AnyTemplate {
  return defineTemplate({ name, slot: null, declare: () => never() });
}

function never(): never {
  throw new Error('choosing declares nothing');
}

const builtIn = [model('models'), entry('entry')];

function chosen(own: readonly AnyTemplate[]): {
  readonly names: readonly string[];
  readonly said: readonly string[];
} {
  const diagnostics = new DiagnosticCollector();
  const names = chooseTemplates(builtIn, own, diagnostics).map(({ name }) => name);
  return { names, said: diagnostics.all.map(({ code, message }) => `${code} ${message}`) };
}

describe('the templates of a run', () => {
  test('are the built-in ones where nobody says otherwise', () => {
    expect(chosen([]).names).toEqual(['models', 'entry']);
  });

  test('have a replacement where the built-in stood', () => {
    expect(chosen([model('zod models')]).names).toEqual(['zod models', 'entry']);
  });

  test('have additions behind all others, as they are listed', () => {
    const own = [addition('routes'), entry('own entry'), addition('mocks')];
    expect(chosen(own).names).toEqual(['models', 'own entry', 'routes', 'mocks']);
  });

  test('may replace a built-in under its own name', () => {
    expect(chosen([model('models')])).toEqual({ names: ['models', 'entry'], said: [] });
  });

  test('have names of their own', () => {
    expect(chosen([addition('routes'), addition('routes'), addition('entry')]).said).toEqual([
      'CW4004 Two templates have the name "routes".',
      'CW4004 Two templates have the name "entry".',
    ]);
  });

  test('fill a slot once', () => {
    expect(chosen([model('a'), model('b')]).said).toEqual(['CW4003 Two templates replace the slot "model".']);
  });
});
