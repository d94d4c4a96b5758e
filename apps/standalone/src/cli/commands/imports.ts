import { basename, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { MAX_QUANTITY } from '#contracts';
import { type CatalogueKind, importCatalogue } from '../catalogue/import-catalogue.js';
import { attributeFields, itemCatalogue } from '../catalogue/items.js';
import { locationCatalogue } from '../catalogue/locations.js';
import { ApiClient } from '../client.js';
import { parseMapping } from '../csv/columns.js';
import { type Input, openInput } from '../csv/input.js';
import { untilInterrupted } from '../interrupt.js';
import { type Progress, showProgress } from '../report/progress.js';
import { RejectionFile } from '../report/rejections.js';
import { type Conclusion, concludeCatalogue, concludeSales, type ReportContext } from '../report/summary.js';
import { importSales } from '../sales/import-sales.js';
import { SALE_FIELDS } from '../sales/sale-row.js';
import { isTimeZone } from '../values/moment.js';

interface ImportOptions {
  url: string;
  token?: string;
  map?: string[];
  delimiter: string;
  report?: string;
  timezone?: string;
}

/** Adds `import-sales`, `import-items` and `import-locations`. */
export function addImports(program: Command): void {
  importCommand(program, 'import-sales', 'Bring receipts in: one row per line of a sale, CSV or gzip of it')
    .addOption(timeZoneOption('zone of times without offset, and of locations that are created'))
    .option('--create-missing', 'create items and locations that are unknown, before their lines')
    .option('--opening-stock <units>', 'a receipt of so many units for each level this import creates', units)
    .addHelpText('after', fieldsHelp(SALE_FIELDS))
    .action(
      async (file: string, options: ImportOptions & { createMissing?: boolean; openingStock?: number }) => {
        const mapping = parseMapping(options.map ?? [], SALE_FIELDS);
        await runImport(file, options, 'lines', async (common) => {
          const { timezone: timeZone, createMissing, openingStock } = options;
          const result = await importSales({ ...common, mapping, timeZone, createMissing, openingStock });
          return (context) => concludeSales(result, context);
        });
      },
    );

  importCommand(program, 'import-items', 'Bring items in: one row per SKU; each row replaces the whole item')
    .addHelpText('after', `${fieldsHelp(itemCatalogue().fields)}\nMore: --map attributes.brand=brand_name`)
    .action((file: string, options: ImportOptions) =>
      runCatalogueImport(file, options, itemCatalogue(attributeFields(options.map ?? []))),
    );

  const locations = importCommand(
    program,
    'import-locations',
    'Bring stores and warehouses in: one row per location',
  )
    .addOption(timeZoneOption('zone of locations that name none'))
    .action((file: string, options: ImportOptions) =>
      runCatalogueImport(file, options, locationCatalogue(options.timezone)),
    );
  locations.addHelpText('after', fieldsHelp(locationCatalogue(undefined).fields));
}

type Conclude = (context: ReportContext) => Conclusion;

interface Common {
  client: ApiClient;
  input: Input;
  delimiter: string;
  onRejections: RejectionFile['write'];
  progress: Progress;
  signal: AbortSignal;
}

function runCatalogueImport<T>(file: string, options: ImportOptions, kind: CatalogueKind<T>): Promise<void> {
  const mapping = parseMapping(options.map ?? [], kind.fields);
  return runImport(file, options, 'rows', async (common) => {
    const result = await importCatalogue(kind, { ...common, mapping });
    return (context) => concludeCatalogue(result, context);
  });
}

/** What all imports share: the file, the server, progress, the report of rejected lines, Ctrl-C and the exit status. */
async function runImport(
  file: string,
  options: ImportOptions,
  noun: string,
  work: (common: Common) => Promise<Conclude>,
): Promise<void> {
  const input = await openInput(file);
  const signal = untilInterrupted('Stopping: what is under way is being finished.');
  const client = new ApiClient(options.url, { token: options.token, signal, onRetry: sayRetry() });
  await client.connect();

  const reportName = `${file === '-' ? 'stdin' : basename(file)}.rejected.csv`;
  const report = new RejectionFile(resolve(options.report ?? reportName));
  const progress = showProgress(input, noun);
  const started = Date.now();
  let conclude: Conclude;
  try {
    const onRejections = report.write.bind(report);
    conclude = await work({ client, input, delimiter: options.delimiter, onRejections, progress, signal });
    await report.close();
  } finally {
    progress.stop();
  }
  const { text, exitCode } = conclude({
    name: input.name,
    seconds: (Date.now() - started) / 1000,
    reportPath: report.path,
  });
  console.log(text.join('\n'));
  process.exitCode = exitCode;
}

function importCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<file>', 'a CSV file with a header row, plain or gzip; - reads standard input')
    .option('--map <field=column,...>', 'which column holds a field, where they differ in name', collect)
    .option('--delimiter <character>', 'what parts the cells', oneCharacter, ',')
    .option('--report <file>', 'where rejected lines go (default: <file>.rejected.csv in this folder)');
}

const timeZoneOption = (description: string): Option =>
  new Option('--timezone <zone>', `IANA time zone such as America/New_York: ${description}`).argParser(
    (zone) => {
      if (isTimeZone(zone)) return zone;
      throw new InvalidArgumentError('That is no IANA time zone; one is America/New_York.');
    },
  );

const collect = (text: string, before: string[] = []): string[] => [...before, text];

function oneCharacter(text: string): string {
  const character = text === '\\t' || text === 'tab' ? '\t' : text;
  if (character.length === 1) return character;
  throw new InvalidArgumentError('Give one character, or tab.');
}

function units(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MAX_QUANTITY) return value;
  throw new InvalidArgumentError(`Give a whole number of units, 1 to ${MAX_QUANTITY.toLocaleString('en')}.`);
}

function fieldsHelp(fields: readonly { name: string; required: boolean }[]): string {
  const names = (required: boolean) =>
    fields
      .filter((field) => field.required === required)
      .map(({ name }) => name)
      .join(', ');
  return `\nFields that need a column: ${names(true)}\nFields that may have one: ${names(false)}`;
}

/** Says that the server is busy or away, at most every five seconds. */
function sayRetry(): (reason: string) => void {
  let last = 0;
  return (reason) => {
    if (Date.now() - last < 5_000) return;
    last = Date.now();
    console.error(`Trying again: ${reason}.`);
  };
}
