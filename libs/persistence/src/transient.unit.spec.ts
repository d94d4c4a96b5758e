import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isTransient } from './transient.js';

describe('A failure that may pass', () => {
  it.each([
    ['a deadlock', { code: '40P01' }],
    ['a lock that was not to be had in time', { code: '55P03' }],
    ['a server that shuts down', { code: '57P01' }],
    ['a server with no connection to spare', { code: '53300' }],
    ['a refused connection', { code: 'ECONNREFUSED' }],
    ['a connection cut while a statement ran', new Error('Connection terminated unexpectedly')],
    ['a connection cut between two statements', new QueryRunnerAlreadyReleasedError()],
  ])('%s is worth another try', (_, error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    ['a statement that took too long', { code: '57014' }],
    ['a broken constraint', { code: '23514' }],
    ['text that cannot be stored', { code: '22021' }],
    ['a mistake in our own code', new TypeError('x is not a function')],
    ['nothing that anybody knows', undefined],
  ])('%s is not', (_, error) => {
    expect(isTransient(error)).toBe(false);
  });
});
