import { ExpireReservations } from './expire-reservations.js';

export const expireReservations = { controllers: [], providers: [ExpireReservations] };
