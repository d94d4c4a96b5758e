import { readFileSync } from 'node:fs';
import { Identifier } from '#contracts';
import { fieldPath } from '#platform';
import { ServiceConfig } from '#service';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CellPlan, Cells } from './domain/cells.js';

const CellName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be a name such as "north": lower-case letters, digits and hyphens');

const PlannedCell = z.strictObject({
  /** Where callers reach the cell's inventory service. */
  baseUrl: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  locations: z.array(Identifier).default([]),
  prefixes: z.array(Identifier).default([]),
});

/** What `CELLS_FILE` holds, as YAML or JSON: the cells and their locations, the same file for every cell. */
const CellsFile = z.strictObject({
  default: CellName,
  cells: z
    .record(CellName, PlannedCell)
    .refine((cells) => Object.keys(cells).length > 0, 'name one at least'),
});

/** The service's own settings; docs/how-to/part-stock-into-cells.md says what they mean. */
export const InventoryEnvironment = z.object({
  /** Which of the cells of `CELLS_FILE` this is. Neither of the two: stock is not parted. */
  CELL: CellName.optional(),
  CELLS_FILE: z.string().optional(),
});

/** What the service reads when it runs as a process of its own; `cells` is what `CELL` and `CELLS_FILE` say. */
export const InventoryConfig = ServiceConfig.extend(InventoryEnvironment.shape).transform(
  ({ CELL, CELLS_FILE, ...config }, { issues, value }) => {
    const fault = (key: string, message: string): void => {
      issues.push({ code: 'custom', input: value, path: [key], message });
    };
    let cells = Cells.ONE;
    if (CELL !== undefined && CELLS_FILE === undefined) {
      fault('CELLS_FILE', 'must be set with CELL: the file that says which cell has which location');
    } else if (CELLS_FILE !== undefined && CELL === undefined) {
      fault('CELL', 'must be set with CELLS_FILE: which of its cells this is');
    } else if (CELL !== undefined && CELLS_FILE !== undefined) {
      const plan = readPlan(CELLS_FILE, (message) => fault('CELLS_FILE', message));
      if (plan !== undefined && plan.cells.some(({ name }) => name === CELL)) cells = new Cells(plan, CELL);
      else if (plan !== undefined) {
        const names = plan.cells.map(({ name }) => `"${name}"`).join(', ');
        fault('CELL', `must be a cell of CELLS_FILE, which has ${names}`);
      }
    }
    return { ...config, cells };
  },
);
export type InventoryConfig = z.infer<typeof InventoryConfig>;

/** The plan in the file; undefined when it is told what is wrong with it. */
function readPlan(file: string, fault: (message: string) => void): CellPlan | undefined {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    fault(`must name a readable file of YAML or JSON (${reason})`);
    return undefined;
  }
  const parsed = CellsFile.safeParse(content);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      fault(`in the file, ${fieldPath(path) || 'all of it'}: ${message}`);
    return undefined;
  }
  const plan: CellPlan = {
    default: parsed.data.default,
    cells: Object.entries(parsed.data.cells).map(([name, { baseUrl = null, locations, prefixes }]) => ({
      name,
      baseUrl,
      locations,
      prefixes,
    })),
  };
  const faults = [...inconsistencies(plan)];
  for (const message of faults) fault(message);
  return faults.length === 0 ? plan : undefined;
}

function* inconsistencies(plan: CellPlan): Generator<string> {
  if (!plan.cells.some(({ name }) => name === plan.default)) {
    yield `in the file, default: must be one of its cells, and "${plan.default}" is none`;
  }
  for (const list of ['locations', 'prefixes'] as const) {
    const cellOf = new Map<string, string>();
    for (const cell of plan.cells) {
      for (const entry of cell[list]) {
        const other = cellOf.get(entry);
        if (other !== undefined) {
          yield `in the file, "${entry}" stands under ${list} of "${other}" and of "${cell.name}": leave it in one`;
        }
        cellOf.set(entry, cell.name);
      }
    }
  }
}
