import { NewsDesk } from '#platform';
import { StreamReturnsController } from './stream-returns.controller.js';

export const streamReturns = { controllers: [StreamReturnsController], providers: [NewsDesk] };
