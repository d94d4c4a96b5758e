/** The conditions of a query and their parameters, put together as far as the caller asks for them. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  /** `column = value`, unless the caller asks for none. */
  equals(column: string, value: unknown): this {
    if (value !== undefined) this.add(`${column} = $?`, value);
    return this;
  }

  /** A condition with one value, which stands for `$?`. */
  add(condition: string, value: unknown): this {
    this.values.push(value);
    this.conditions.push(condition.replaceAll('$?', `$${this.values.length}`));
    return this;
  }

  /** `WHERE ...`, or nothing when there is no condition. */
  toString(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
