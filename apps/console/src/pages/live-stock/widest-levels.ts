import { ProblemError } from '#client';
import { useEffect, useMemo, useState } from 'react';
import { useLevels } from '../../shared/data/levels.js';

/**
 * The levels of as many of the SKUs, from the first on, as one stream may carry. How many places have each is not known
 * beforehand, so a stream that is refused as too wide is asked for again with half of them.
 */
export function useWidestLevels(wanted: readonly string[]) {
  const [most, setMost] = useState(wanted.length);
  const key = wanted.join('\n');
  useEffect(() => setMost(wanted.length), [key]);
  const skus = useMemo(() => wanted.slice(0, most === 0 ? wanted.length : most), [key, most]);
  const levels = useLevels({ skus });
  const tooWide = levels.error instanceof ProblemError && levels.error.code === 'stream_too_wide';
  useEffect(() => {
    if (tooWide && skus.length > 1) setMost(Math.floor(skus.length / 2));
  }, [tooWide, skus.length]);
  return { skus, levels: tooWide && skus.length > 1 ? { ...levels, error: null } : levels };
}
