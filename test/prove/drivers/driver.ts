import type { World } from '../model/intent.js';
import type { Operation, Place, Result, Shelf } from '../model/operation.js';

/** The stock ledger at one of its doors, as the model is compared with it. */
export interface Driver {
  readonly name: string;
  /** Makes the locations and items of a world. */
  open(world: World): Promise<OpenWorld>;
  /** Everything that disagrees in the books as a whole, in words; none, if all is well. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

export interface OpenWorld {
  /**
   * Does what is asked for in the same moment, in the order given. Undefined where the door tells nobody what came of
   * it, as a topic does.
   */
  perform(operations: readonly Operation[]): Promise<(Result | undefined)[]>;
  /** The figures of the levels, in the order asked; zeros where there is no such level yet. */
  shelves(places: readonly Place[]): Promise<Shelf[]>;
}
