import { aMovement, aReservation, aSale, STORE } from '../testing/builders.js';
import { given } from '../testing/scenario.js';
import { type CellPlan, Cells } from './cells.js';

const PLAN: CellPlan = {
  default: 'north',
  cells: [
    { name: 'west', baseUrl: null, locations: [], prefixes: ['W-', 'S-9'] },
    { name: 'south', baseUrl: 'https://south.example', locations: ['W-7'], prefixes: ['S-'] },
    { name: 'north', baseUrl: null, locations: [], prefixes: [] },
  ],
};
const north = new Cells(PLAN, 'north');
const south = new Cells(PLAN, 'south');
const west = new Cells(PLAN, 'west');

const ownersOf = (locationId: string): string[] =>
  [north, south, west].filter((cells) => cells.has(locationId)).map((cells) => cells.own?.name ?? '');

describe('Stock that is parted into cells', () => {
  it.each([
    ['W-1', 'west', 'by what its id begins with'],
    ['W-7', 'south', 'by its id, whatever it begins with'],
    ['S-1', 'south', 'by what its id begins with'],
    ['S-99', 'west', 'by the longest beginning'],
    ['N-1', 'north', 'as the default, for nobody names it'],
  ])('has location %s in cell %s alone: %s', (locationId, cell) => {
    expect(ownersOf(locationId)).toEqual([cell]);
  });

  it('asks the default cell first for a hold whose cell nobody named, then the others by name', () => {
    expect([north, south, west].map((cells) => cells.isDefault)).toEqual([true, false, false]);
    expect([north, south, west].map((cells) => cells.next?.name)).toEqual(['south', 'west', undefined]);
  });

  it('has nothing to refuse when all locations are of this cell, or none is named', () => {
    expect(north.refuse(['N-1', 'N-2'])).toBeUndefined();
    expect(north.refuse([])).toBeUndefined();
  });

  it('sends a caller to the cell that has the location', () => {
    expect(north.refuse(['S-1', 'S-2'])).toMatchObject({
      code: 'location_in_another_cell',
      cell: 'south',
      baseUrl: 'https://south.example',
      detail: expect.stringContaining('https://south.example') as string,
    });
    expect(north.refuse(['W-1'])?.detail).toContain('the inventory service of cell "west"');
  });

  it('says which cell has which location when they are of several', () => {
    expect(north.refuse(['S-1', 'W-1', 'S-2', 'S-1'])).toMatchObject({
      code: 'locations_in_different_cells',
      cells: [
        { cell: 'south', baseUrl: 'https://south.example', locationIds: ['S-1', 'S-2'] },
        { cell: 'west', baseUrl: null, locationIds: ['W-1'] },
      ],
    });
  });

  it('does not start as a cell that the plan does not have', () => {
    expect(() => new Cells(PLAN, 'east')).toThrow('has no cell "east"');
  });
});

describe('A command in a cell', () => {
  const line = (locationId: string) => ({ locationId, sku: 'TEA', quantity: 1 });
  const judged = (cells: Cells) => given({ locations: { 'N-1': 0 }, skus: ['TEA'], cells });

  it('is refused when it is about a location of another cell, and leaves nothing', () => {
    const scenario = judged(north);
    const outcome = scenario.when({
      type: 'record_sale',
      commandId: '1',
      sale: aSale({ locationId: 'S-1' }),
    });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'location_in_another_cell' } });
    expect(scenario.state.newWaitingLines).toEqual([]);
    expect(
      scenario.when({
        type: 'post_movement',
        commandId: '2',
        movement: aMovement('receipt', 1, { locationId: 'W-1' }),
      }),
    ).toMatchObject({ ok: false, refusal: { cell: 'west' } });
  });

  it('tells whoever reserves over several cells to reserve in each, or to let orders do so', () => {
    const request = aReservation({ lines: [line('N-1'), line('S-1')] });
    const outcome = judged(north).when({ type: 'reserve', commandId: '1', reservationId: 'r', request });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'locations_in_different_cells' } });
    expect(JSON.stringify(outcome)).toContain('per fulfillment');
  });

  it('answers the order that asks for units of several cells', () => {
    const scenario = judged(north);
    scenario.when({
      type: 'promise',
      commandId: '1',
      asker: 'order-1',
      reservationId: 'r',
      lines: [line('N-1'), line('S-1')],
    });
    expect(scenario.state.reservationSteps).toMatchObject([
      { step: 'refused', reference: 'order-1', code: 'locations_in_different_cells' },
    ]);
  });

  it('does not send goods from one cell to another', () => {
    const plan = { from: 'N-1', to: 'S-1', stockStatus: 'available', lines: [{ sku: 'TEA', quantity: 1 }] };
    const outcome = judged(north).when({
      type: 'plan_transfer',
      commandId: '1',
      transferId: 't',
      plan: plan as never,
    });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'locations_in_different_cells' } });
    expect(JSON.stringify(outcome)).toContain('receipt at the other');
  });

  it('of a reservation that is not here says to ask the cell of its locations', () => {
    const commit = { type: 'commit', commandId: '1', reservationId: 'r' } as const;
    expect(judged(south).when(commit)).toMatchObject({
      ok: false,
      refusal: { detail: expect.stringContaining('in cell "south"') as string },
    });
    expect(JSON.stringify(given().when(commit))).not.toContain('cell');
  });

  it('is judged as ever where stock is not parted', () => {
    const command = { type: 'record_sale', commandId: '1', sale: aSale({ locationId: STORE }) } as const;
    expect(given().when(command).ok).toBe(true);
  });
});
