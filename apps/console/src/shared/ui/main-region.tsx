import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import classes from './main-region.module.css';

/** The first thing that the keyboard reaches: leads past the menu to `<main id="main">`. */
export function SkipLink({ children }: { children: string }) {
  return (
    <a href="#main" className={classes.skip}>
      {children}
    </a>
  );
}

/** Whoever cannot see the page change hears it: the new page has the focus, and begins at its top. */
export function useFocusOnNewPage(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const { pathname } = useLocation();
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
