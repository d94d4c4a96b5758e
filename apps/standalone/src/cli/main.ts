import { Command, Option } from 'commander';
import { addDeadLetters } from './commands/dead-letters.js';
import { addImports } from './commands/imports.js';
import { addKeys } from './commands/keys.js';
import { addMigrate } from './commands/migrate.js';
import { addReconcile } from './commands/reconcile.js';
import { addSimulate } from './commands/simulate.js';
import { addStatus } from './commands/status.js';
import { addTopics } from './commands/topics.js';
import { CliError, ExitCode } from './errors.js';

const DEFAULT_URL = 'http://localhost:3000';

/** The command line: a client of a running Shelfstream, and what its databases and topics need. */
function buildProgram(): Command {
  const program = new Command('shelfstream')
    .description(
      'A client of a running Shelfstream: imports, reconciliation, dead letters; and its schemas, topics and keys.',
    )
    .showHelpAfterError('(--help says more)')
    .enablePositionalOptions();
  addImports(program);
  addReconcile(program);
  addStatus(program);
  addDeadLetters(program);
  addSimulate(program);
  for (const command of leaves(program)) {
    command
      .option('--url <address>', 'where Shelfstream answers', process.env['SHELFSTREAM_URL'] ?? DEFAULT_URL)
      .addOption(
        new Option(
          '--token <token>',
          'an API key; better by the environment, where no list of processes shows it',
        ).env('SHELFSTREAM_TOKEN'),
      );
  }
  // What speaks to the database, to Kafka or to a file, and not to a running Shelfstream.
  addMigrate(program);
  addTopics(program);
  addKeys(program);
  return program;
}

const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode ?? ExitCode.Failed;
}
