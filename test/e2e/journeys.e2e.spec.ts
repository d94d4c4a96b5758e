import { describeJourneys } from './journeys.js';

describeJourneys('postgres');
