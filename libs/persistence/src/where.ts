/** The conditions of a query and their parameters, put together as far as the caller asks for them. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  /** A condition in which each `?` stands for one of the values. */
  and(condition: string, ...values: readonly unknown[]): this {
    this.conditions.push(this.text(condition, ...values));
    return this;
  }

  /** `column = value`, unless the caller asks for none. */
  equals(column: string, value: unknown): this {
    return value === undefined ? this : this.and(`${column} = ?`, value);
  }

  /** As `and`, for a condition that stands elsewhere in the query: its text, with placeholders (`$3`) for the values. */
  text(condition: string, ...values: readonly unknown[]): string {
    const parts = condition.split('?');
    if (parts.length !== values.length + 1)
      throw new Error(`A condition and its values differ: ${condition}`);
    return parts.reduce((text, part, i) => `${text}$${this.values.push(values[i - 1])}${part}`);
  }

  /** `WHERE ...`, or nothing when there is no condition. */
  toString(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
