/** The conditions of a query and their parameters, put together as far as the caller asks for them. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  /** A condition in which each `?` stands for one of the values. */
  and(condition: string, ...values: readonly unknown[]): this {
    let next = 0;
    this.conditions.push(condition.replaceAll('?', () => this.value(values[next++])));
    return this;
  }

  /** `WHERE ...`, or nothing when there is no condition. */
  toString(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }

  private value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
