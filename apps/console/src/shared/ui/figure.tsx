import { useEffect, useState } from 'react';
import type { LiveLevel } from '../data/live-level.js';
import { useFormats } from '../i18n/formats.js';
import classes from './figure.module.css';

/** How long a change stands out, in milliseconds. */
const STANDS_OUT_MS = 4_000;

/** A figure of a level; when it changes it lights up for a while and shows by how much. */
export function Figure({
  value,
  change,
  of,
}: {
  value: number;
  change: LiveLevel['change'];
  of: 'available' | 'onHand';
}) {
  const { number, signed } = useFormats();
  const recent = useRecent(change?.at);
  const by = recent ? (change?.[of] ?? 0) : 0;
  return (
    <span
      key={change?.at}
      className={classes.figure}
      data-change={by === 0 ? undefined : by > 0 ? 'up' : 'down'}
    >
      {by !== 0 && <span className={classes.by}>{signed(by)}</span>}
      {number(value)}
    </span>
  );
}

/** Whether the moment is a few seconds ago at most; false by itself when it is not any more. */
export function useRecent(at: number | undefined): boolean {
  const [, redraw] = useState(0);
  const left = at === undefined ? 0 : at + STANDS_OUT_MS - Date.now();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => redraw((n) => n + 1), left + 20);
    return () => clearTimeout(timer);
  }, [left]);
  return left > 0;
}
