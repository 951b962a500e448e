/** Computes the effect of a change of a value, from what the compiler and the validators accept. */
import type { ObjectSchema, Property, Schema } from '../api/schema.ts';
import type { ModelSource } from '../api/unions.ts';
import type { CodeVerdict, DeployOrder, Direction, Effect } from './change.ts';
import { fits, type FitContext } from './fits.ts';

/** Values of one side, and the schema of the other side that reads them. */
export interface Fit {
  readonly values: Schema;
  readonly reader: Schema;
}

/** `null`: everything fits by construction. */
export interface Evidence {
  /** Values of the new document, read by the old one. */
  readonly forward: Fit | null;
  /** Values of the old document, read by the new one. */
  readonly backward: Fit | null;
}

export interface JudgeContext {
  readonly direction: Direction;
  readonly before: ModelSource;
  readonly after: ModelSource;
}

export const noEffect: Effect = { code: 'compiles', oldClientBreaks: false, newClientBreaks: false };

export function effect(code: CodeVerdict, oldClientBreaks = false, newClientBreaks = false): Effect {
  return { code, oldClientBreaks, newClientBreaks };
}

/** Effect of a change of a value whose place stays. */
export function effectOnValue({ forward, backward }: Evidence, context: JudgeContext): Effect {
  const { direction, before, after } = context;
  const forwardFits = (view: FitContext['view']): boolean =>
    forward === null ||
    fits(forward.values, forward.reader, { view, direction, values: after, reader: before });
  const backwardFits = (view: FitContext['view']): boolean =>
    backward === null ||
    fits(backward.values, backward.reader, { view, direction, values: before, reader: after });
  if (direction === 'response') {
    const code = !forwardFits('type') ? 'breaks' : backwardFits('type') ? 'compiles' : 'tests';
    return effect(code, !forwardFits('tolerant'), !backwardFits('tolerant'));
  }
  const code = !backwardFits('type') ? 'breaks' : forwardFits('type') ? 'compiles' : 'tests';
  return effect(code, !backwardFits('exact'), !forwardFits('exact'));
}

/** Effect of a change inside one alternative, of which the values may pass another one. Their type changes all the same. */
export function effectOnAlternative(given: Effect, evidence: Evidence, context: JudgeContext): Effect {
  if (!given.oldClientBreaks && !given.newClientBreaks) return given;
  const whole = effectOnValue(evidence, context);
  // A value that fits two alternatives of an exclusive `oneOf` is refused in requests.
  const counts = (fit: Fit | null): boolean =>
    context.direction === 'request' && fit?.reader.kind === 'union' && fit.reader.exclusive;
  return {
    code: given.code,
    oldClientBreaks: given.oldClientBreaks && (whole.oldClientBreaks || counts(evidence.backward)),
    newClientBreaks: given.newClientBreaks && (whole.newClientBreaks || counts(evidence.forward)),
  };
}

/** A property on both sides, and the objects that it is in. */
export interface PropertyEvidence {
  readonly before: Property | null;
  readonly after: Property | null;
  readonly objectBefore: ObjectSchema;
  readonly objectAfter: ObjectSchema;
}

/** Effect of a property that came, left, or became required or optional. */
export function effectOfPresence(evidence: PropertyEvidence, context: JudgeContext): Effect {
  const before = presenceOf(evidence.before, context.direction);
  const after = presenceOf(evidence.after, context.direction);
  const forward = { values: context.after, reader: context.before };
  const backward = { values: context.before, reader: context.after };
  const view = {
    view: context.direction === 'response' ? 'tolerant' : 'exact',
    direction: context.direction,
  } as const;
  const isRefusedBefore =
    before.type === 'absent' && isRefused(evidence.after, evidence.objectBefore, { ...view, ...forward });
  const isRefusedAfter =
    after.type === 'absent' && isRefused(evidence.before, evidence.objectAfter, { ...view, ...backward });
  if (context.direction === 'response') {
    return effect(
      codeOfReading(before.type, after.type),
      readerFails(before, after) || isRefusedBefore,
      readerFails(after, before) || isRefusedAfter,
    );
  }
  const [wasRequired, isRequired] = [before.wire === 'required', after.wire === 'required'];
  return effect(
    codeOfSending(before.type, after.type),
    (isRequired && !wasRequired) || isRefusedAfter,
    (wasRequired && !isRequired) || isRefusedBefore,
  );
}

type Presence = 'absent' | 'optional' | 'required';

interface Presences {
  /** In the type that callers see. */
  readonly type: Presence;
  readonly wire: Presence;
}

function presenceOf(property: Property | null, direction: Direction): Presences {
  if (property === null || property.access === (direction === 'request' ? 'read' : 'write'))
    return { type: 'absent', wire: 'absent' };
  // A validator fills in an optional property. A required one must be there, whatever its default.
  const isFilled = direction === 'response' && !property.required && property.default !== undefined;
  const wire = property.required ? 'required' : 'optional';
  return { type: isFilled ? 'required' : wire, wire };
}

function codeOfReading(before: Presence, after: Presence): CodeVerdict {
  if (before === after) return 'compiles';
  if (after === 'absent' || (before === 'required' && after === 'optional')) return 'breaks';
  return after === 'required' ? 'tests' : 'compiles';
}

function codeOfSending(before: Presence, after: Presence): CodeVerdict {
  if (before === after) return 'compiles';
  if (after === 'absent' || after === 'required') return 'breaks';
  return before === 'required' ? 'tests' : 'compiles';
}

function readerFails(reader: Presences, values: Presences): boolean {
  return reader.wire === 'required' && values.wire !== 'required';
}

/** Returns true if an object that does not list the property refuses its key or its value. */
function isRefused(property: Property | null, { rest }: ObjectSchema, context: FitContext): boolean {
  if (property === null || rest === null) return false;
  if (rest.kind === 'never') return context.view === 'exact';
  return !fits(property.schema, rest, context);
}

/** `together`: whichever is deployed first, one pair of versions fails. */
export function orderOf({ oldClientBreaks, newClientBreaks }: Effect): DeployOrder {
  if (oldClientBreaks) return newClientBreaks ? 'together' : 'client-first';
  return newClientBreaks ? 'server-first' : 'either';
}
