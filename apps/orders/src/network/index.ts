import { NetworkView } from './network-view.js';
import { Sourcing } from './sourcing.js';

export const network = { providers: [NetworkView, Sourcing] };
