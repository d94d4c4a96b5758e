import { useMemo } from 'react';
import { type Location, useLocations } from '../../shared/data/locations.js';
import { coarse, kilometres, type Place, placesNear } from '../model/place.js';
import { useKept } from './kept.js';

export interface PlaceTools {
  /** Where the customer is; the first place to choose until they have chosen. Null before the stores are known. */
  readonly place: Place | null;
  readonly places: readonly Place[];
  readonly stores: readonly Location[];
  choose(place: Place): void;
  /** Asks the browser, which asks the customer; rejected when either does not say. */
  locate(): Promise<void>;
}

/** Where the customer is, kept on this device to about a kilometre. */
export function usePlace(): PlaceTools {
  const { data } = useLocations();
  const [kept, keep] = useKept('shelfstream-shop-place');
  return useMemo(() => {
    const stores = (data ?? []).filter(({ kind }) => kind === 'store');
    const places = placesNear(stores);
    const choose = (place: Place) => keep(JSON.stringify(place));
    return {
      place: readPlace(kept) ?? places[0] ?? null,
      places,
      stores,
      choose,
      locate: async () => {
        const { coords } = await new Promise<GeolocationPosition>((found, failed) =>
          navigator.geolocation.getCurrentPosition(found, failed, { timeout: 10_000 }),
        );
        choose({ name: null, latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) });
      },
    };
  }, [data, kept, keep]);
}

/** The stores around a place, nearest first. */
export function nearestStores(stores: readonly Location[], place: Place | null, count: number): Location[] {
  const far = ({ latitude, longitude }: Location) =>
    place === null || latitude === null || longitude === null
      ? Number.POSITIVE_INFINITY
      : kilometres(place, { latitude, longitude });
  return [...stores].sort((a, b) => far(a) - far(b)).slice(0, count);
}

function readPlace(kept: string | null): Place | null {
  try {
    const { name = null, latitude, longitude } = JSON.parse(kept ?? '{}') as Partial<Place>;
    return typeof latitude === 'number' && typeof longitude === 'number'
      ? { name, latitude, longitude }
      : null;
  } catch {
    return null;
  }
}
