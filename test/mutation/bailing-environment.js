import { TestEnvironment } from 'jest-environment-node';

/** Runs no further test once one has failed: a mutant that one test notices is caught. */
export default class BailingEnvironment extends TestEnvironment {
  failed = false;

  handleTestEvent(event) {
    if (event.name === 'test_done') this.failed ||= event.test.errors.length > 0;
    else if (event.name === 'test_start' && this.failed) event.test.mode = 'skip';
  }
}
