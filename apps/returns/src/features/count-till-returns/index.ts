import { CountTillReturns } from './count-till-returns.js';

export const countTillReturns = { controllers: [], providers: [CountTillReturns] };
