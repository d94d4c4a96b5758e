/** The conditions of a query and their parameters, put together as far as the caller asks for them. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  /** Takes a value and gives the placeholder (`$3`) that stands for it. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  and(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** `WHERE ...`, or nothing when there is no condition. */
  toString(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
