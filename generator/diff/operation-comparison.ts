/** One operation in two versions: collects what its parts find, and answers questions about both sides. */
import type { Operation, Parameter } from '../api/api.ts';
import { isScalar } from '../api/representations.ts';
import type { Schema } from '../api/schema.ts';
import { argumentIdentity } from '../naming/key-names.ts';
import type { Direction, Finding, Owner } from './change.ts';
import type { Sides, ValueComparison } from './compare-values.ts';
import type { Pair } from './match.ts';

/** A finding of this operation, which has the owner. */
export type OperationFinding = Omit<Finding, 'owner' | 'direction'> & {
  readonly direction?: Direction;
};

export class OperationComparison {
  readonly owner: Owner;
  readonly values: ValueComparison;
  readonly sides: Sides;
  readonly #pair: Pair<Operation>;

  constructor(pair: Pair<Operation>, { values, sides }: Pick<OperationComparison, 'values' | 'sides'>) {
    this.owner = { kind: 'operation', before: pair.before.id, after: pair.after.id };
    this.values = values;
    this.sides = sides;
    this.#pair = pair;
  }

  find({ direction, ...finding }: OperationFinding): void {
    this.values.findings.push({ ...finding, direction: direction ?? null, owner: this.owner });
  }

  /** Key of a parameter in the argument of a call. */
  argumentName(side: 'before' | 'after', parameter: Parameter): string {
    const identity = argumentIdentity(this.#pair[side].id, parameter);
    return this.sides[side].names.get(identity) ?? parameter.name;
  }

  isScalar(side: 'before' | 'after', schema: Schema): boolean {
    return isScalar(schema, this.values.judgeContext('request')[side]);
  }
}
