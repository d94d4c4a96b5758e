/**
 * Lets work that runs side by side pass in order: `after(work)` resolves once this work and all work given to the
 * gate before it is done. Fails when any of it failed.
 */
export class Gate {
  #passed: Promise<unknown> = Promise.resolve();

  after(work: Promise<unknown>): Promise<void> {
    this.#passed = Promise.all([this.#passed, work]);
    // Whoever waits sees the failure; nobody else has to.
    this.#passed.catch(() => {});
    return this.#passed.then(() => {});
  }
}
