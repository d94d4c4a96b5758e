import { ProblemError } from '#client';
import { useEffect, useMemo, useState } from 'react';
import { useLevels } from '../../shared/data/levels.js';
import { useLocations } from '../../shared/data/locations.js';
import { fewer } from './fewer.js';

/** Whether the error says that one stream does not carry so many levels. */
export const isTooWide = (error: Error | null): boolean =>
  error instanceof ProblemError && error.code === 'stream_too_wide';

/**
 * The levels of as many of the SKUs, from the first on, as one stream may carry. How many places have each is not known
 * beforehand, so a stream that is refused as too wide is asked for again with fewer of them.
 */
export function useWidestLevels(wanted: readonly string[]) {
  const { data: locations } = useLocations();
  const key = wanted.join('\n');
  const [cut, setCut] = useState({ key, most: wanted.length });
  const most = cut.key === key ? cut.most : wanted.length;
  const skus = useMemo(() => wanted.slice(0, most), [key, most]);
  const levels = useLevels({ skus });
  const again = isTooWide(levels.error) && skus.length > 1;
  useEffect(() => {
    if (again) setCut({ key, most: fewer(skus.length, locations?.length) });
  }, [again, key, locations?.length, skus.length]);
  return { skus, levels: again ? { ...levels, error: null } : levels };
}
