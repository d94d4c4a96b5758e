/** Lets those who name the same thing through one after another, in the order in which they came. */
export class InTurn {
  private readonly last = new Map<string, Promise<void>>();

  /** Resolves when it is the caller's turn, with the function that ends it (calling it twice does no harm). */
  async enter(name: string): Promise<() => void> {
    const before = this.last.get(name);
    let leave!: () => void;
    const mine = new Promise<void>((resolve) => (leave = resolve));
    this.last.set(name, mine);
    void mine.then(() => {
      if (this.last.get(name) === mine) this.last.delete(name);
    });
    await before;
    return leave;
  }
}
