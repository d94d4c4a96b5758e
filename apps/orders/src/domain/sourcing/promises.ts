import type { OpeningHours } from '#contracts';
import { OpeningCalendar } from '#retail';
import { DateTime } from 'luxon';
import type { Place } from './network.js';
import type { SourcingSettings } from './settings.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const HOUR_MS = 3_600_000;
const TWO_WEEKS = 14;

const calendars = new WeakMap<Place, OpeningCalendar>();

/** When a location is open; worked out once for each. */
export function calendarOf(place: Place): OpeningCalendar {
  let calendar = calendars.get(place);
  if (calendar === undefined) {
    calendar = new OpeningCalendar(place.openingHours, place.timeZone);
    calendars.set(place, calendar);
  }
  return calendar;
}

/** When the customer may collect at the store that prepares it. Null for a store that never opens. */
export function pickupPromise(place: Place, now: number, settings: SourcingSettings): number | null {
  return calendarOf(place).readyAt(now, settings.pickupMinutes);
}

interface Visit {
  readonly settings: SourcingSettings;
  /** Every parcel that is ready from then on, and before the carrier comes, goes with it. */
  readonly from: number;
  readonly at: number;
}

const nextVisits = new WeakMap<Place, Visit>();

/**
 * When the carrier takes the parcel: today, if it can be ready when the carrier comes, else on the next day on which
 * the carrier comes and the location is open. Where those days never meet it is brought to the carrier once it is ready.
 */
export function shippingPromise(place: Place, now: number, settings: SourcingSettings): number | null {
  const ready = calendarOf(place).readyAt(now, settings.shipMinutes);
  if (ready === null) return null;
  let visit = nextVisits.get(place);
  if (visit === undefined || visit.settings !== settings || ready < visit.from || ready > visit.at) {
    visit = { settings, from: ready, at: nextVisit(place, ready, settings) };
    nextVisits.set(place, visit);
  }
  return visit.at;
}

function nextVisit(place: Place, ready: number, settings: SourcingSettings): number {
  const [hour, minute] = settings.carrierComes.split(':').map(Number) as [number, number];
  const today = DateTime.fromMillis(ready, { zone: place.timeZone }).startOf('day');
  for (let days = 0; days <= TWO_WEEKS; days++) {
    const day = today.plus({ days });
    const comes = day.set({ hour, minute });
    const works = settings.carrierDays.includes(day.weekday) && opensOn(place.openingHours, day.weekday);
    if (works && comes.toMillis() >= ready) return comes.toMillis();
  }
  return ready;
}

/** When the customer may collect what another location sends to the store. */
export function storeArrivalPromise(
  from: Place,
  store: Place,
  now: number,
  settings: SourcingSettings,
): number | null {
  const sent = shippingPromise(from, now, settings);
  return sent === null ? null : calendarOf(store).opensAt(sent + settings.storeTransitHours * HOUR_MS);
}

/** A moment as the location's own clock shows it. */
export const onTheClockOf = (place: Place, at: number | null): string | null =>
  at === null ? null : DateTime.fromMillis(at, { zone: place.timeZone }).toISO();

const opensOn = (hours: OpeningHours | null, weekday: number): boolean =>
  hours === null || (hours[WEEKDAYS[weekday - 1] as (typeof WEEKDAYS)[number]] ?? []).length > 0;
