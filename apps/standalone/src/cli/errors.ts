/** Something the user can act on: printed as it is, without a stack. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = 1,
  ) {
    super(message);
    this.name = 'CliError';
  }
}

/** What a command's exit status says. */
export const ExitCode = {
  /** Done; of an import: every line is in its level. */
  Done: 0,
  /** Something failed, or at least one line was rejected, or the books drift. */
  Failed: 1,
  /** Nothing was rejected, but lines wait for an item or a location that is unknown. */
  Waiting: 2,
  /** Stopped by Ctrl-C. */
  Interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
