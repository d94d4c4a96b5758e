import { Random as Seeded } from '../../apps/standalone/src/simulate/random.js';

/** Numbers that look like chance and are the same again for the same seed. */
export class Random extends Seeded {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.int(0, left.length - 1), 1)[0] as T);
  }
}
