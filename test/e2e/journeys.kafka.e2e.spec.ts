import { describeJourneys } from './journeys.js';

describeJourneys('kafka');
