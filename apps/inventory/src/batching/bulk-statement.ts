/**
 * Several writes as one statement, and so one round trip: each part becomes a data-modifying CTE. The parts must
 * not touch the same row, for they all see the same snapshot.
 */
export class BulkStatement {
  private readonly parts: string[] = [];
  private readonly parameters: unknown[] = [];

  /** `sql` gets the number of its first parameter. */
  add(sql: (firstParameter: number) => string, parameters: readonly unknown[]): void {
    this.parts.push(`w${this.parts.length} AS (${sql(this.parameters.length + 1)})`);
    this.parameters.push(...parameters);
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  get text(): string {
    return `WITH ${this.parts.join(', ')} SELECT`;
  }

  get values(): unknown[] {
    return this.parameters;
  }
}

/** `unnest($n::type[], ...)` over as many parameters as there are types. */
export const unnest = (types: readonly string[], firstParameter: number): string =>
  `unnest(${types.map((type, i) => `$${firstParameter + i}::${type}[]`).join(', ')})`;
