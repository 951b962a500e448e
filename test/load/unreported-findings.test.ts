import { expect, test } from 'vitest';
import type { DiagnosticCode } from '../../generator/diagnostics/catalogue.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { unreportedFindings } from '../../generator/load/start-validation.ts';

/** Of what the schema finds at a pointer, whether it is still told beside what a stage has said at another. */
function isTold(finding: string, code: DiagnosticCode, said: string, file = 'api.json'): boolean {
  const told: Diagnostic = {
    code,
    severity: 'warning',
    message: 'Something.',
    place: { file, pointer: said },
    related: [],
    help: null,
  };
  const place = { file: 'api.json', pointer: finding };
  const findings = unreportedFindings([{ code: 'CW1050', message: 'Something else.', place }], [told]);
  return findings.length === 1;
}

test('one fault is told once, by the stage that says what becomes of it', () => {
  expect(isTold('/a/type', 'CW2002', '/a/type')).toBe(false);
  expect(isTold('/a/minLength', 'CW2005', '/a/minLength')).toBe(false);
});

test('what is inside something that is left out is not told', () => {
  expect(isTold('/a/in', 'CW2002', '/a')).toBe(false);
  expect(isTold('/a/b/c', 'CW2002', '/a')).toBe(false);
});

test('another fault is told', () => {
  expect(isTold('/a/type', 'CW2002', '/b/type'), 'elsewhere').toBe(true);
  expect(isTold('/ab', 'CW2002', '/a'), 'beside it').toBe(true);
  expect(isTold('/a', 'CW2002', '/a/type'), 'around it').toBe(true);
  expect(isTold('/a/type', 'CW2002', ''), 'in a document of which something is said').toBe(true);
  expect(isTold('/a/type', 'CW2005', '/a'), 'in something that is kept').toBe(true);
  expect(isTold('/a/get', 'CW2020', '/a/get'), 'of another kind').toBe(true);
  expect(isTold('/a/type', 'CW2002', '/a/type', 'other.json'), 'in another file').toBe(true);
});
