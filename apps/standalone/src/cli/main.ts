import { Command } from 'commander';
import { addDeadLetters } from './commands/dead-letters.js';
import { addImports } from './commands/imports.js';
import { addReconcile } from './commands/reconcile.js';
import { addTopics } from './commands/topics.js';
import { CliError, ExitCode } from './errors.js';

const DEFAULT_URL = 'http://localhost:3000';

/** The command line: a client of a running Shelfstream. */
function buildProgram(): Command {
  const program = new Command('shelfstream')
    .description('A client of a running Shelfstream: imports, reconciliation, dead letters, topics.')
    .showHelpAfterError('(--help says more)')
    .enablePositionalOptions();
  addImports(program);
  addReconcile(program);
  addDeadLetters(program);
  addTopics(program);
  for (const command of leaves(program)) {
    if (command.name() !== 'apply' && command.parent?.name() !== 'topics') {
      command.option(
        '--url <address>',
        'where Shelfstream answers',
        process.env['SHELFSTREAM_URL'] ?? DEFAULT_URL,
      );
    }
  }
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
