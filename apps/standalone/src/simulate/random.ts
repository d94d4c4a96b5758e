/** Numbers that look random and are the same for the same seed. */
export class Random {
  private state: number;

  constructor(private readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** A row of numbers of its own, so that one who draws more often does not change what others draw. */
  fork(name: string): Random {
    let hash = this.seed >>> 0;
    for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0;
    return new Random(hash);
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** The time until the next of events that come independently, one every `mean` on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** How many of them come in a time in which `mean` are expected. */
  poisson(mean: number): number {
    let count = 0;
    for (let passed = this.exponential(1); passed < mean; passed += this.exponential(1)) count += 1;
    return count;
  }

  /** 1, or more: each one more with this probability. */
  oneOrMore(more: number, most: number): number {
    let count = 1;
    while (count < most && this.chance(more)) count += 1;
    return count;
  }
}

/** Draws from a list, some more often than others. */
export class Weighted<T> {
  private readonly sums: number[] = [];

  constructor(
    private readonly list: readonly T[],
    weightOf: (element: T) => number,
  ) {
    let sum = 0;
    for (const element of list) this.sums.push((sum += weightOf(element)));
  }

  pick(random: Random): T {
    const wanted = random.next() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sums[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.list[low] as T;
  }
}
