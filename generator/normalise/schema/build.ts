/** How a part of a schema has the schemas inside it built. */
import type { Schema } from '../../api/schema.ts';
import type { Source } from '../source.ts';

export type Build = (source: Source) => Schema;
