import { PlaceExchanges } from './place-exchanges.js';

export const placeExchange = { controllers: [], providers: [PlaceExchanges] };
