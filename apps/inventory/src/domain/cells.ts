import type { StockCommand } from './command.js';
import { type Refusal, refusalOf } from './refusal.js';

/** A part of the stock that has a database of its own. */
export interface Cell {
  readonly name: string;
  /** Where callers reach its inventory service; null where the plan does not say. */
  readonly baseUrl: string | null;
}

/** A cell with the locations that are its own: by their ids, and by what their ids begin with. */
export interface PlannedCell extends Cell {
  readonly locations: readonly string[];
  readonly prefixes: readonly string[];
}

/** Which cell has which location; all cells share it. */
export interface CellPlan {
  /** The cell of every location that no cell names. */
  readonly default: string;
  readonly cells: readonly PlannedCell[];
}

/** What somebody wants of several locations at once, for the words of a refusal. */
type Wish = 'reserve' | 'transfer' | 'other';

/**
 * The plan as one cell sees it. Every location has exactly one cell: the one that names its id, else the one that names
 * the longest prefix of it, else the default cell.
 */
export class Cells {
  /** Stock that is not parted: every location is here. */
  static readonly ONE = new Cells({ default: '', cells: [] }, '');

  /** The cell that this process serves; undefined where the stock is not parted. */
  readonly own: Cell | undefined;
  /** The default cell first, then by name: the order in which they are asked for a hold whose cell nobody named. */
  private readonly inTurn: readonly Cell[];
  private readonly byId = new Map<string, Cell>();
  /** The longest first. */
  private readonly byPrefix: readonly (readonly [prefix: string, cell: Cell])[];

  constructor(plan: CellPlan, own: string) {
    const rank = ({ name }: Cell): string => (name === plan.default ? '' : name);
    this.inTurn = plan.cells.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
    this.own = this.named(own);
    if (this.own === undefined && plan.cells.length > 0) throw new Error(`The plan has no cell "${own}"`);
    for (const cell of plan.cells) for (const id of cell.locations) this.byId.set(id, cell);
    this.byPrefix = plan.cells
      .flatMap((cell) => cell.prefixes.map((prefix) => [prefix, cell] as const))
      .toSorted(([a], [b]) => b.length - a.length);
  }

  /** Whether the location is of this cell. */
  has(locationId: string): boolean {
    return this.own === undefined || this.cellOf(locationId) === this.own;
  }

  /** Whether this cell answers for what belongs to none. */
  get isDefault(): boolean {
    return this.own === this.inTurn[0];
  }

  named(name: string): Cell | undefined {
    return this.inTurn.find((cell) => cell.name === name);
  }

  /** The cell to ask after this one; undefined for the last. */
  get next(): Cell | undefined {
    return this.own === undefined ? undefined : this.inTurn[this.inTurn.indexOf(this.own) + 1];
  }

  /**
   * Why the locations cannot be dealt with together here; undefined if they can. `location_in_another_cell`: all are of
   * one other cell. `locations_in_different_cells`: they are of several.
   */
  refuse(locationIds: readonly string[], wish: Wish = 'other'): Refusal | undefined {
    if (this.own === undefined || locationIds.every((id) => this.has(id))) return undefined;
    const parts = this.byCell(locationIds);
    const [first, ...others] = parts;
    return first !== undefined && others.length === 0
      ? inAnotherCell(first, this.own)
      : inDifferentCells(parts, wish);
  }

  /** As `refuse`, for a command. */
  refuseCommand(command: StockCommand): Refusal | undefined {
    return this.own === undefined ? undefined : this.refuse(locationsOf(command), wishOf(command));
  }

  private byCell(locationIds: readonly string[]): Part[] {
    const found = new Map<Cell, Set<string>>();
    for (const id of locationIds) {
      const cell = this.cellOf(id);
      found.set(cell, (found.get(cell) ?? new Set()).add(id));
    }
    return [...found].map(([{ name, baseUrl }, ids]) => ({ cell: name, baseUrl, locationIds: [...ids] }));
  }

  private cellOf(locationId: string): Cell {
    const named =
      this.byId.get(locationId) ?? this.byPrefix.find(([prefix]) => locationId.startsWith(prefix))?.[1];
    return named ?? (this.inTurn[0] as Cell);
  }
}

/** Those of some locations that are of one cell. */
interface Part {
  readonly cell: string;
  readonly baseUrl: string | null;
  readonly locationIds: readonly string[];
}

const inAnotherCell = ({ cell, baseUrl, locationIds }: Part, own: Cell): Refusal =>
  refusalOf(
    'location_in_another_cell',
    `${listed(locationIds)} in cell "${cell}", and this is cell "${own.name}". Send it to ` +
      `${baseUrl ?? `the inventory service of cell "${cell}"`} instead.`,
    { cell, baseUrl },
  );

const inDifferentCells = (parts: readonly Part[], wish: Wish): Refusal => {
  const where = parts.map(({ cell, locationIds }) => `${listed(locationIds)} in cell "${cell}"`);
  return refusalOf('locations_in_different_cells', `${where.join(', ')}. ${ADVICE[wish]}`, { cells: parts });
};

const ADVICE: Readonly<Record<Wish, string>> = {
  reserve:
    'A reservation is all or none within one cell. Reserve in each cell by itself, or place the order without a ' +
    'reservation: orders are reserved per fulfillment.',
  transfer:
    'A transfer stays within one cell. Write the units off at the one with POST /movements, and enter them as a ' +
    'receipt at the other.',
  other: 'Ask each cell for its own.',
};

const wishOf = ({ type }: StockCommand): Wish =>
  type === 'reserve' || type === 'promise' ? 'reserve' : type === 'plan_transfer' ? 'transfer' : 'other';

/** "A", or "A, B and 7 more", with their verb. */
function listed(locationIds: readonly string[]): string {
  const [first, ...others] = locationIds;
  if (others.length === 0) return `Location "${first}" is`;
  const shown = locationIds.slice(0, 3).map((id) => `"${id}"`);
  const rest = locationIds.length - shown.length;
  return `Locations ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''} are`;
}

/** The locations that a command names itself; a step of a reservation or transfer that names none is about its own. */
export function locationsOf(command: StockCommand): string[] {
  switch (command.type) {
    case 'record_sale':
      return [command.sale.locationId];
    case 'post_movement':
      return [command.movement.locationId];
    case 'reserve':
      return command.request.lines.map(({ locationId }) => locationId);
    case 'promise':
    case 'stage':
    case 'fulfill':
    case 'release':
      return command.lines?.map(({ locationId }) => locationId) ?? [];
    case 'record_count':
    case 'receive_units':
    case 'set_safety_stock':
      return [command.locationId];
    case 'plan_transfer':
      return [command.plan.from, command.plan.to];
    default:
      return [];
  }
}
