/** A JSON Schema → the module that ajv compiles ahead of time, on standard output: what the bench compares with. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';

const [file, errors] = process.argv.slice(2);
const ajv = new Ajv2020({ code: { source: true, esm: true }, strict: false, allErrors: errors === 'all' });
formats.default(ajv);
process.stdout.write(standalone.default(ajv, ajv.compile(JSON.parse(readFileSync(file, 'utf8')))));
