import { ProblemException } from '../problems/problem-exception.js';
import type { Scope } from './scopes.js';

/** 401 `unauthenticated`: who sends this is not known. The detail never repeats what was sent. */
export const unauthenticated = (detail: string): ProblemException =>
  new ProblemException({ status: 401, code: 'unauthenticated', detail });

/** 403 `forbidden`: the caller is known and may not do this. */
export const missingScope = (scope: Scope): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'forbidden',
    detail: `This needs the scope ${scope}, which your key or token does not have. Ask for one that has it.`,
    scope,
  });

/** 403 `forbidden`: the caller is bound to locations, and this is the work of another. */
export const otherLocation = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'forbidden',
    detail:
      "This is another location's work. Your key or token is bound to locations of its own; use one of theirs.",
  });

/** 403 `forbidden`: the route concerns all locations, and the caller is bound to some. */
export const wholeNetwork = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'forbidden',
    detail:
      'This concerns the whole network, and your key or token is bound to locations. Use one that is not.',
  });
