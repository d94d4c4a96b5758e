import { type InventorySchemas, paged } from '#client';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useShelfstream } from './shelfstream.js';

export type Location = InventorySchemas['Location'];

/** Every store and warehouse, by name. They change seldom. */
export function useLocations() {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['locations'],
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const locations: Location[] = [];
      const pages = paged((cursor) =>
        inventory.GET('/inventory/v1/locations', { params: { query: { limit: 500, cursor } }, signal }),
      );
      for await (const location of pages) locations.push(location);
      return locations.sort((a, b) => a.name.localeCompare(b.name));
    },
  });
}

/** What a location is called; its id while the names are on their way. */
export function useLocationName(): (locationId: string) => string {
  const { data } = useLocations();
  const names = useMemo(() => new Map(data?.map(({ locationId, name }) => [locationId, name])), [data]);
  return useCallback((locationId) => names.get(locationId) ?? locationId, [names]);
}

const CHOSEN = 'shelfstream-location';
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

/** The location where this device stands: chosen once, remembered, the same on every page. */
export function useChosenLocation(): [string | null, (locationId: string | null) => void] {
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(CHOSEN));
  const choose = useCallback((locationId: string | null) => {
    if (locationId === null) localStorage.removeItem(CHOSEN);
    else localStorage.setItem(CHOSEN, locationId);
    for (const listener of listeners) listener();
  }, []);
  return [chosen, choose];
}
